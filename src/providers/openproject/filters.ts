import { z } from 'zod';
import { isSameName, matchingName, stateGroup } from '../name-match.ts';
import type { SearchItemsQuery } from '../provider.ts';
import { refuseName, refuseQuery } from '../refusals.ts';
import { systemName } from './failures.ts';
import type { OpStatus } from './schemas.ts';

export type Filter = Readonly<Record<string, { readonly operator: string; readonly values: readonly string[] | null }>>;

export type Lookups = {
  readonly statuses: () => Promise<readonly OpStatus[]>;
  readonly people: (name: string) => Promise<readonly { readonly id: string; readonly name: string }[]>;
};

const ownFilters = z.array(
  z.record(z.string(), z.object({ operator: z.string(), values: z.array(z.string()).nullable().default([]) })),
);

/** Always a list, if an empty one: without `filters` OpenProject shows open work packages only. */
export async function filtersOf(query: SearchItemsQuery, lookups: Lookups): Promise<readonly Filter[]> {
  if (query.query !== undefined) return parseFilters(query.query);
  const { text, state, assignee, updatedSince } = query;
  return [
    ...(text === undefined ? [] : [{ subjectOrId: { operator: '**', values: [text] } }]),
    ...(state === undefined ? [] : [{ status: await stateFilter(state, lookups) }]),
    ...(assignee === undefined ? [] : [{ assignee: await assigneeFilter(assignee, lookups) }]),
    ...(updatedSince === undefined ? [] : [{ updatedAt: { operator: '<>d', values: [startOf(updatedSince), ''] } }]),
  ];
}

function parseFilters(query: string): readonly Filter[] {
  const parsed = ownFilters.safeParse(jsonIn(query));
  if (parsed.success) return parsed.data;
  const example = '[{"status":{"operator":"o","values":[]}},{"assignee":{"operator":"=","values":["me"]}}]';
  throw refuseQuery(systemName, `Write the query as OpenProject filters in JSON, for example ${example}.`);
}

/** `undefined` is refused by the schema like any other wrong shape. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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

async function assigneeFilter(assignee: string, { people }: Lookups) {
  if (isSameName('me', assignee)) return { operator: '=', values: ['me'] };
  if (/^\d+$/.test(assignee)) return { operator: '=', values: [assignee] };
  const found = matchingName(await people(assignee), assignee, ({ name }) => [name]);
  if (found.length === 0) throw refuseName(systemName, 'user', assignee, []);
  return { operator: '=', values: found.map(({ id }) => id) };
}

function startOf(since: string): string {
  const date = new Date(since);
  if (Number.isNaN(date.getTime()))
    throw refuseQuery(systemName, 'Write the time as 2026-01-31 or 2026-01-31T10:00:00Z.');
  return date.toISOString();
}
