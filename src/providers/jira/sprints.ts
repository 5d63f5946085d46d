import pLimit from 'p-limit';
import { z } from 'zod';
import { AppError } from '../../lib/app-error.ts';
import { isSameName } from '../name-match.ts';
import type { ListSprintsQuery, Sprint } from '../people.ts';
import { optionalField, vendorId } from '../vendor-fields.ts';
import type { Page } from '../vocabulary.ts';
import { findProject } from './projects.ts';
import { refuseAmbiguous, refuseUnknown } from './refusals.ts';
import { mostAtOnce, offsetCursor, offsetOf, type JiraSite } from './site.ts';

const board = z.object({ id: z.number(), name: z.string(), type: z.string() });
type Board = z.infer<typeof board>;
const boardPage = z.object({ values: z.array(board), isLast: z.boolean().optional() });
const wireSprint = z.object({
  id: vendorId,
  name: z.string(),
  state: z.enum(['active', 'future', 'closed']),
  startDate: optionalField(z.string()),
  endDate: optionalField(z.string()),
  goal: optionalField(z.string()),
});
const sprintPage = z.object({ values: z.array(wireSprint), isLast: z.boolean().optional() });

const pageSize = 50;
const mostPages = 6;
const mostBoards = 20;

async function allOf<T>(
  read: (startAt: number) => Promise<{ values: T[]; isLast?: boolean | undefined }>,
): Promise<T[]> {
  const all: T[] = [];
  for (let pages = 0; pages < mostPages; pages += 1) {
    const { values, isLast } = await read(all.length);
    all.push(...values);
    if (isLast !== false || values.length === 0) return all;
  }
  return all;
}

async function boardsOf({ api }: JiraSite, projectKey: string | undefined, signal?: AbortSignal): Promise<Board[]> {
  const path = 'rest/agile/1.0/board';
  const boards = await allOf((startAt) =>
    api.get(path, { projectKeyOrId: projectKey, startAt, maxResults: pageSize }, boardPage, signal),
  );
  return boards.filter(({ type }) => type !== 'kanban');
}

const day = (time: string | undefined): string | undefined => time?.slice(0, 10);

async function sprintsOf(
  { api }: JiraSite,
  { id, name }: Board,
  state: string,
  signal?: AbortSignal,
): Promise<Sprint[]> {
  try {
    const found = await allOf((startAt) =>
      api.get(
        `rest/agile/1.0/board/${String(id)}/sprint`,
        { state, startAt, maxResults: pageSize },
        sprintPage,
        signal,
      ),
    );
    return found.map((sprint) => ({
      ...{ id: sprint.id, name: sprint.name, state: sprint.state, goal: sprint.goal || undefined, of: name },
      ...{ start: day(sprint.startDate), end: day(sprint.endDate) },
    }));
  } catch (error) {
    // Team-managed boards have sprints or not; those without answer 400.
    if (error instanceof AppError && error.code === 'query-rejected') return [];
    throw error;
  }
}

type Found = { readonly sprints: readonly Sprint[]; readonly boardsLeft: number };

/** Boards may share sprints: each is named once. */
async function sprintsIn(
  site: JiraSite,
  project: string | undefined,
  state: string,
  signal?: AbortSignal,
): Promise<Found> {
  const boards = await boardsOf(site, project, signal);
  const limit = pLimit(mostAtOnce);
  const lists = await Promise.all(
    boards.slice(0, mostBoards).map((each) => limit(() => sprintsOf(site, each, state, signal))),
  );
  const unique = new Map(lists.flat().map((sprint) => [sprint.id, sprint]));
  return { sprints: [...unique.values()], boardsLeft: Math.max(0, boards.length - mostBoards) };
}

const order = { active: 0, future: 1, closed: 2 } as const;

export async function listSprints(site: JiraSite, query: ListSprintsQuery): Promise<Page<Sprint>> {
  const { signal, limit } = query;
  const project = query.project === undefined ? undefined : (await findProject(site, query.project, signal)).key;
  const { sprints, boardsLeft } = await sprintsIn(site, project, query.state ?? 'active,future', signal);
  const sorted = [...sprints].sort((a, b) => order[a.state ?? 'closed'] - order[b.state ?? 'closed']);
  // Of the finished ones the last are wanted first.
  const ordered = query.state === 'closed' ? sorted.toReversed() : sorted;
  const startAt = offsetOf(query.cursor);
  const end = startAt + limit;
  return {
    items: ordered.slice(startAt, end),
    nextCursor: end < ordered.length ? offsetCursor(end) : undefined,
    total: ordered.length,
    ...(boardsLeft > 0 ? { note: `${String(boardsLeft)} more boards were not asked; name a project.` } : {}),
  };
}

/** Name or id of a sprint an issue of this project can go to; "current" for the active one. */
export async function findSprint(
  site: JiraSite,
  wanted: string,
  projectKey: string,
  signal?: AbortSignal,
): Promise<Sprint> {
  const { sprints } = await sprintsIn(site, projectKey, 'active,future', signal);
  const isWanted = ({ id, name, state }: Sprint): boolean =>
    wanted.toLowerCase() === 'current' ? state === 'active' : id === wanted || isSameName(name, wanted);
  const fitting = sprints.filter(isWanted);
  const words = ({ id, name, of }: Sprint): string => `${name} (${id}${of === undefined ? '' : `, ${of}`})`;
  const [first] = fitting;
  if (first === undefined) throw refuseUnknown('active or future sprint', wanted, sprints.map(words));
  if (fitting.length > 1) throw refuseAmbiguous('sprint', wanted, fitting.map(words));
  return first;
}
