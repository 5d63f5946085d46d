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

/** Somebody as lists and searches show people. */
const user = z.object({
  accountId: z.string().optional(),
  userKey: z.string().optional(),
  username: z.string().optional(),
  displayName: text,
  publicName: text,
  email: text,
});
export type User = z.infer<typeof user>;
export const serverUser = user;

const envelope = {
  start: z.number().optional(),
  limit: z.number().optional(),
  size: z.number().optional(),
  totalSize: z.number().optional(),
  _links: links,
};

/** People, as the search by name finds them. */
export const userSearch = z.object({ results: z.array(z.object({ user: user.nullish() })), ...envelope });
export const userList = z.object({ results: z.array(user), ...envelope });

const space = z.object({
  id: id.nullish(),
  key: z.string(),
  name: z.string(),
  homepageId: id.nullish(),
  _links: links,
});
export type Space = z.infer<typeof space>;

/** Spaces, of either deployment. */
export const spacePage = z.object({
  results: z.array(space),
  start: z.number().optional(),
  limit: z.number().optional(),
  size: z.number().optional(),
  _links: links,
});

/** A space of Data Center with its home page. */
export const serverSpace = space.extend({ homepage: z.object({ id, title: text }).nullish() });

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
  excerpt: text,
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
const valued = z.object({ value: z.string() }).nullish();
const body = z.object({ view: valued, storage: valued }).nullish();

/** A page or blog post of Cloud's v2. */
export const cloudPage = z.object({
  id,
  title: z.string(),
  status: text,
  spaceId: id.nullish(),
  parentId: id.nullish(),
  parentType: text,
  authorId: text,
  createdAt: text,
  version: z.object({ number: z.number().optional(), createdAt: text }).nullish(),
  body,
  labels,
  _links: links,
});
export type CloudPage = z.infer<typeof cloudPage>;

export const cloudUser = z.object({ displayName: text, publicName: text });
export const cloudUsers = z.object({ results: z.array(cloudUser.extend({ accountId: z.string() })) });

/** Any content of Data Center, with what `serverExpand` asks for. */
export const serverContent = content.extend({
  status: text,
  ancestors: z.array(z.object({ id, title: text })).nullish(),
  history: z.object({ createdDate: text, createdBy: z.object({ displayName: text }).nullish() }).nullish(),
  version: z.object({ number: z.number().optional(), when: text }).nullish(),
  metadata: z.object({ labels }).nullish(),
  body,
});
export type ServerContent = z.infer<typeof serverContent>;
export const serverExpand = 'space,version,history,ancestors,metadata.labels';
