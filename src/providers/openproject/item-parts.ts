import type { ItemInclude } from '../provider.ts';
import type { Item, ItemSummary } from '../vocabulary.ts';
import { commentsIn, historyIn } from './activities.ts';
import { attachmentsAt } from './attachments.ts';
import { readAll, readPage } from './collections.ts';
import type { Context } from './context.ts';
import { developmentOf } from './development.ts';
import { editForm, fieldOf } from './form.ts';
import { toSummary } from './mapping.ts';
import { linksOf } from './relations.ts';
import { activity, namedThing, workPackage, type OpActivity, type WorkPackage } from './schemas.ts';
import { statusesIfVisible } from './search.ts';
import { timeEntriesOf, toTimeEntry } from './time.ts';

/** A part of an item, with what its reader must know. */
export type Part = Partial<Item> & { readonly notes?: string[] | undefined };

type Load = (context: Context, found: WorkPackage, signal?: AbortSignal) => Promise<Part>;

const mostShown = 100;

/** The newest are kept, the oldest of them comes first. */
function newest<T>(all: readonly T[], what: string): { kept: T[]; notes: string[] } {
  const kept = all.slice(-mostShown);
  const notes =
    kept.length === all.length
      ? []
      : [`Only the newest ${String(mostShown)} of ${String(all.length)} ${what} are shown.`];
  return { kept, notes };
}

export const itemParts: Readonly<Record<ItemInclude, Load>> = {
  comments: async (context, { id }, signal) => {
    const { kept, notes } = newest(commentsIn(await activitiesOf(context, id, signal)), 'comments');
    return { comments: kept, notes };
  },
  history: async (context, { id }, signal) => {
    const { kept, notes } = newest(historyIn(await activitiesOf(context, id, signal)), 'changes');
    return { history: kept, notes };
  },
  links: async (context, { id }, signal) => ({ links: await linksOf(context, id, signal) }),
  children: childrenOf,
  attachments: async (context, { id }, signal) => ({
    attachments: [...(await attachmentsAt(context, `work_packages/${id}`, signal))],
  }),
  time: async (context, { id }, signal) => {
    const { kept, notes } = newest(await timeEntriesOf(context, id, signal), 'time entries');
    return { time: kept.map(toTimeEntry), notes };
  },
  development: developmentOf,
  watchers: async ({ api }, { id }, signal) => {
    const people = await readAll(api, `/api/v3/work_packages/${id}/watchers`, {}, namedThing, signal);
    return { watchers: people.map(({ name }) => name) };
  },
  moves: async (context, found, signal) => {
    const { fields } = await editForm(context, found, {}, signal);
    const names = fieldOf(fields, 'status')?.choices?.map(({ name }) => name) ?? [];
    return { moves: names.filter((name) => name !== found._links.status?.title) };
  },
};

export function activitiesOf({ api }: Context, id: string, signal?: AbortSignal): Promise<readonly OpActivity[]> {
  return readAll(api, `/api/v3/work_packages/${encodeURIComponent(id)}/activities`, {}, activity, signal);
}

async function childrenOf(context: Context, { id }: WorkPackage, signal?: AbortSignal): Promise<Part> {
  const filters = JSON.stringify([{ parent: { operator: '=', values: [id] } }]);
  const query = { filters, sortBy: JSON.stringify([['id', 'asc']]) };
  const wanted = { limit: mostShown, signal };
  const [page, known] = await Promise.all([
    readPage(context.api, '/api/v3/work_packages', query, wanted, workPackage),
    statusesIfVisible(context, signal),
  ]);
  const children: ItemSummary[] = page.items.map((child) => toSummary(context.baseUrl, child, known));
  const left = (page.total ?? children.length) - children.length;
  return { children, notes: left > 0 ? [`${String(left)} more children are not shown.`] : [] };
}
