import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { z } from 'zod';
import { problem } from '../lib/app-error.ts';
import type { Surroundings } from '../settings/data-folder.ts';
import { storeStatus } from './secret-store.ts';

/** One JSON line each way, then the connection ends; `watch` stays open and gets no answer. */
export const agentRequest = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('get'), account: z.string().min(1).max(500) }),
  z.object({ ask: z.literal('status') }),
  z.object({ ask: z.literal('watch') }),
]);
export type AgentRequest = z.infer<typeof agentRequest>;

export const agentAnswer = z.union([
  z.object({ ok: z.literal(true), secret: z.string().nullable() }),
  z.object({ ok: z.literal(true), status: storeStatus }),
  z.object({ ok: z.literal(false), problem }),
]);
export type AgentAnswer = z.infer<typeof agentAnswer>;

/** Longer than any request; whoever sends more is not our client. */
export const longestRequest = 4096;

/** The operating systems take 104 to 108 bytes for the path of a socket. */
const longestSocketPath = 100;

type Place = Pick<Surroundings, 'platform' | 'home'> & { readonly folder: string };

/**
 * Where the app answers `mcp` processes while its vault is unlocked. It must come out the same in a process that
 * Claude started with almost no environment, so nothing but the data folder and the home folder goes into it.
 */
export function vaultAgentPath({ folder, platform, home }: Place): string {
  if (platform === 'win32') return String.raw`\\.\pipe\mcp-keyring-${shortHash(folder.toLowerCase())}`;
  const beside = posix.join(folder, 'vault.sock');
  if (Buffer.byteLength(beside) <= longestSocketPath) return beside;
  // Not in /tmp: there another user could be first.
  return posix.join(home, `.mcp-keyring-${shortHash(folder)}.sock`);
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
