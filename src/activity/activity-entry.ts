import { z } from 'zod';
import { errorCodes } from '../lib/app-error.ts';

/** One call of a tool: who asked what of which connection, and how it ended. Never a secret, never an answer's content. */
export const activityEntry = z.object({
  at: z.iso.datetime(),
  tool: z.string(),
  /** The MCP client's own name, e.g. "claude-ai". */
  client: z.string().optional(),
  /** Which client the entry says it is for, e.g. "claude-desktop": whose access counted. */
  entryClient: z.string().optional(),
  connectionId: z.string().optional(),
  ok: z.boolean(),
  code: z.enum(errorCodes).optional(),
  durationMs: z.number().nonnegative(),
  /** Only of calls that write. */
  write: z
    .object({
      kind: z.enum(['create', 'update', 'delete']),
      /** How many things were changed. */
      changed: z.number().int().nonnegative(),
      /** The change was only shown so far, for the user to agree. */
      asked: z.boolean().optional(),
    })
    .optional(),
});
export type ActivityEntry = z.infer<typeof activityEntry>;
