import { AppError } from '../../lib/app-error.ts';
import { connectionFailure } from '../../diagnosis/advice.ts';
import type { GetPageOptions, WikiPage } from '../pages.ts';
import { utcTime } from '../vendor-fields.ts';
import { findDoc, pageIdIn, pagesOf, readPage, titleOf, toPageSummary } from './docs.ts';
import type { FoundDoc } from './docs.ts';
import { systemName } from './failures.ts';
import { nameOf } from './members.ts';
import type { DocPage } from './part-schemas.ts';
import { membersOf } from './people.ts';
import type { ClickUp } from './workspaces.ts';

export type FoundPage = FoundDoc & { readonly page: DocPage };

/** By the id of the page, or by that of its doc, which means its first page. */
export async function findPage(clickUp: ClickUp, given: string, signal?: AbortSignal): Promise<FoundPage> {
  const { docId, pageId } = pageIdIn(given);
  const found = await findDoc(clickUp, docId, signal);
  if (pageId !== undefined) return { ...found, page: await readPage(clickUp, found, pageId, signal) };
  const [page] = await pagesOf(clickUp, found, signal);
  if (page !== undefined) return { ...found, page };
  throw connectionFailure('not-found', { systemName });
}

/** There are no versions, so the moment of the last change stands for one. */
export const versionOf = ({ date_updated: updated }: DocPage): number | undefined => updated;

export async function getPage(clickUp: ClickUp, id: string, options: GetPageOptions = {}): Promise<WikiPage> {
  const { include = [], version, signal } = options;
  if (version !== undefined) {
    throw new AppError('unsupported', 'ClickUp’s API keeps no older versions of a page.', 'Leave the version out.');
  }
  const found = await findPage(clickUp, id, signal);
  const { doc, page, workspaceId } = found;
  const needsAll = include.includes('children') || page.parent_page_id !== undefined;
  const all = needsAll ? await pagesOf(clickUp, found, signal) : [];
  const parent = all.find((one) => one.id === page.parent_page_id);
  const author = (await membersOf(clickUp, workspaceId, signal)).find((one) => one.id === page.creator_id);
  const missing = include.filter((name) => name !== 'children');
  return {
    ...toPageSummary(found, page),
    body: page.content ?? '',
    author: author === undefined ? undefined : nameOf(author),
    createdAt: utcTime(page.date_created),
    version: versionOf(page),
    ...(parent === undefined ? {} : { parent: { id: `${doc.id}/${parent.id}`, title: titleOf(doc, parent) } }),
    ...(include.includes('children') ? { children: childrenOf(found, all) } : {}),
    ...(missing.length === 0 ? {} : { notes: [`ClickUp’s API does not tell the ${missing.join(', ')} of pages.`] }),
  };
}

function childrenOf({ doc, page }: FoundPage, all: readonly DocPage[]) {
  const below = all.filter((one) => one.parent_page_id === page.id);
  return below.map((one) => ({ id: `${doc.id}/${one.id}`, title: titleOf(doc, one) }));
}
