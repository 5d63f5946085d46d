import { z } from 'zod';
import { AppError } from '../../../lib/app-error.ts';
import { readConfigFile } from '../../files/config-file.ts';
import { strictJson } from '../../formats/json.ts';
import { serverIn } from '../../formats/put-server.ts';
import { serverList } from '../entry.ts';
import type { ClaudeStatus } from '../status.ts';

/** What Claude accepts. More may stand in the entry than we write: someone added `env`. */
const startable = z.object({
  command: z.string().min(1),
  args: z.array(z.string()).default([]),
  env: z.record(z.string(), z.string()).default({}),
});

export type EntryToStart = z.infer<typeof startable> & { readonly from: 'file' | 'offered'; readonly path?: string };

/**
 * Our entry as it stands in the first file that Claude reads and that has one; else the one that would be written.
 * Throws `file-not-parsable`, `file-unreadable`, or `invalid-input` for an entry that Claude would skip.
 */
export async function entryToStart({
  locations,
  entry,
}: Pick<ClaudeStatus, 'locations' | 'entry'>): Promise<EntryToStart> {
  for (const { path, readByClaude } of locations) {
    if (!readByClaude) continue;
    const found = serverIn(strictJson, (await readConfigFile(path)).text, serverList, entry.name);
    if (found !== undefined) return { ...understood(found.value), from: 'file', path };
  }
  return { command: entry.command, args: entry.args, env: {}, from: 'offered' };
}

function understood(value: unknown): z.infer<typeof startable> {
  const entry = startable.safeParse(value);
  if (entry.success) return entry.data;
  throw new AppError(
    'invalid-input',
    'Claude skips the entry of MCP Keyring, because it is not as Claude wants it.',
    'Update the entry above: MCP Keyring writes it anew.',
    { cause: entry.error },
  );
}
