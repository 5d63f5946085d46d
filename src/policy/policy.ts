import { z } from 'zod';

/** What Claude may do with a connection. Checked when a tool is called, whatever the list of tools says. */
const access = z.enum(['read-only', 'ask', 'read-write']);
export type Access = z.infer<typeof access>;

/** Groups of tools a user can switch off for a connection; listing and checking connections always works. */
const toolGroups = ['items', 'pages', 'time', 'attachments', 'operations'] as const;
const toolGroup = z.enum(toolGroups);
export type ToolGroup = z.infer<typeof toolGroup>;

/** `id` as `Project.id`; the name is for people and may be out of date. */
const allowedProject = z.object({ id: z.string().min(1), name: z.string() });

export const policy = z.object({
  access: access.default('read-only'),
  /** Also needed to delete: `access` alone is not enough. */
  allowDelete: z.boolean().default(false),
  /** Absent: all. With a list, calls of the system's own API are off, because what they reach cannot be told. */
  projects: z.array(allowedProject).nonempty().max(200).optional(),
  groupsOff: z.array(toolGroup).default([]),
});
export type Policy = z.infer<typeof policy>;

export const cautiousPolicy: Policy = { access: 'read-only', allowDelete: false, groupsOff: [] };
