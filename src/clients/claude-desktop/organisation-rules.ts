import { z } from 'zod';

const ruling = z.enum(['allowed', 'forbidden', 'unclear']);

/** What the user's organisation lets Claude Desktop do. A rule that nobody made is absent. */
export const organisationPolicy = z.object({
  /** False: it could not be found out. */
  known: z.boolean(),
  /** Where the rules stand. */
  source: z.string().optional(),
  /** Entries in Claude's configuration, as ours. */
  localServers: ruling.optional(),
  /** Extensions (`.mcpb`). */
  extensions: ruling.optional(),
  /** Only signed extensions: ours carries no signature that Claude knows. */
  onlySigned: z.boolean().optional(),
});
export type OrganisationPolicy = z.infer<typeof organisationPolicy>;
