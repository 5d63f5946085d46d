import { z } from 'zod';

/** What is looked at, in this order; each builds on the ones before it. */
const sightStepId = z.enum([
  /** What stands in Claude's file, or would. */
  'entry',
  /** Can the command be started, twice at once as Claude does? */
  'start',
  /** How long until both answer the first message? */
  'hello',
  'tools',
  /** Does it see the connections that the window shows? */
  'connections',
  /** Can it read a key from where Claude starts it? */
  'key',
  /** Is there anything on its standard output that is no MCP message? */
  'output',
  /** Does it end when Claude does? */
  'end',
]);
export type SightStepId = z.infer<typeof sightStepId>;

export const sightStep = z.object({
  id: sightStepId,
  state: z.enum(['running', 'good', 'warning', 'failed', 'skipped']),
  durationMs: z.number().nonnegative().optional(),
  /** What was found, in one sentence. Never a secret. */
  detail: z.string().optional(),
});
export type SightStep = z.infer<typeof sightStep>;

/** What it comes down to, and the one thing to do next. */
const sightVerdict = z.object({
  state: z.enum(['good', 'warning', 'failed']),
  title: z.string(),
  next: z.string(),
});
export type SightVerdict = z.infer<typeof sightVerdict>;

/** Our server as Claude sees it. Lines and arguments are masked: another program's output may hold a key. */
export const sightReport = z.object({
  started: z.object({
    /** `offered`: there is no entry yet, so what would be written was started. */
    from: z.enum(['file', 'offered']),
    path: z.string().optional(),
    command: z.string(),
    args: z.array(z.string()),
    /** Names only. */
    environment: z.array(z.string()),
    folder: z.string().optional(),
  }),
  steps: z.array(sightStep),
  helloMs: z.number().nonnegative().optional(),
  /** How long Claude waits for it. */
  helloWithinMs: z.number(),
  tools: z.array(z.object({ name: z.string(), title: z.string().optional() })),
  /** Lines of its standard output that are no MCP messages. */
  strayLines: z.array(z.string()),
  /** The last lines of its log, which Claude keeps in a file of its own. */
  log: z.array(z.string()),
  verdict: sightVerdict,
});
export type SightReport = z.infer<typeof sightReport>;
