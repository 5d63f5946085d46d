import { posix, win32 } from 'node:path';
import type { Clock } from '../lib/clock.ts';
import { longestKey } from './file-reference.ts';
import { sourceFailed } from './reference-problems.ts';

/** How a command ended. What it wrote to stderr is nobody's: it may hold a secret. */
export type CommandOutcome =
  | { readonly kind: 'ended'; readonly code: number; readonly stdout: string }
  | { readonly kind: 'killed'; readonly signal: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-startable'; readonly error: unknown }
  | { readonly kind: 'too-slow' }
  | { readonly kind: 'too-much' };

/** Runs an argument vector without a shell and never rejects. */
export type RunCommand = (
  command: readonly string[],
  limits: { readonly timeoutMs: number; readonly maxBytes: number },
) => Promise<CommandOutcome>;

export type CommandParts = {
  readonly run: RunCommand;
  readonly clock: Pick<Clock, 'now'>;
  readonly startedBy: 'user' | 'client';
};

/** So that a password manager asks for a fingerprint once for a piece of work, not for each call. */
const keptMs = 5 * 60_000;
const timeoutMs = 30_000;

type Held = { readonly secret: Promise<string>; endedAt?: number };

/** Reads what commands print. A run under way answers all who ask meanwhile; failures are not kept. */
export function createCommandReader(parts: CommandParts) {
  const held = new Map<string, Held>();
  const isFresh = ({ endedAt }: Held): boolean =>
    endedAt === undefined || parts.clock.now().getTime() - endedAt < keptMs;
  const start = (slot: string, command: readonly string[]): Promise<string> => {
    const entry: Held = { secret: printedKey(command, parts) };
    held.set(slot, entry);
    const ended = (): void => {
      entry.endedAt = parts.clock.now().getTime();
    };
    const failed = (): void => {
      if (held.get(slot) === entry) held.delete(slot);
    };
    entry.secret.then(ended, failed);
    return entry.secret;
  };
  return {
    read: (command: readonly string[], anew: boolean): Promise<string> => {
      const slot = JSON.stringify(command);
      const known = held.get(slot);
      // A run under way began after the answer that was refused had been given.
      const good = known !== undefined && (anew ? known.endedAt === undefined : isFresh(known));
      return good ? known.secret : start(slot, command);
    },
    forget: (): void => {
      held.clear();
    },
  };
}

async function printedKey(command: readonly string[], { run, startedBy }: CommandParts): Promise<string> {
  const name = nameOf(command);
  // Room for a byte order mark and a line break.
  const outcome = await run(command, { timeoutMs, maxBytes: longestKey + 16 });
  switch (outcome.kind) {
    case 'ended':
      if (outcome.code !== 0) throw sourceFailed['command-ended'](name, `exit code ${outcome.code}`, startedBy);
      return keyIn(outcome.stdout, name);
    case 'killed':
      throw sourceFailed['command-ended'](name, outcome.signal, startedBy);
    case 'not-found':
      throw sourceFailed['command-missing'](name, startedBy);
    case 'not-startable':
      throw sourceFailed['command-not-program'](name, outcome.error);
    case 'too-slow':
      throw sourceFailed['command-too-slow'](name, timeoutMs / 1000);
    case 'too-much':
      throw sourceFailed['command-too-long'](name);
  }
}

function keyIn(stdout: string, name: string): string {
  const key = stdout.replace(/^\uFEFF/, '').replace(/[\r\n]+$/, '');
  if (key.trim() === '') throw sourceFailed['command-silent'](name);
  if (key.length > longestKey) throw sourceFailed['command-too-long'](name);
  return key;
}

/** The program without its folders: its arguments are not repeated. */
const nameOf = ([program = '']: readonly string[]): string => posix.basename(win32.basename(program));
