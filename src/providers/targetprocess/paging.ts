import type { z } from 'zod';
import type { ApiClient } from '../http/api-client.ts';
import { refuseCursor } from '../refusals.ts';
import type { Page } from '../vocabulary.ts';
import { systemName } from './failures.ts';
import { pageOf } from './schemas.ts';

export type Condition<T> = {
  readonly clause: string;
  /** Targetprocess ignores filters it does not understand and answers 200 with everything, so rows are looked at. */
  readonly holds: (row: T) => boolean;
  /** Which of the rows that hold are shown, where more had to be asked for than was meant; absent: all. */
  readonly leaves?: ((row: T) => boolean) | undefined;
  /** From this row on the list is of no interest. */
  readonly isPast?: ((row: T) => boolean) | undefined;
};

export type RowsRequest<T> = {
  /** Below `/api/v1/`. */
  readonly collection: string;
  readonly row: z.ZodType<T>;
  readonly include: string;
  readonly order: Readonly<Record<string, string>>;
  readonly conditions: readonly Condition<T>[];
  /** Asked for beside the conditions; nobody here knows what it means. */
  readonly ownWhere?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

const mostRows = 1000;

/** One page of a collection, as the filter says even where Targetprocess did not listen to it. */
export async function readRows<T>(api: ApiClient, request: RowsRequest<T>): Promise<Page<T>> {
  const { collection, row, include, order, conditions, ownWhere, limit, signal } = request;
  const clauses = conditions.map(({ clause }) => `(${clause})`);
  // The language has no `or`, so that nothing in it can undo the conditions; alone it goes out as it was written.
  const own = ownWhere === undefined || clauses.length === 0 ? ownWhere : `(${ownWhere})`;
  const where = [...(own === undefined ? [] : [own]), ...clauses].join(' and ');
  const query = {
    format: 'json',
    where: where === '' ? undefined : where,
    include,
    ...order,
    take: Math.min(limit, mostRows),
    skip: skipIn(request.cursor),
  };
  const { Items, Next } = await api.get(`/api/v1/${collection}`, query, pageOf(row), signal);
  const pastIndex = Items.findIndex((one) => conditions.some((condition) => condition.isPast?.(one) === true));
  const current = pastIndex === -1 ? Items : Items.slice(0, pastIndex);
  const held = current.filter((one) => conditions.every((condition) => condition.holds(one)));
  const items = held.filter((one) => conditions.every((condition) => condition.leaves?.(one) ?? true));
  const nextCursor = pastIndex === -1 ? cursorIn(Next) : undefined;
  return { items, nextCursor, note: noteOn(ownWhere !== undefined, held.length < current.length) };
}

function noteOn(isOwnWhere: boolean, leftSomeOut: boolean): string | undefined {
  if (isOwnWhere)
    return 'Targetprocess ignores parts of a query it does not know, without saying so: check that the items match.';
  return leftSomeOut
    ? 'Targetprocess did not apply the whole filter, so what does not match was left out here; pages may be short.'
    : undefined;
}

/**
 * The next page is asked for at our own address: of the link only its position is taken, so that it can neither lead
 * the token to another host nor carry it into a cursor.
 */
function cursorIn(next: string | undefined): string | undefined {
  if (next === undefined || !URL.canParse(next, 'https://relative.invalid')) return undefined;
  const skip = new URL(next, 'https://relative.invalid').searchParams.get('skip') ?? '';
  return /^[1-9]\d{0,8}$/.test(skip) ? skip : undefined;
}

function skipIn(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(cursor)) throw refuseCursor(systemName);
  return Number(cursor);
}
