import type { ApiClient } from '../http/api-client.ts';
import type { SearchItemsQuery } from '../provider.ts';
import { refuseCursor } from '../refusals.ts';
import type { ItemSummary, Page } from '../vocabulary.ts';
import { systemName } from './failures.ts';
import { readingFor, toSummary } from './mapping.ts';
import { planSearch } from './search-plan.ts';
import type { SearchPlan, Source } from './search-plan.ts';
import { refuseUnknownState } from './search-states.ts';
import { tasksAnswer } from './task-schemas.ts';
import type { Task } from './task-schemas.ts';
import type { ClickUp } from './workspaces.ts';

type Position = { readonly source: number; readonly page: number; readonly skip: number };

const tasksPerPage = 100;
/** A search of ours that finds nothing must end some time; its cursor goes on from there. */
const mostPagesPerCall = 5;

export async function searchTasks(clickUp: ClickUp, query: SearchItemsQuery): Promise<Page<ItemSummary>> {
  const { fields, limit, cursor, signal } = query;
  const plan = await planSearch(clickUp, query);
  const { sources, isWanted } = plan;
  const found: Task[] = [];
  let position: Position | undefined = startOf(sources, cursor);
  let read = 0;
  for (; position !== undefined && found.length < limit && read < mostPagesPerCall; read++) {
    const page = await readPage(clickUp.api, plan, position, signal);
    const room = limit - found.length;
    const wanted = page.tasks.flatMap((task, index) => (isWanted(task) ? [{ task, index }] : [])).slice(0, room);
    found.push(...wanted.map(({ task }) => task));
    const nextIndex = wanted.length < room ? page.tasks.length : (wanted.at(-1)?.index ?? -1) + 1;
    position = following(sources, position, page, nextIndex);
  }
  if (found.length === 0 && position === undefined && cursor === undefined) await refuseUnknownState(clickUp, query);
  const reading = await readingFor(clickUp, found, { fields, signal });
  return {
    items: withoutRepetition(found).map((task) => toSummary(task, reading)),
    nextCursor: position === undefined ? undefined : cursorOf(sources, position),
    note: noteOn(query, position !== undefined),
  };
}

/** A task may be in two of several lists. */
const withoutRepetition = (tasks: readonly Task[]): Task[] => [
  ...new Map(tasks.map((task) => [task.id, task])).values(),
];

type TaskPage = { readonly tasks: readonly Task[]; readonly isLast: boolean };

async function readPage(
  api: ApiClient,
  { sources, filters }: SearchPlan,
  { source, page, skip }: Position,
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

function startOf(sources: readonly Source[], cursor: string | undefined): Position | undefined {
  if (cursor === undefined) return sources.length === 0 ? undefined : { source: 0, page: 0, skip: 0 };
  const [, id, page, skip] = /^([^.]+)\.(\d{1,6})\.(\d{1,3})$/.exec(cursor) ?? [];
  const source = sources.findIndex((one) => one.id === id);
  if (source === -1) throw refuseCursor(systemName);
  return { source, page: Number(page), skip: Number(skip) };
}

function noteOn({ text, query, within, dueBefore }: SearchItemsQuery, isUnfinished: boolean): string | undefined {
  const isText = text !== undefined && query === undefined;
  const how = isText
    ? `ClickUp cannot search for text, so the names and descriptions of its tasks were compared here, ${dueBefore === undefined ? 'newest' : 'due'} first.${isUnfinished ? ' More tasks are left to compare: go on with the cursor.' : ''}`
    : undefined;
  const limits =
    within === undefined ? undefined : 'Tasks that live in another list than the allowed ones are left out.';
  const notes = [how, limits].filter((note) => note !== undefined);
  return notes.length === 0 ? undefined : notes.join(' ');
}
