import { z } from 'zod';

/** What hangs on an item or a page. Texts are Markdown, people are names, timestamps ISO 8601 in UTC. */

export const comment = z.object({
  id: z.string(),
  author: z.string().optional(),
  createdAt: z.string().optional(),
  /** Only when it was edited. */
  updatedAt: z.string().optional(),
  text: z.string(),
  /** The id of the comment it answers. */
  replyTo: z.string().optional(),
  /** Not visible to everybody. */
  internal: z.boolean().optional(),
  /** The words in the page that an inline comment stands at. */
  quote: z.string().optional(),
  resolved: z.boolean().optional(),
});
export type Comment = z.infer<typeof comment>;

export const historyEntry = z.object({
  at: z.string(),
  by: z.string().optional(),
  changes: z.array(z.object({ field: z.string(), from: z.string().optional(), to: z.string().optional() })),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

export const link = z.object({
  /** As the system calls it, seen from this item: "blocks", "is blocked by", "relates to". */
  type: z.string(),
  /** What get_item takes; for a link to a web page its address. */
  to: z.string(),
  title: z.string().optional(),
  state: z.string().optional(),
  projectId: z.string().optional(),
});
export type Link = z.infer<typeof link>;

export const attachment = z.object({
  id: z.string(),
  name: z.string(),
  /** As the system says, e.g. `image/png`; not to be trusted. */
  type: z.string().optional(),
  /** Bytes. */
  size: z.number().optional(),
  author: z.string().optional(),
  createdAt: z.string().optional(),
});
export type Attachment = z.infer<typeof attachment>;

export const timeEntry = z.object({
  id: z.string(),
  /** The day it was spent, `YYYY-MM-DD`. */
  date: z.string().optional(),
  hours: z.number(),
  by: z.string().optional(),
  comment: z.string().optional(),
  activity: z.string().optional(),
});
export type TimeEntry = z.infer<typeof timeEntry>;

export const developmentEntry = z.object({
  kind: z.enum(['branch', 'commit', 'pull-request', 'build', 'deployment', 'other']),
  title: z.string(),
  state: z.string().optional(),
  url: z.string().optional(),
});
export type DevelopmentEntry = z.infer<typeof developmentEntry>;
