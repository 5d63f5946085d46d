import { containsText, isSameName } from '../name-match.ts';
import type { SearchItemsQuery } from '../provider.ts';
import { refuseQuery } from '../refusals.ts';
import { dayIn, momentIn } from './dates.ts';
import { isSameType } from './entity-types.ts';
import { systemName } from './failures.ts';
import { tagsOf } from './mapping.ts';
import type { Condition } from './paging.ts';
import type { Entity } from './schemas.ts';
import type { SprintChoice } from './sprints.ts';

const dayMs = 86_400_000;

/** A text in the `where` language. */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
}

export type Resolved = {
  readonly projectId?: string | undefined;
  readonly userId?: string | undefined;
  /** Set where no state has the name asked for, but it stands for a group of them. */
  readonly group?: 'open' | 'finished' | undefined;
  readonly type?: string | undefined;
  readonly sprint?: SprintChoice | undefined;
};

/** A field that did not come back proves nothing, so its condition counts as held, except where a limit is at stake. */
export function conditionsOf(query: SearchItemsQuery, resolved: Resolved): Condition<Entity>[] {
  const { text, state, updatedSince, label, dueBefore } = query;
  const { projectId, userId, group, type, sprint } = resolved;
  return [
    ...(text === undefined ? [] : [nameContains(text)]),
    ...(projectId === undefined ? [] : [inProject(projectId)]),
    ...(type === undefined ? [] : [ofType(type)]),
    ...(state === undefined ? [] : [group === undefined ? inState(state) : inGroup(group)]),
    ...(userId === undefined ? [] : [assignedTo(userId)]),
    ...(label === undefined ? [] : [tagged(label)]),
    ...(sprint === undefined ? [] : [inSprint(sprint)]),
    ...(dueBefore === undefined ? [] : [dueBeforeDay(dueBefore)]),
    ...(updatedSince === undefined ? [] : [changedSince(updatedSince)]),
  ];
}

export function nameContains(text: string): Condition<{ readonly Name: string }> {
  return { clause: `Name contains ${quoted(text)}`, holds: ({ Name }) => containsText(Name, text) };
}

const inProject = (id: string): Condition<Entity> => ({
  clause: `Project.Id eq ${id}`,
  holds: ({ Project }) => Project?.Id === undefined || Project.Id === id,
});

/** A limit, not a wish: a row that does not name its project is left out. */
export function onlyWithin(ids: readonly string[]): Condition<Entity> {
  const numbers = ids.filter((id) => /^\d+$/.test(id));
  const holds = ({ Project }: Entity) => Project?.Id !== undefined && numbers.includes(Project.Id);
  // No project has the number 0.
  return { clause: `Project.Id in (${numbers.length === 0 ? '0' : numbers.join(',')})`, holds };
}

const ofType = (type: string): Condition<Entity> => ({
  clause: `EntityType.Name eq ${quoted(type)}`,
  holds: ({ EntityType }) => EntityType?.Name === undefined || isSameType(EntityType.Name, type),
});

const assignedTo = (id: string): Condition<Entity> => ({
  clause: `AssignedUser.Id eq ${id}`,
  holds: ({ AssignedUser }) => AssignedUser === undefined || AssignedUser.Items.some((user) => user.Id === id),
});

/** Tags are one text with commas, so "web" is found in "web, shop" and in "webinar", which is none. */
const tagged = (label: string): Condition<Entity> => ({
  clause: `Tags contains ${quoted(label)}`,
  holds: (row) => tagsOf(row).some((tag) => isSameName(tag, label)),
});

function inSprint({ field, ids }: SprintChoice): Condition<Entity> {
  return {
    clause: `${field}.Id in (${ids.join(',')})`,
    holds: (row) => ids.includes(row[field]?.Id ?? ''),
  };
}

/** Asked for a day too late, because the server has a zone of its own; then compared by its calendar. */
function dueBeforeDay(day: string): Condition<Entity> {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : NaN;
  if (Number.isNaN(ms)) throw refuseQuery(systemName, 'Write the day as 2026-01-31.');
  const after = new Date(ms + dayMs).toISOString().slice(0, 10);
  return {
    clause: `PlannedEndDate lt ${quoted(after)}`,
    holds: ({ PlannedEndDate }) => (dayIn(PlannedEndDate) ?? '9999') < day || isDueOn(PlannedEndDate, day),
    leaves: ({ PlannedEndDate }) => (dayIn(PlannedEndDate) ?? '9999') < day,
  };
}

/** The rows of the extra day are expected: leaving them out is no fault of the server's filter. */
function isDueOn(date: string | undefined, day: string): boolean {
  const due = dayIn(date);
  return due !== undefined && due >= day && Date.parse(due) <= Date.parse(day) + dayMs;
}

function inGroup(group: 'open' | 'finished'): Condition<Entity> {
  const isFinal = group === 'finished';
  return {
    clause: `EntityState.IsFinal eq '${String(isFinal)}'`,
    holds: ({ EntityState }) => EntityState?.IsFinal === undefined || EntityState.IsFinal === isFinal,
  };
}

function inState(state: string): Condition<Entity> {
  const holds = ({ EntityState }: Entity) => EntityState?.Name === undefined || isSameName(EntityState.Name, state);
  return { clause: `EntityState.Name eq ${quoted(state)}`, holds };
}

/** Asked for by day, in whatever zone the server has, and a day too early; then compared to the moment meant. */
function changedSince(since: string): Condition<Entity> {
  const ms = Date.parse(since);
  if (Number.isNaN(ms)) throw refuseQuery(systemName, 'Write the time as 2026-01-31 or 2026-01-31T10:00:00Z.');
  const day = new Date(ms - dayMs).toISOString().slice(0, 10);
  const changed = ({ ModifyDate }: Entity) => momentIn(ModifyDate) ?? ms;
  return {
    clause: `ModifyDate gte ${quoted(day)}`,
    holds: (row) => changed(row) >= ms - 3 * dayMs,
    // Sorted by this very date, so after the first row that is too old all are.
    isPast: (row) => changed(row) < ms,
  };
}
