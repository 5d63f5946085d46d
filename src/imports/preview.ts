import { z } from 'zod';
import { connectionName } from '../connections/connection.ts';
import { problem } from '../lib/app-error.ts';
import { authMethodId, providerId } from '../providers/provider.ts';

/** Where other tools keep connections. A connection string holds a password: it travels inward only. */
export const importSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('env-file'), path: z.string().trim().min(1, 'Enter the path of the file.').max(4096) }),
  z.object({
    kind: z.literal('postgres'),
    connectionString: z.string().trim().min(1, 'Enter the connection string.').max(4096),
  }),
  /** Without a path: the places where Targetprocess MCP looks itself. A folder: its own places below it. */
  z.object({ kind: z.literal('targetprocess'), path: z.string().trim().max(4096).optional() }),
  /** The entries of other MCP servers in the files of all known clients. */
  z.object({ kind: z.literal('clients') }),
]);
export type ImportSource = z.output<typeof importSource>;

/** A connection that is already here. */
const sameConnection = z.object({
  connectionId: z.uuid(),
  name: z.string(),
  /** `address`: the same system, perhaps for another account. */
  by: z.enum(['key', 'account', 'address']),
});

const candidate = z.object({
  id: z.uuid(),
  provider: providerId,
  name: z.string(),
  /** Empty where it is not told. */
  address: z.string(),
  account: z.string(),
  workspaceId: z.string().optional(),
  method: authMethodId,
  needsAccount: z.boolean(),
  /** The last characters of the key. */
  hint: z.string(),
  /** All places in which it stands, for people. */
  where: z.array(z.string()),
  /** Whether the other tool uses it now. */
  inUse: z.boolean(),
  /** The key is in a file of its own, from which it can go on being read. */
  keyFile: z.string().optional(),
  same: sameConnection.optional(),
});
export type Candidate = z.output<typeof candidate>;

/** What mentions one of our systems, and why it cannot be taken over. */
const left = z.object({ where: z.string(), why: z.string() });
export type Left = z.output<typeof left>;

export const importPreview = z.object({
  importId: z.uuid(),
  candidates: z.array(candidate),
  left: z.array(left),
});
export type ImportPreview = z.output<typeof importPreview>;

export const importChoice = z.object({
  id: z.uuid(),
  name: connectionName,
  address: z.string().trim().max(2048),
  account: z.string().trim().max(320),
  /** Go on reading the key from its file. */
  keepInFile: z.boolean().default(false),
});
export type ImportChoice = z.output<typeof importChoice>;

export const importOutcome = z.object({
  id: z.uuid(),
  outcome: z.discriminatedUnion('ok', [
    z.object({
      ok: z.literal(true),
      connectionId: z.uuid(),
      name: z.string(),
      paused: z.boolean(),
      /** Where the key still stands in plain text. */
      stillIn: z.array(z.string()),
    }),
    z.object({ ok: z.literal(false), problem }),
  ]),
});
export type ImportOutcome = z.output<typeof importOutcome>;
