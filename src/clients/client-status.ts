import { z } from 'zod';
import { problem } from '../lib/app-error.ts';
import { clientIds } from './client.ts';

const clientFileStatus = z.object({
  path: z.string(),
  /** Set where the client has several files. */
  label: z.string().optional(),
  /** `missing`: the client is installed but has not made this file yet. */
  state: z.enum(['missing', 'without-entry', 'current', 'outdated', 'not-parsable', 'unreadable']),
  /** Our entry is there, and the user switched it off in the client. */
  switchedOff: z.literal(true).optional(),
  problem: problem.optional(),
});
export type ClientFileStatus = z.infer<typeof clientFileStatus>;

/** What is known of one client on this computer. Nothing in it can hold a key. */
export const clientStatus = z.object({
  id: z.enum(clientIds),
  name: z.string(),
  documentation: z.string(),
  installed: z.boolean(),
  files: z.array(clientFileStatus),
  reload: z.string(),
  uncertain: z.string().optional(),
  /** Opens the client, which then asks its user whether to add the entry. */
  link: z.string().optional(),
  /** The client's own program, which adds and takes the entry: `claude`. Set where it is there. */
  program: z.string().optional(),
});
export type ClientStatus = z.infer<typeof clientStatus>;

export const clientChange = z.enum(['write', 'remove']);
export type ClientChange = z.infer<typeof clientChange>;

export const clientPreview = z.object({
  path: z.string(),
  /** Unified diff; keys of other servers in it are masked. */
  diff: z.string(),
  changes: z.boolean(),
  /** The file is there, so a copy of it is kept. */
  exists: z.boolean(),
  /** Identifies what was looked at; the change is refused when the file is no longer that. */
  fingerprint: z.string(),
  /** The client's own command that will be run in place of a change by us. */
  command: z.string().optional(),
});
export type ClientPreview = z.infer<typeof clientPreview>;

export const clientWritten = z.object({
  path: z.string(),
  backupPath: z.string().optional(),
  /** Who changed the file: we, or the client's own program. */
  way: z.enum(['file', 'program']),
});
export type ClientWritten = z.infer<typeof clientWritten>;

/** The entry for a client that is not known here: in the usual form, to be copied. */
export const manualEntry = z.object({ name: z.string(), command: z.string(), args: z.array(z.string()) });
