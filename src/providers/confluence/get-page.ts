import type { GetPageOptions, WikiPage } from '../pages.ts';
import type { GetItemOptions } from '../provider.ts';
import { htmlToMarkdown } from '../rich-text/html-to-markdown.ts';
import { storageToMarkdown } from '../rich-text/storage-format.ts';
import type { Item } from '../vocabulary.ts';
import { readComments } from './comments.ts';
import { readContent, type Content } from './content.ts';
import { pageId } from './page-address.ts';
import { readAttachments, readChildren, readHistory, type Part, type StoredFile } from './parts.ts';
import { withNames } from './people.ts';
import type { Site } from './site.ts';

const kindNames = { page: 'page', blogpost: 'blog post' } as const;
const trashed = 'It is in the trash: readers of the space do not see it.';

export async function getPage(site: Site, given: string, options: GetPageOptions = {}): Promise<WikiPage> {
  const { include = [], version, signal } = options;
  const id = await pageId(site, given, signal);
  const content = await readContent(site, id, { format: 'storage', version, signal });
  const { parts, notes } = await readParts(site, content, include, signal);
  const body = content.body === '' ? undefined : await withNames(site, await storageToMarkdown(content.body), signal);
  const all = [...(content.isInTrash ? [trashed] : []), ...notes];
  return { ...summaryOf(content), body, ...rest(content), ...parts, notes: all.length === 0 ? undefined : all };
}

const summaryOf = ({ id, title, kind, spaceKey, updatedAt, url }: Content) => ({
  id,
  title,
  kind: kindNames[kind],
  space: spaceKey,
  projectId: spaceKey,
  updatedAt,
  url,
});

const rest = ({ author, createdAt, version, labels, parent }: Content) => ({
  author,
  createdAt,
  version,
  labels: [...labels],
  parent: parent === undefined ? undefined : { id: parent.id, title: parent.title },
});

type Wanted = readonly string[];

/** What was asked for, and what a reader must know about it. One part after the other: each may take several questions. */
async function readParts(site: Site, content: Content, wanted: Wanted, signal?: AbortSignal) {
  const notes: string[] = [];
  const take = async <T>(name: string, read: () => Promise<Part<T>>): Promise<T[] | undefined> => {
    if (!wanted.includes(name)) return undefined;
    const { all, isCut } = await read();
    if (isCut) notes.push(`Only ${String(all.length)} of the ${name} are shown, the newest where they have an order.`);
    return [...all];
  };
  const parts = {
    children: await take('children', () => readChildren(site, content, signal)),
    comments: await take('comments', () => readComments(site, content, signal)),
    attachments: (await take('attachments', () => readAttachments(site, content, signal)))?.map(toAttachment),
    history: await take('history', () => readHistory(site, { ...content, version: content.version }, signal)),
  };
  return { parts, notes };
}

export const toAttachment = ({ id, name, type, size, author, createdAt }: StoredFile) => ({
  id,
  name,
  type,
  size,
  author,
  createdAt,
});

/** A page as an item; what only tasks have is left out. */
export async function getItem(site: Site, given: string, { include = [], signal }: GetItemOptions = {}): Promise<Item> {
  const content = await readContent(site, await pageId(site, given, signal), { format: 'view', signal });
  const { parts, notes } = await readParts(site, content, include, signal);
  const { children, history, ...others } = parts;
  const { id, title, kind, spaceKey, updatedAt, url, author, labels, parent, createdAt } = content;
  return {
    ...{ id, title, type: kind, project: spaceKey, projectId: spaceKey, updatedAt, url },
    description: content.body === '' ? undefined : await htmlToMarkdown(content.body, `${site.webRoot}/`),
    ...{ author, labels: [...labels], parent: parent?.id, createdAt },
    ...others,
    children: children?.map((child) => ({ ...child, type: 'page', project: spaceKey, projectId: spaceKey })),
    history: history?.map(({ at, by, version, message }) => ({
      at,
      by,
      changes: [{ field: `version ${String(version)}`, to: message }],
    })),
    notes: notes.length === 0 ? undefined : notes,
  };
}
