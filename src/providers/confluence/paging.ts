import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';

/** Cloud gives a cursor, Data Center an offset. */
const position = z.union([
  z.strictObject({ cursor: z.string().min(1) }),
  z.strictObject({ start: z.number().int().nonnegative() }),
]);

export type Paged = {
  readonly results: readonly unknown[];
  readonly start?: number | undefined;
  readonly limit?: number | undefined;
  readonly size?: number | undefined;
  readonly _links?: { readonly next?: string | null | undefined } | null | undefined;
};

/** The query parameters that lead to the page a cursor stands for. */
export function pageParameters(cursor: string | undefined): { cursor?: string; start?: number } {
  return decodeCursor(cursor, position, 'Confluence') ?? {};
}

/** From the link to the next page: only its position is taken, so that it works through the gateway as well. */
export function nextCursor(page: Paged): string | undefined {
  const next = page._links?.next;
  if (next === null || next === undefined) return undefined;
  const parameters = new URLSearchParams(next.slice(next.indexOf('?') + 1));
  const cursor = parameters.get('cursor');
  if (cursor !== null && cursor !== '') return encodeCursor({ cursor });
  const size = page.size ?? page.results.length;
  const start = parameters.has('start') ? Number(parameters.get('start')) : (page.start ?? 0) + size;
  // An empty page that points onward, or a link that leads back, would never end.
  return size > 0 && start > (page.start ?? 0) ? encodeCursor({ start }) : undefined;
}
