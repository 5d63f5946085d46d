import { z } from 'zod';
import { problem } from '../../../lib/app-error.ts';

/** What happened to a file that is guarded. */
const guardEventKind = z.enum([
  /** Our entry was written, on the user's word. */
  'written',
  /** Our entry was taken out, on the user's word. */
  'removed',
  /** A backup was put in the file's place, on the user's word. */
  'restored',
  /** Our entry was there, and somebody else wrote the file without it. */
  'dropped',
  /** Our entry came back without our doing. */
  'returned',
  /** The user says that it was them who took our entry out. */
  'left-out',
  /** The guard put our entry back. */
  'put-back',
  /** The guard put an old path right, or made one of two entries. */
  'repaired',
  /** A change waits until Claude has ended. */
  'waiting',
  /** The user called a waiting change off. */
  'cancelled',
  /** A change was not made; `problem` says why. */
  'refused',
  /** Dropped too often: the guard rests. */
  'stopped',
  /** Another program changed the file and left our entry as it was. */
  'changed',
  /** Claude was started; `entry` says with or without our entry in its file. */
  'started',
]);
export type GuardEventKind = z.infer<typeof guardEventKind>;

export const guardEvent = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  path: z.string(),
  kind: guardEventKind,
  /** Copies of the file before and after, as ids of backups. */
  before: z.string().optional(),
  after: z.string().optional(),
  problem: problem.optional(),
  entry: z.enum(['with', 'without']).optional(),
  /** How often the same happened in a row. */
  times: z.number().int().min(2).optional(),
});
export type GuardEvent = z.infer<typeof guardEvent>;

/** A change that waits for Claude's end. */
export const waitingChange = z.object({
  kind: z.enum(['write', 'remove', 'restore']),
  by: z.enum(['user', 'guard']),
  since: z.iso.datetime(),
  /** Which backup a `restore` puts in the file's place. */
  backupId: z.string().optional(),
});
export type WaitingChange = z.infer<typeof waitingChange>;

/** What the guard would do, and leaves to the user. */
export const guardQuestion = z.enum([
  /** Our entry was dropped. */
  'dropped',
  /** Our entry starts a program that is not there any more. */
  'stale',
  /** Several entries start MCP Keyring. */
  'twice',
]);
export type GuardQuestion = z.infer<typeof guardQuestion>;
