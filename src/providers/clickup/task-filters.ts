import type { ApiQuery } from '../http/api-request.ts';
import { containsText, isSameName, matchingName, stateGroup } from '../name-match.ts';
import type { SearchItemsQuery } from '../provider.ts';
import { refuseName, refuseQuery } from '../refusals.ts';
import { startOfDay } from './days.ts';
import { systemName } from './failures.ts';
import { isFinished } from './mapping.ts';
import type { Task } from './task-schemas.ts';
import { timeZoneOf, type ClickUp, type Surroundings } from './workspaces.ts';

type StateGroup = ReturnType<typeof stateGroup>;

/** Whether "open", "closed" or "done" stands for a group here, because no space has a state of that very name. */
export async function groupMeant({ states }: Surroundings, { state, signal }: SearchItemsQuery): Promise<StateGroup> {
  const group = state === undefined ? undefined : stateGroup(state);
  if (state === undefined || group === undefined) return undefined;
  return (await states(signal)).some((name) => isSameName(name, state)) ? undefined : group;
}

/** What ClickUp filters by itself. */
export async function filtersOf(clickUp: ClickUp, query: SearchItemsQuery, group: StateGroup): Promise<ApiQuery> {
  const { state, assignee, updatedSince, label, type, dueBefore, signal } = query;
  const { surroundings } = clickUp;
  return {
    // Newest first; with reverse=true ClickUp begins with the oldest, or what is due first.
    ...(dueBefore === undefined ? { order_by: 'updated' } : { order_by: 'due_date', reverse: true }),
    subtasks: true,
    include_closed: group !== 'open',
    'statuses[]': state === undefined || group !== undefined ? undefined : [state],
    'assignees[]': assignee === undefined ? undefined : await peopleNamed(surroundings, assignee, signal),
    // Tags are kept in small letters, those of old workspaces sometimes not.
    'tags[]': label === undefined ? undefined : [...new Set([label.toLowerCase(), label])],
    'custom_items[]': type === undefined ? undefined : await typesNamed(surroundings, type, signal),
    // ClickUp's "greater than" leaves the moment itself out.
    date_updated_gt: updatedSince === undefined ? undefined : momentOf(updatedSince) - 1,
    due_date_lt: dueBefore === undefined ? undefined : dayBegins(dueBefore, await timeZoneOf(clickUp, signal)),
  };
}

function momentOf(since: string): number {
  const ms = Date.parse(since);
  if (Number.isNaN(ms)) throw refuseQuery(systemName, 'Write the time as 2026-01-31 or 2026-01-31T10:00:00Z.');
  return ms;
}

function dayBegins(day: string, timeZone: string): number {
  if (/^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day))) return startOfDay(day, timeZone);
  throw refuseQuery(systemName, 'Write the day as 2026-01-31.');
}

async function peopleNamed({ me, workspaces }: Surroundings, name: string, signal?: AbortSignal): Promise<string[]> {
  if (isSameName('me', name)) return [(await me(signal)).id];
  if (/^\d+$/.test(name)) return [name];
  const members = (await workspaces(signal)).flatMap((workspace) => workspace.members ?? []).map(({ user }) => user);
  const namesOf = ({ username, email }: (typeof members)[number]) => [username ?? '', email ?? ''];
  const found = matchingName(members, name, namesOf);
  const known = members.map(({ username, email }) => username ?? email ?? '').filter((shown) => shown !== '');
  if (found.length === 0) throw refuseName(systemName, 'member', name, [...new Set(known)]);
  return [...new Set(found.map(({ id }) => id))];
}

async function typesNamed(surroundings: Surroundings, name: string, signal?: AbortSignal): Promise<string[]> {
  const workspaces = await surroundings.workspaces(signal);
  const types = (await Promise.all(workspaces.map(({ id }) => surroundings.types(id, signal)))).flat();
  const found = types.filter((type) => isSameName(type.name, name));
  if (found.length === 0) throw refuseName(systemName, 'task type', name, [...new Set(types.map((type) => type.name))]);
  return [...new Set(found.map(({ id }) => String(id)))];
}

/** What ClickUp cannot filter, and what it may have left unfiltered, is filtered here. */
export function wantedBy({ text, state }: SearchItemsQuery, group: StateGroup): (task: Task) => boolean {
  return (task) =>
    (text === undefined || mentions(task, text)) && (state === undefined || isInState(task, state, group));
}

function mentions(task: Task, text: string): boolean {
  const { id, custom_id: customId, name, text_content: content, description } = task;
  if ([id, customId].some((one) => isSameName(one, text))) return true;
  return [name, content, description].some((one) => containsText(one, text));
}

/** A list may have a state of a group's name although no space has. */
function isInState(task: Task, state: string, group: StateGroup): boolean {
  if (isSameName(task.status?.status, state)) return true;
  return group !== undefined && (isFinished(task) === true) === (group === 'finished');
}
