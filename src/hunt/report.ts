import { z } from 'zod';
import { clientIds } from '../clients/client.ts';
import { providerId } from '../providers/provider.ts';

/** What the hunt tells of its finds. Never the keys: a hint by which people recognise one, and where it stands. */

/** What kind of file it is. `project`: a client's file in a folder that the user pointed at. */
const findSource = z.enum([
  'client',
  'client-backup',
  'own-backup',
  'project',
  'env-file',
  'settings-file',
  'shell-profile',
]);
export type FindSource = z.infer<typeof findSource>;

/** Why it is worse here than elsewhere. */
const risk = z.enum(['others-can-read', 'synced', 'in-git', 'every-program']);
export type Risk = z.infer<typeof risk>;

/** `text`: not where keys belong, such as a comment or a command. */
const findField = z.enum(['env', 'args', 'headers', 'address', 'value', 'text']);
export type FindField = z.infer<typeof findField>;

const certainty = z.enum(['certain', 'likely']);

export const find = z.object({
  id: z.string(),
  path: z.string(),
  line: z.number().int().positive(),
  source: findSource,
  client: z.enum(clientIds).optional(),
  /** "Cursor" */
  clientName: z.string().optional(),
  /** The MCP server in whose entry it stands. */
  server: z.string().optional(),
  field: findField,
  /** The variable's, option's or header's name. */
  name: z.string().optional(),
  /** When the file was last changed: the key has been in it since then at least. */
  changedAt: z.iso.datetime(),
  /** When the file was made, where the disk tells: the key has not been in it for longer. */
  madeAt: z.iso.datetime().optional(),
  risks: z.array(risk),
});
export type Find = z.infer<typeof find>;

/** All places of one key. */
export const findGroup = z.object({
  /** The same for the same key, until the app ends. */
  id: z.string(),
  /** "an Atlassian API token" */
  what: z.string(),
  provider: providerId.optional(),
  certainty,
  hint: z.string(),
  finds: z.array(find).nonempty(),
});
export type FindGroup = z.infer<typeof findGroup>;

const unreadFile = z.object({ path: z.string(), reason: z.string() });
export type UnreadFile = z.infer<typeof unreadFile>;

export const huntReport = z.object({
  at: z.iso.datetime(),
  durationMs: z.number().nonnegative(),
  /** How many files were read, by kind. */
  looked: z.record(findSource, z.number().int()),
  /** The clients that are installed and whose files were looked for. */
  clients: z.array(z.string()),
  groups: z.array(findGroup),
  unread: z.array(unreadFile),
});
export type HuntReport = z.infer<typeof huntReport>;

export const huntProgress = z.object({ done: z.number().int(), total: z.number().int() });
export type HuntProgress = z.infer<typeof huntProgress>;
