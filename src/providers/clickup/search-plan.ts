import type { ApiQuery } from '../http/api-request.ts';
import type { SearchItemsQuery } from '../provider.ts';
import { listIdMeant } from './find-list.ts';
import { readOwnFilters } from './own-filters.ts';
import { sprintsMeant } from './sprints.ts';
import { filtersOf, groupMeant, wantedBy } from './task-filters.ts';
import type { Task } from './task-schemas.ts';
import type { ClickUp } from './workspaces.ts';

/** Where tasks are read from: a workspace, or one list. `id` is unique among a search's sources. */
export type Source = { readonly id: string; readonly path: string; readonly query: ApiQuery };

export type SearchPlan = {
  readonly sources: readonly Source[];
  readonly filters: ApiQuery;
  /** What ClickUp cannot filter, and the limits that must hold whatever it answers. */
  readonly isWanted: (task: Task) => boolean;
};

export async function planSearch(clickUp: ClickUp, query: SearchItemsQuery): Promise<SearchPlan> {
  const isAllowed = allowedBy(clickUp, query);
  if (query.query !== undefined) {
    const { filters, lists } = readOwnFilters(query.query);
    return {
      sources: await workspaceSources(clickUp, query, narrowed(lists, query.within)),
      filters,
      isWanted: isAllowed,
    };
  }
  const { sources, isInside } = await sourcesOf(clickUp, query);
  const group = await groupMeant(clickUp.surroundings, query);
  const isMeant = wantedBy(query, group);
  return {
    sources,
    filters: await filtersOf(clickUp, query, group),
    isWanted: (task) => isAllowed(task) && isInside(task) && isMeant(task),
  };
}

/** A task shown in an allowed list but living in another one belongs to that other one. */
function allowedBy({ workspaceId }: ClickUp, { within }: SearchItemsQuery): (task: Task) => boolean {
  const lists = within === undefined ? undefined : new Set(within);
  return ({ list, team_id: team }) =>
    (workspaceId === undefined || team === undefined || team === workspaceId) &&
    (lists === undefined || (list?.id !== undefined && lists.has(list.id)));
}

type Sources = { readonly sources: readonly Source[]; readonly isInside: (task: Task) => boolean };

async function sourcesOf(clickUp: ClickUp, query: SearchItemsQuery): Promise<Sources> {
  const { project, sprint, within, signal } = query;
  const listId = project === undefined ? undefined : await listIdMeant(clickUp, project, signal);
  if (sprint !== undefined) {
    const sprints = await sprintsMeant(clickUp, sprint, signal);
    const isInside = (task: Task): boolean => listId === undefined || isIn(task, listId);
    return { sources: sprints.map(({ id }) => listSource(id)), isInside };
  }
  if (listId !== undefined) return { sources: [listSource(listId)], isInside: () => true };
  return { sources: await workspaceSources(clickUp, query, within), isInside: () => true };
}

const isIn = ({ list, locations }: Task, listId: string): boolean =>
  list?.id === listId || (locations ?? []).some(({ id }) => id === listId);

/** Without this, tasks that are shown in the list but live in another one are missing. */
const listSource = (id: string): Source => ({
  id: `list-${id}`,
  path: `/api/v2/list/${encodeURIComponent(id)}/task`,
  query: { include_timl: true },
});

/** `lists` narrows all of them; none at all is nothing to ask for. */
async function workspaceSources(
  { surroundings }: ClickUp,
  { signal }: SearchItemsQuery,
  lists: readonly string[] | undefined,
): Promise<Source[]> {
  if (lists?.length === 0) return [];
  const query = lists === undefined ? {} : { 'list_ids[]': lists };
  const workspaces = await surroundings.workspaces(signal);
  return workspaces.map(({ id }) => ({ id, path: `/api/v2/team/${encodeURIComponent(id)}/task`, query }));
}

function narrowed(
  asked: readonly string[] | undefined,
  within: readonly string[] | undefined,
): readonly string[] | undefined {
  if (asked === undefined || within === undefined) return asked ?? within;
  return asked.filter((id) => within.includes(id));
}
