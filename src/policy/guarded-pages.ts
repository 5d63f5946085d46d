import type { GetPageOptions, PageCalls, WikiPage } from '../providers/pages.ts';
import type { AllowedProjects } from './allowed-projects.ts';
import { isInside, mustHaveGroup, outside, type Guarded } from './checks.ts';
import { withoutAbsent, type Complete } from './complete.ts';
import { onlyInside } from './guarded-reading.ts';
import { guardedPrepare, mustAllow } from './guarded-writes.ts';

export function guardPages(pages: PageCalls, connection: Guarded, allowed: AllowedProjects): PageCalls {
  const prepareSave = pages.prepareSave?.bind(pages);
  const prepareComment = pages.prepareComment?.bind(pages);
  const prepareDelete = pages.prepareDelete?.bind(pages);
  const write = (kind: 'write' | 'delete' = 'write'): void => {
    mustHaveGroup(connection, 'pages');
    mustAllow(connection, kind);
  };
  const getPage = (id: string, options?: GetPageOptions): Promise<WikiPage> => readPage(pages, connection, id, options);
  const guarded: Complete<PageCalls> = {
    searchPages: async (query) => {
      mustHaveGroup(connection, 'pages');
      const { ids } = allowed;
      if (ids === undefined) return pages.searchPages(query);
      const within = query.within === undefined ? ids : query.within.filter((id) => ids.includes(id));
      return onlyInside(connection, await pages.searchPages({ ...query, within }));
    },
    getPage,
    prepareSave:
      prepareSave &&
      (async (draft, signal) => {
        write();
        const { id, parent, space } = draft;
        return guardedPrepare(
          connection,
          () => prepareSave(draft, signal),
          async () => {
            if (id !== undefined) await getPage(id, { signal });
            // In ClickUp both may name a doc, which is neither a page nor a list.
            if (connection.provider === 'clickup') return;
            if (parent !== undefined) await getPage(parent, { signal });
            if (space !== undefined) await allowed.idOf(space, signal);
          },
        );
      }),
    prepareComment:
      prepareComment &&
      (async (change, signal) => {
        write(change.kind === 'delete' ? 'delete' : 'write');
        return guardedPrepare(
          connection,
          () => prepareComment(change, signal),
          () => getPage(change.on, { signal }),
        );
      }),
    prepareDelete:
      prepareDelete &&
      (async (id, signal) => {
        write('delete');
        return guardedPrepare(
          connection,
          () => prepareDelete(id, signal),
          () => getPage(id, { signal }),
        );
      }),
  };
  return withoutAbsent(guarded) as PageCalls;
}

async function readPage(
  pages: PageCalls,
  connection: Guarded,
  id: string,
  options: GetPageOptions = {},
): Promise<WikiPage> {
  mustHaveGroup(connection, 'pages');
  const hidesFiles = connection.policy.groupsOff.includes('attachments') && options.include?.includes('attachments');
  const include = hidesFiles ? options.include?.filter((part) => part !== 'attachments') : options.include;
  const { attachments, ...page } = await pages.getPage(id, { ...options, include });
  if (!isInside(connection, page.projectId)) throw outside(connection, 'This page');
  if (hidesFiles) return { ...page, notes: [...(page.notes ?? []), 'attachments: switched off for this connection.'] };
  return { ...page, ...(attachments !== undefined && { attachments }) };
}
