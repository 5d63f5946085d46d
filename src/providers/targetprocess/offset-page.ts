import { refuseCursor } from '../refusals.ts';
import type { Page } from '../vocabulary.ts';
import { systemName } from './failures.ts';

/** One page of a list that is here as a whole; the cursor counts what was shown. */
export function pageOfAll<T>(all: readonly T[], limit: number, cursor: string | undefined): Page<T> {
  if (cursor !== undefined && !/^[1-9]\d{0,8}$/.test(cursor)) throw refuseCursor(systemName);
  const from = Number(cursor ?? 0);
  const items = all.slice(from, from + limit);
  const end = from + items.length;
  return { items, total: all.length, nextCursor: end < all.length && items.length > 0 ? String(end) : undefined };
}
