import { z } from 'zod';
import { parseJson } from '../../lib/json.ts';
import { isSameName, matchingName, stateGroup } from '../name-match.ts';
import type { SearchItemsQuery } from '../provider.ts';
import { refuseName, refuseQuery } from '../refusals.ts';
import { systemName } from './failures.ts';
import { namesOf } from './person-names.ts';
import type { NamedThing, OpStatus, Principal } from './schemas.ts';

type Condition = { readonly operator: string; readonly values: readonly string[] | null };
export type Filter = Readonly<Record<string, Condition>>;

export type Lookups = {
  readonly statuses: () => Promise<readonly OpStatus[]>;
  readonly types: () => Promise<readonly NamedThing[]>;
  readonly people: (name: string) => Promise<readonly Principal[]>;
  readonly categories: () => Promise<readonly NamedThing[]>;
  /** The filter for a sprint or, where there are none, for a version. */
  readonly sprint: (name: string) => Promise<Filter>;
};

const ownFilters = z.array(
  z.record(z.string(), z.object({ operator: z.string(), values: z.array(z.string()).nullable().default([]) })),
);

/** Always a list, if an empty one: without `filters` OpenProject shows open work packages only. */
export async function filtersOf(query: SearchItemsQuery, lookups: Lookups): Promise<readonly Filter[]> {
  if (query.query !== undefined) return parseFilters(query.query);
  const { text, state, type, label, sprint, dueBefore, assignee, updatedSince } = query;
  return [
    ...(text === undefined ? [] : [{ subjectOrId: { operator: '**', values: [text] } }]),
    ...(state === undefined ? [] : [{ status: await stateFilter(state, lookups) }]),
    ...(type === undefined ? [] : [{ type: nameFilter('type', type, await lookups.types()) }]),
    ...(label === undefined ? [] : [{ category: nameFilter('category', label, await lookups.categories()) }]),
    ...(sprint === undefined ? [] : [await lookups.sprint(sprint)]),
    ...(dueBefore === undefined ? [] : [{ dueDate: { operator: '<>d', values: ['', dayBefore(dueBefore)] } }]),
    ...(assignee === undefined ? [] : [{ assignee: await assigneeFilter(assignee, lookups) }]),
    ...(updatedSince === undefined ? [] : [{ updatedAt: { operator: '<>d', values: [startOf(updatedSince), ''] } }]),
  ];
}

function parseFilters(query: string): readonly Filter[] {
  const parsed = ownFilters.safeParse(parseJson(query));
  if (parsed.success) return parsed.data;
  const example = '[{"status":{"operator":"o","values":[]}},{"assignee":{"operator":"=","values":["me"]}}]';
  throw refuseQuery(systemName, `Write the query as OpenProject filters in JSON, for example ${example}.`);
}

const projectNames = new Set(['project', 'project_id']);

/**
 * The filters held within projects, whatever they say of projects themselves. Of two filters of one name OpenProject
 * takes the later, so they become one; `undefined` when nothing is left that could be found.
 */
export function heldWithin(filters: readonly Filter[], within: readonly string[]): readonly Filter[] | undefined {
  let allowed = [...within];
  const rest = filters.map((filter) =>
    Object.fromEntries(
      Object.entries(filter).filter(([name, condition]) => {
        if (!projectNames.has(name)) return true;
        allowed = allowed.filter((id) => isMeant(condition, id));
        return false;
      }),
    ),
  );
  if (allowed.length === 0) return undefined;
  const kept = rest.filter((filter) => Object.keys(filter).length > 0);
  return [...kept, { project: { operator: '=', values: allowed } }];
}

function isMeant({ operator, values }: Condition, id: string): boolean {
  if (operator === '=') return values?.includes(id) ?? false;
  if (operator === '!') return values?.includes(id) !== true;
  return operator !== '!*';
}

/** A status of that name comes first: in some installations "Closed" is one of several that count as closed. */
async function stateFilter(state: string, { statuses }: Lookups) {
  const known = await statuses();
  const named = known.filter(({ id, name }) => id === state || isSameName(name, state));
  if (named.length > 0) return { operator: '=', values: named.map(({ id }) => id) };
  const group = stateGroup(state);
  if (group === undefined) {
    throw refuseName(systemName, 'status', state, ['open', 'closed', ...known.map(({ name }) => name)]);
  }
  return { operator: group === 'open' ? 'o' : 'c', values: [] };
}

function nameFilter(kind: string, wanted: string, known: readonly NamedThing[]): Condition {
  const named = known.filter(({ id, name }) => id === wanted || isSameName(name, wanted));
  if (named.length > 0) return { operator: '=', values: named.map(({ id }) => id) };
  const names = known.map(({ name }) => name);
  throw refuseName(systemName, kind, wanted, names);
}

async function assigneeFilter(assignee: string, { people }: Lookups) {
  if (isSameName('me', assignee)) return { operator: '=', values: ['me'] };
  if (/^\d+$/.test(assignee)) return { operator: '=', values: [assignee] };
  const found = matchingName(await people(assignee), assignee, namesOf);
  if (found.length === 0) throw refuseName(systemName, 'user', assignee, []);
  return { operator: '=', values: found.map(({ id }) => id) };
}

function startOf(since: string): string {
  const date = new Date(since);
  if (Number.isNaN(date.getTime()))
    throw refuseQuery(systemName, 'Write the time as 2026-01-31 or 2026-01-31T10:00:00Z.');
  return date.toISOString();
}

/** OpenProject's "between" counts both days in. */
function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) throw refuseQuery(systemName, 'Write the day as 2026-01-31.');
  return new Date(date.getTime() - 86_400_000).toISOString().slice(0, 10);
}
