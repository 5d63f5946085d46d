import { z } from 'zod';
import { problem } from '../../../lib/app-error.ts';
import { guardEvent, guardQuestion, waitingChange } from './guard-events.ts';

/** How the guard stands towards one of Claude's files. */
const guardedFile = z.object({
  path: z.string(),
  /**
   * `guarded`: all is well. `waiting`: a change waits for Claude's end. `question`: the user is asked. `stopped`: dropped
   * too often. `refused`: the file could not be changed. `dropped`: the entry is gone, and the guard only tells.
   */
  state: z.enum(['guarded', 'waiting', 'question', 'stopped', 'refused', 'dropped']),
  waiting: waitingChange.optional(),
  question: guardQuestion.optional(),
  problem: problem.optional(),
  /** The last time the entry was put back or put right. */
  lastPutBackAt: z.iso.datetime().optional(),
});
export type GuardedFile = z.infer<typeof guardedFile>;

export const guardStatus = z.object({
  /** The files that hold, held or shall hold our entry. */
  files: z.array(guardedFile),
  claude: z.enum(['running', 'ended', 'unknown']),
  /** Set where the guard cannot remember anything and therefore does nothing. */
  problem: problem.optional(),
});
export type GuardStatus = z.infer<typeof guardStatus>;

/** Newest first. */
export const guardHistory = z.array(guardEvent);

/** Two states of the file, with the keys of other servers masked; `diff` is absent where it cannot be shown, and `why` says so. */
export const guardComparison = z.object({
  diff: z.string().optional(),
  why: z.enum(['gone', 'not-parsable']).optional(),
  /** Identifies the file as it is now, where that was one of the two. */
  fingerprint: z.string().optional(),
  /** Whether the copy holds our entry. */
  holdsEntry: z.boolean().optional(),
});
export type GuardComparison = z.infer<typeof guardComparison>;

export const claudeBackup = z.object({
  id: z.string(),
  /** The file it is a copy of. */
  origin: z.string(),
  at: z.iso.datetime(),
  bytes: z.number().int(),
  /** `change`: made before MCP Keyring changed the file. `seen`: what another program had written. */
  kind: z.enum(['change', 'seen']),
});
export type ClaudeBackup = z.infer<typeof claudeBackup>;

/** A yes or no of the user to what the guard asks. */
export const guardAnswer = z.enum(['put-back', 'leave']);
export type GuardAnswer = z.infer<typeof guardAnswer>;
