import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { parseJson } from '../lib/json.ts';

const use = z.object({ at: z.iso.datetime(), connectionId: z.string() });

type Uses = ReadonlyMap<string, string>;
type Read = { readonly mark: string; readonly uses: Uses };

/** Answers when each connection was called last according to one day's file, which it reads anew only when it changed. */
export function createLastUses(): (path: string) => Promise<Uses> {
  const known = new Map<string, Read>();
  return async (path) => {
    const mark = await markOf(path);
    const before = known.get(path);
    if (before !== undefined && before.mark === mark) return before.uses;
    const uses = mark === undefined ? new Map<string, string>() : usesIn(await readFile(path, 'utf8'));
    if (mark === undefined) known.delete(path);
    else known.set(path, { mark, uses });
    return uses;
  };
}

/** Undefined for a file that was pruned meanwhile. */
async function markOf(path: string): Promise<string | undefined> {
  const found = await stat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  return found && `${found.mtimeMs}/${found.size}`;
}

/** Processes append when a call ends, so that lines may stand a little out of order. */
function usesIn(text: string): Uses {
  const uses = new Map<string, string>();
  for (const line of text.split('\n')) {
    const { data } = use.safeParse(parseJson(line));
    if (data === undefined) continue;
    const { connectionId, at } = data;
    if (at > (uses.get(connectionId) ?? '')) uses.set(connectionId, at);
  }
  return uses;
}
