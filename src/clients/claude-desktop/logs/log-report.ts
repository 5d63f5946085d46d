import { z } from 'zod';

/** A line of Claude's that is known, with what it means and what to do. */
const explanation = z.object({
  id: z.string(),
  /** `good`: nothing to do. */
  kind: z.enum(['good', 'problem']),
  title: z.string(),
  next: z.string(),
});
export type Explanation = z.infer<typeof explanation>;

const claudeLogLine = z.object({ text: z.string(), explained: z.string().optional() });
export type ClaudeLogLine = z.infer<typeof claudeLogLine>;

const claudeLogFile = z.object({
  path: z.string(),
  name: z.string(),
  changedAt: z.iso.datetime(),
  /** The last ones that concern us. Masked. */
  lines: z.array(claudeLogLine),
});
export type ClaudeLogFile = z.infer<typeof claudeLogFile>;

export const claudeLogReport = z.object({
  /** `nowhere`: Claude keeps no logs on this computer yet. `silent`: it does, but has never started our server. */
  state: z.enum(['nowhere', 'silent', 'found']),
  files: z.array(claudeLogFile),
  /** The newest first; what was over when the server started well after it is left out. */
  findings: z.array(explanation.extend({ at: z.iso.datetime().optional(), count: z.number().int() })),
});
export type ClaudeLogReport = z.infer<typeof claudeLogReport>;
