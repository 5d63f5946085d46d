import { z } from 'zod';

/** Confluence's answers, as far as they are read. Other fields may come and go. */

const text = z.string().nullish();
/** Numeric ids come as numbers or strings, depending on the version. */
const id = z.union([z.string(), z.number()]).transform(String);
const links = z.object({ webui: text, base: text, next: text }).partial().nullish();

/** Cloud names people by `accountId`, Data Center by `userKey` and `username`. */
export const currentUser = z
  .object({
    accountId: z.string().optional(),
    userKey: z.string().optional(),
    username: z.string().optional(),
    displayName: text,
    publicName: text,
    email: text,
  })
  .transform((user, context) => {
    const known = user.accountId || user.userKey || user.username;
    if (known) return { ...user, id: known };
    context.addIssue('The answer names nobody.');
    return z.NEVER;
  });

/** Cloud's people, as the search by name finds them. */
export const userSearch = z.object({
  results: z.array(
    z.object({ user: z.object({ accountId: z.string(), displayName: text, publicName: text }).nullish() }),
  ),
});

const space = z.object({ key: z.string(), name: z.string(), _links: links });
export type Space = z.infer<typeof space>;

/** Spaces, of either deployment. */
export const spacePage = z.object({
  results: z.array(space),
  start: z.number().optional(),
  limit: z.number().optional(),
  size: z.number().optional(),
  _links: links,
});

const content = z.object({
  id,
  type: z.string(),
  title: z.string(),
  space: z.object({ key: z.string() }).nullish(),
  _links: links,
});

const searchResult = z.object({
  content: content.nullish(),
  space: space.nullish(),
  url: text,
  lastModified: text,
});
export type SearchResult = z.infer<typeof searchResult>;

/** A CQL search, of either deployment. */
export const searchPage = z.object({
  results: z.array(searchResult),
  start: z.number().optional(),
  limit: z.number().optional(),
  size: z.number().optional(),
  totalSize: z.number().optional(),
  _links: links,
});

const labels = z.object({ results: z.array(z.object({ name: z.string() })) }).nullish();
const view = z.object({ view: z.object({ value: z.string() }).nullish() }).nullish();

/** A page or blog post of Cloud's v2. */
export const cloudPage = z.object({
  id,
  title: z.string(),
  parentId: id.nullish(),
  authorId: text,
  createdAt: text,
  version: z.object({ createdAt: text }).nullish(),
  body: view,
  labels,
  _links: links,
});
export type CloudPage = z.infer<typeof cloudPage>;

export const cloudUser = z.object({ displayName: text, publicName: text });

/** Any content of Data Center, with what `serverExpand` asks for. */
export const serverContent = content.extend({
  ancestors: z.array(z.object({ id })).nullish(),
  history: z.object({ createdDate: text, createdBy: z.object({ displayName: text }).nullish() }).nullish(),
  version: z.object({ when: text }).nullish(),
  metadata: z.object({ labels }).nullish(),
  body: view,
});
export type ServerContent = z.infer<typeof serverContent>;
export const serverExpand = 'body.view,space,version,history,ancestors,metadata.labels';
