import { z } from 'zod';
import { isSameName } from '../name-match.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import type { ListSprintsQuery, Sprint } from '../people.ts';
import type { Page } from '../vocabulary.ts';
import { dayOf } from './days.ts';
import { systemName } from './failures.ts';
import { allLists, listIdMeant } from './find-list.ts';
import { listUrl } from './lists.ts';
import type { ListPlace } from './lists.ts';
import { refusedField } from './refusals.ts';
import { timeZoneOf, type ClickUp } from './workspaces.ts';

const position = z.object({ from: z.number().int().nonnegative() });
const note =
  'ClickUp has no sprints of its own in its API: these are the lists in folders whose name contains "sprint", and lists with a start and a due date. Their dates say whether they are active.';

export async function listSprints(clickUp: ClickUp, query: ListSprintsQuery): Promise<Page<Sprint>> {
  const { project, state, limit, cursor, signal } = query;
  const all = await sprintsBeside(clickUp, project, signal);
  const wanted = all.filter((sprint) => (state === undefined ? sprint.state !== 'closed' : sprint.state === state));
  const { from } = decodeCursor(cursor, position, systemName) ?? { from: 0 };
  const next = from + limit;
  return {
    items: wanted.slice(from, next),
    nextCursor: next < wanted.length ? encodeCursor({ from: next }) : undefined,
    total: wanted.length,
    note,
  };
}

/** Those in the space of a list, or all. */
async function sprintsBeside(clickUp: ClickUp, project: string | undefined, signal?: AbortSignal): Promise<Sprint[]> {
  const timeZone = await timeZoneOf(clickUp, signal);
  const today = dayOf(clickUp.now().getTime(), timeZone) ?? '';
  const all = await allLists(clickUp, signal);
  const id = project === undefined ? undefined : await listIdMeant(clickUp, project, signal);
  const spaceId = all.find(({ list }) => list.id === id)?.place.id;
  return all
    .filter((one) => isSprint(one) && (id === undefined || one.place.id === spaceId))
    .map((one) => toSprint(one, timeZone, today));
}

function isSprint({ list, folder }: ListPlace): boolean {
  return /sprint/i.test(folder?.name ?? '') || (list.start_date !== undefined && list.due_date !== undefined);
}

function toSprint({ list, folder, place }: ListPlace, timeZone: string, today: string): Sprint {
  const start = dayOf(list.start_date, timeZone);
  const end = dayOf(list.due_date, timeZone);
  return {
    id: list.id,
    name: list.name,
    kind: 'sprint',
    state: stateOn(today, start, end),
    start,
    end,
    goal: list.content === '' ? undefined : list.content,
    of: folder?.name ?? place.space?.name,
    url: listUrl(place.workspace.id, list.id),
  };
}

function stateOn(today: string, start: string | undefined, end: string | undefined): Sprint['state'] {
  if (end !== undefined && end < today) return 'closed';
  if (start !== undefined && start > today) return 'future';
  return start === undefined && end === undefined ? undefined : 'active';
}

/** Every sprint a search may mean: several can be active. */
export async function sprintsMeant(clickUp: ClickUp, given: string, signal?: AbortSignal): Promise<Sprint[]> {
  const all = await sprintsBeside(clickUp, undefined, signal);
  const found = isSameName('current', given)
    ? all.filter(({ state }) => state === 'active')
    : all.filter(({ id, name }) => id === given.trim() || isSameName(name, given));
  if (found.length > 0) return found;
  throw refusedField(
    'sprint',
    given,
    all.map(({ name }) => name),
  );
}

/** Exactly one, because something is going to be put into it. */
export async function sprintMeant(clickUp: ClickUp, given: string, signal?: AbortSignal): Promise<Sprint> {
  const found = await sprintsMeant(clickUp, given, signal);
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  throw refusedField(
    'sprint',
    given,
    found.map(({ id, name, of }) => `${name} in ${of ?? '?'} (${id})`),
    true,
  );
}
