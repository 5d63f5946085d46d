import { z } from 'zod';
import type { ApiClient } from '../http/api-client.ts';
import type { ApiQuery } from '../http/api-request.ts';
import { refuseCursor } from '../refusals.ts';
import type { Page } from '../vocabulary.ts';
import { systemName } from './failures.ts';
import { collectionOf } from './schemas.ts';

type Wanted = {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

const cursorForm = z.string().regex(/^[1-9]\d{0,8}-[1-9]\d{0,3}$/);

/** One page. The cursor holds the page's number and size, because the number means nothing without the size. */
export async function readPage<T>(
  api: ApiClient,
  path: string,
  query: ApiQuery,
  wanted: Wanted,
  element: z.ZodType<T>,
): Promise<Page<T>> {
  const { number, size } = whichPage(wanted);
  const answer = await api.get(
    path,
    { ...query, offset: number, pageSize: size },
    collectionOf(element),
    wanted.signal,
  );
  const items = answer._embedded.elements;
  if (answer.pageSize === undefined && items.length === answer.total) return pageOf(items, wanted);
  // An administrator may allow less than was asked for.
  const pageSize = answer.pageSize ?? size;
  const isLast = items.length === 0 || number * pageSize >= answer.total;
  return { items, total: answer.total, nextCursor: isLast ? undefined : cursorOf(number + 1, pageSize) };
}

/** A page of what came whole. */
export function pageOf<T>(all: readonly T[], wanted: Omit<Wanted, 'signal'>): Page<T> {
  const { number, size } = whichPage(wanted);
  const nextCursor = number * size >= all.length ? undefined : cursorOf(number + 1, size);
  return { items: all.slice((number - 1) * size, number * size), total: all.length, nextCursor };
}

const cursorOf = (number: number, size: number): string => `${String(number)}-${String(size)}`;

function whichPage({ limit, cursor }: Wanted): { number: number; size: number } {
  if (cursor === undefined) return { number: 1, size: limit };
  if (!cursorForm.safeParse(cursor).success) throw refuseCursor(systemName);
  const [number = 1, size = limit] = cursor.split('-').map(Number);
  return { number, size };
}

const largePage = 200;
const mostPages = 10;

/** Everything, whether it comes in pages or whole; at most 2000. */
export async function readAll<T>(
  api: ApiClient,
  path: string,
  query: ApiQuery,
  element: z.ZodType<T>,
  signal?: AbortSignal,
): Promise<readonly T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < mostPages; pages++) {
    const schema = collectionOf(element);
    const { number, size } = whichPage({ limit: largePage, cursor });
    const answer = await api.get(path, { ...query, offset: number, pageSize: size }, schema, signal);
    const { elements } = answer._embedded;
    all.push(...elements);
    const pageSize = answer.pageSize ?? answer.total;
    if (elements.length === 0 || number * pageSize >= answer.total) break;
    cursor = cursorOf(number + 1, pageSize);
  }
  return all;
}
