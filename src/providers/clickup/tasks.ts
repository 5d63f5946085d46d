import type { ApiClient, ApiQuery } from '../http/api-client.ts';
import type { SearchItemsQuery } from '../provider.ts';
import { refuseCursor, refuseQuery } from '../refusals.ts';
import type { ItemSummary, Page } from '../vocabulary.ts';
import { systemName } from './failures.ts';
import { toSummary } from './mapping.ts';
import { tasksAnswer } from './schemas.ts';
import type { Task } from './schemas.ts';
import { filtersOf, groupMeant, wantedBy } from './task-filters.ts';
import type { Surroundings } from './workspaces.ts';

/** Where tasks are read from: a workspace, or one list. `id` is unique among a search's sources. */
type Source = { readonly id: string; readonly path: string; readonly query: ApiQuery };
type Position = { readonly source: number; readonly page: number; readonly skip: number };

const tasksPerPage = 100;
/** A search of ours that finds nothing must end some time; its cursor goes on from there. */
const mostPagesPerCall = 5;

export async function searchTasks(
  api: ApiClient,
  surroundings: Surroundings,
  query: SearchItemsQuery,
): Promise<Page<ItemSummary>> {
  if (query.query !== undefined) {
    throw refuseQuery(
      systemName,
      'ClickUp has no query language. Use text, project, state, assignee and updatedSince.',
    );
  }
  const sources = await sourcesOf(surroundings, query);
  const group = await groupMeant(surroundings, query);
  const filters = await filtersOf(surroundings, query, group);
  const isWanted = wantedBy(query, group);
  const found: Task[] = [];
  let position: Position | undefined = startOf(sources, query.cursor);
  let read = 0;
  for (; position !== undefined && found.length < query.limit && read < mostPagesPerCall; read++) {
    const page = await readPage(api, sources, position, filters, query.signal);
    const room = query.limit - found.length;
    const wanted = page.tasks.flatMap((task, index) => (isWanted(task) ? [{ task, index }] : [])).slice(0, room);
    found.push(...wanted.map(({ task }) => task));
    const nextIndex = wanted.length < room ? page.tasks.length : (wanted.at(-1)?.index ?? -1) + 1;
    position = following(sources, position, page, nextIndex);
  }
  return {
    items: found.map(toSummary),
    nextCursor: position === undefined ? undefined : cursorOf(sources, position),
    note: noteOn(query, position !== undefined),
  };
}

async function sourcesOf({ workspaces }: Surroundings, { project, signal }: SearchItemsQuery): Promise<Source[]> {
  if (project !== undefined) {
    if (!/^\d+$/.test(project)) {
      throw refuseQuery(systemName, 'A ClickUp project is a list; give its number from list_projects.');
    }
    // Without this, tasks that are shown in the list but live in another one are missing.
    return [{ id: `list-${project}`, path: `/api/v2/list/${project}/task`, query: { include_timl: true } }];
  }
  const meant = await workspaces(signal);
  return meant.map(({ id }) => ({ id, path: `/api/v2/team/${encodeURIComponent(id)}/task`, query: {} }));
}

type TaskPage = { readonly tasks: readonly Task[]; readonly isLast: boolean };

async function readPage(
  api: ApiClient,
  sources: readonly Source[],
  { source, page, skip }: Position,
  filters: ApiQuery,
  signal?: AbortSignal,
): Promise<TaskPage> {
  const { path, query } = sources[source] ?? { path: '', query: {} };
  const answer = await api.get(path, { ...query, ...filters, page }, tasksAnswer, signal);
  const { tasks } = answer;
  const isLast = tasks.length === 0 || (answer.last_page ?? tasks.length < tasksPerPage);
  return { tasks: tasks.slice(skip), isLast };
}

function following(
  sources: readonly Source[],
  { source, page, skip }: Position,
  read: TaskPage,
  nextIndex: number,
): Position | undefined {
  if (nextIndex < read.tasks.length) return { source, page, skip: skip + nextIndex };
  if (!read.isLast) return { source, page: page + 1, skip: 0 };
  return source + 1 < sources.length ? { source: source + 1, page: 0, skip: 0 } : undefined;
}

/** `1234.0.25`: 25 tasks of page 0 of workspace 1234 are done with. */
function cursorOf(sources: readonly Source[], { source, page, skip }: Position): string {
  return `${sources[source]?.id ?? ''}.${String(page)}.${String(skip)}`;
}

function startOf(sources: readonly Source[], cursor: string | undefined): Position {
  if (cursor === undefined) return { source: 0, page: 0, skip: 0 };
  const [, id, page, skip] = /^([^.]+)\.(\d{1,6})\.(\d{1,3})$/.exec(cursor) ?? [];
  const source = sources.findIndex((one) => one.id === id);
  if (source === -1) throw refuseCursor(systemName);
  return { source, page: Number(page), skip: Number(skip) };
}

function noteOn({ text }: SearchItemsQuery, isUnfinished: boolean): string | undefined {
  if (text === undefined) return undefined;
  const how =
    'ClickUp cannot search for text, so the names and descriptions of its tasks were compared here, newest first.';
  return isUnfinished ? `${how} Older tasks are left to compare: go on with the cursor.` : how;
}
