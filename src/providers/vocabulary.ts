import { z } from 'zod';
import { attachment, comment, developmentEntry, historyEntry, link, timeEntry } from './item-parts.ts';

/** The words all five systems share. Timestamps are ISO 8601 in UTC, dates `YYYY-MM-DD`, texts Markdown. */

export const account = z.object({
  id: z.string(),
  name: z.string(),
  /** The name the user signs in with, where the system tells it. */
  login: z.string().optional(),
  email: z.string().optional(),
});
export type Account = z.infer<typeof account>;

/** A Jira project, Confluence space, OpenProject project, ClickUp list or Targetprocess project. */
export const project = z.object({
  id: z.string(),
  /** The short name people type: Jira and Confluence key, OpenProject identifier. */
  key: z.string().optional(),
  name: z.string(),
  /** Where it lies, outermost first, e.g. ClickUp "Workspace / Space / Folder". */
  path: z.string().optional(),
  url: z.string().optional(),
});
export type Project = z.infer<typeof project>;

const fieldValue = z.object({ name: z.string(), value: z.string() });
export type FieldValue = z.infer<typeof fieldValue>;

export const itemSummary = z.object({
  /** What get_item takes: `PROJ-12`, `1528`, `9hx`. */
  id: z.string(),
  title: z.string(),
  type: z.string().optional(),
  state: z.string().optional(),
  /** Whether the state counts as finished in that system; absent where it does not say. */
  done: z.boolean().optional(),
  assignees: z.array(z.string()).optional(),
  /** As people know it: Jira's key, the name elsewhere. */
  project: z.string().optional(),
  /** The project's id, the same as `Project.id`; a connection's limits are checked by it. */
  projectId: z.string().optional(),
  priority: z.string().optional(),
  dueDate: z.string().optional(),
  updatedAt: z.string().optional(),
  url: z.string().optional(),
  /** Further fields that were asked for, as people read them. */
  fields: z.array(fieldValue).optional(),
});
export type ItemSummary = z.infer<typeof itemSummary>;

export const item = itemSummary.extend({
  description: z.string().optional(),
  author: z.string().optional(),
  labels: z.array(z.string()).optional(),
  parent: z.string().optional(),
  createdAt: z.string().optional(),
  startDate: z.string().optional(),
  sprint: z.string().optional(),
  estimateHours: z.number().optional(),
  spentHours: z.number().optional(),
  /** What was asked for with `include`; absent where the system has no such thing. */
  comments: z.array(comment).optional(),
  history: z.array(historyEntry).optional(),
  links: z.array(link).optional(),
  children: z.array(itemSummary).optional(),
  attachments: z.array(attachment).optional(),
  time: z.array(timeEntry).optional(),
  development: z.array(developmentEntry).optional(),
  watchers: z.array(z.string()).optional(),
  /** The names of the states it can be moved to now. */
  moves: z.array(z.string()).optional(),
  /** What a reader must know: a section that was cut, a part that could not be read. */
  notes: z.array(z.string()).optional(),
});
export type Item = z.infer<typeof item>;

/** One page of a list. `nextCursor` is opaque and goes back unchanged; absent means the end. */
export type Page<T> = {
  readonly items: readonly T[];
  readonly nextCursor?: string | undefined;
  /** What a reader must know to trust the page: a filter the system cannot apply, a search that stopped early. */
  readonly note?: string | undefined;
  /** Absent where the system does not count. */
  readonly total?: number | undefined;
};
