import type { z } from 'zod';
import { parseJson } from '../../lib/json.ts';
import { connectionFailure } from '../../diagnosis/advice.ts';

/** An opaque page position. It holds no filter: what may be searched is checked on the query, not on the cursor. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** The position again; `undefined` for the first page. A cursor that is not ours is a `query-rejected`. */
export function decodeCursor<T>(cursor: string | undefined, schema: z.ZodType<T>, systemName: string): T | undefined {
  if (cursor === undefined) return undefined;
  const parsed = schema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (parsed.success) return parsed.data;
  throw connectionFailure('query-rejected', {
    systemName,
    next: 'Use the cursor exactly as it was given, or leave it out to start with the first page.',
  });
}
