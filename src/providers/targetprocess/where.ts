import { containsText, isSameName } from '../name-match.ts';
import type { SearchItemsQuery } from '../provider.ts';
import { refuseQuery } from '../refusals.ts';
import { momentIn } from './dates.ts';
import { systemName } from './failures.ts';
import type { Condition } from './paging.ts';
import type { Entity } from './schemas.ts';

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
};

/** A field that did not come back proves nothing, so its condition counts as held. */
export function conditionsOf(query: SearchItemsQuery, { projectId, userId, group }: Resolved): Condition<Entity>[] {
  const { text, state, updatedSince } = query;
  return [
    ...(text === undefined ? [] : [nameContains(text)]),
    ...(projectId === undefined ? [] : [inProject(projectId)]),
    ...(state === undefined ? [] : [group === undefined ? inState(state) : inGroup(group)]),
    ...(userId === undefined ? [] : [assignedTo(userId)]),
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

const assignedTo = (id: string): Condition<Entity> => ({
  clause: `AssignedUser.Id eq ${id}`,
  holds: ({ AssignedUser }) => AssignedUser === undefined || AssignedUser.Items.some((user) => user.Id === id),
});

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
