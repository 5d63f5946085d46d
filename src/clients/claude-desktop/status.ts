import { z } from 'zod';
import { problem } from '../../lib/app-error.ts';

/** Why the Claude that is installed now does not read a file. */
const notRead = z.enum([
  /** Claude is a Windows package, which keeps a file of its own. */
  'package',
  /** The same, and the old program that reads this one is still there. */
  'old-program',
  /** A package of another publisher than Anthropic. */
  'other-package',
  /** The folder's name has to start with a capital C. */
  'lower-case',
  /** XDG_CONFIG_HOME names another folder. */
  'other-folder',
]);
export type NotRead = z.infer<typeof notRead>;

/** One place where Claude Desktop may keep its configuration on this computer. */
const claudeLocation = z.object({
  path: z.string(),
  /** How that Claude was installed: "standard", "Microsoft Store (MSIX)". */
  kind: z.enum(['standard', 'msix']),
  /** False for a place that the Claude installed now ignores: the plain file beside an MSIX package. */
  readByClaude: z.boolean().default(true),
  notRead: notRead.optional(),
  /** `missing`: Claude is installed there but has no configuration file yet. */
  state: z.enum(['missing', 'without-entry', 'current', 'outdated', 'not-parsable', 'unreadable']),
  problem: problem.optional(),
});
export type ClaudeLocation = z.infer<typeof claudeLocation>;

export const claudeStatus = z.object({
  installed: z.boolean(),
  running: z.boolean(),
  /** Set when the running programs could not be listed; `running` is false then. */
  runningUnknown: z.literal(true).optional(),
  locations: z.array(claudeLocation),
  /** The command and arguments that the entry holds. */
  entry: z.object({ name: z.string(), command: z.string(), args: z.array(z.string()) }),
});
export type ClaudeStatus = z.infer<typeof claudeStatus>;

export const claudeChange = z.enum(['write', 'remove']);

/** The exact change to one file, to be looked at before it is made. Keys of other servers in it are masked. */
export type ClaudeChange = z.infer<typeof claudeChange>;

export const claudePreview = z.object({
  path: z.string(),
  before: z.string(),
  after: z.string(),
  /** Unified diff of before and after. */
  diff: z.string(),
  changes: z.boolean(),
  /** Identifies `before`; the write is refused when the file is no longer that. */
  fingerprint: z.string(),
});
export type ClaudePreview = z.infer<typeof claudePreview>;

export const claudeWritten = z.object({
  path: z.string(),
  backupPath: z.string().optional(),
  /** Nothing was written yet: it waits for Claude's end. */
  waiting: z.literal(true).optional(),
});
export type ClaudeWritten = z.infer<typeof claudeWritten>;
