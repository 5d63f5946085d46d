import { z } from 'zod';

/** What was seen of one client. Absent: not tried, because the client does not do it; the reason stands in `why`. */
const clientResult = z.object({
  name: z.string(),
  package: z.string(),
  version: z.string(),
  command: z.string(),
  file: z.string(),
  reads: z.boolean().optional(),
  connects: z.boolean().optional(),
  removed: z.boolean().optional(),
  why: z.string().optional(),
});
export type ClientResult = z.infer<typeof clientResult>;

/** What scripts/real-clients.ts saw when it ran last; docs/coverage.md is made from it. */
export const realClients = z.object({ on: z.string(), system: z.string(), clients: z.array(clientResult) });
