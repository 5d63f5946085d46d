import { z } from 'zod';

/** Confluence's answers about what hangs on a page. */

const text = z.string().nullish();
const id = z.union([z.string(), z.number()]).transform(String);
const links = z.object({ webui: text, next: text, download: text }).partial().nullish();
const body = z.object({ storage: z.object({ value: z.string() }).nullish() }).nullish();

const list = <T extends z.ZodType>(one: T) =>
  z.object({
    results: z.array(one),
    start: z.number().optional(),
    limit: z.number().optional(),
    size: z.number().optional(),
    _links: links,
  });

const cloudVersion = z.object({ number: z.number(), createdAt: text, message: text, authorId: text });
export const cloudVersions = list(cloudVersion);

export const childList = list(z.object({ id, title: z.string() }));
export const labelList = list(z.object({ name: z.string(), prefix: text }));
export const ancestorList = list(z.object({ id }));

/** A comment of Cloud's v2; a reply names its parent and not its page. */
export const cloudComment = z.object({
  id,
  pageId: id.nullish(),
  blogPostId: id.nullish(),
  parentCommentId: id.nullish(),
  version: cloudVersion.nullish(),
  body,
  resolutionStatus: text,
  properties: z.object({ inlineOriginalSelection: text }).nullish(),
  _links: links,
});
export type CloudComment = z.infer<typeof cloudComment>;
export const cloudComments = list(cloudComment);

const person = z.object({ displayName: text, publicName: text }).nullish();
const serverVersion = z.object({ number: z.number(), when: text, message: text, by: person });

/** With what `serverCommentExpand` asks for. */
export const serverComment = z.object({
  id,
  type: text,
  container: z.object({ id }).nullish(),
  ancestors: z.array(z.object({ id })).nullish(),
  history: z.object({ createdDate: text, createdBy: person }).nullish(),
  version: serverVersion.nullish(),
  body,
  extensions: z
    .object({
      location: text,
      inlineProperties: z.object({ originalSelection: text }).nullish(),
      resolution: z.object({ status: text }).nullish(),
    })
    .nullish(),
  _links: links,
});
export type ServerComment = z.infer<typeof serverComment>;
export const serverComments = list(serverComment);
export const serverCommentExpand =
  'body.storage,version,history,ancestors,container,extensions.inlineProperties,extensions.resolution';

export const serverPast = z.object({ title: text, version: serverVersion });

const cloudAttachment = z.object({
  id,
  title: z.string(),
  pageId: id.nullish(),
  blogPostId: id.nullish(),
  mediaType: text,
  fileSize: z.number().nullish(),
  createdAt: text,
  version: cloudVersion.nullish(),
});
export const cloudAttachments = list(cloudAttachment);
export type CloudAttachment = z.infer<typeof cloudAttachment>;

const serverAttachment = z.object({
  id,
  title: z.string(),
  metadata: z.object({ mediaType: text }).nullish(),
  extensions: z.object({ mediaType: text, fileSize: z.number().nullish() }).nullish(),
  history: z.object({ createdDate: text, createdBy: person }).nullish(),
  version: serverVersion.nullish(),
  _links: links,
});
export const serverAttachments = list(serverAttachment);
export type ServerAttachment = z.infer<typeof serverAttachment>;

/** Both deployments answer an upload in the words of v1. */
export const uploaded = z.union([list(z.object({ id, title: z.string() })), z.object({ id, title: z.string() })]);

/** Enough of what a write answers. */
export const written = z.object({
  id,
  title: text,
  version: z.object({ number: z.number() }).nullish(),
  _links: links,
});
