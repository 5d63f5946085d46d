import { z } from 'zod';
import { optionalField, vendorId } from '../vendor-fields.ts';

const text = optionalField(z.string());
/** Milliseconds since 1970, as a string. */
const msText = optionalField(z.union([z.string().regex(/^-?\d+$/), z.number()]).transform(Number));

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const member = z.object({ id: vendorId, username: text, email: text });
export type Member = z.output<typeof member>;

export const userAnswer = z.object({
  user: z.object({ id: vendorId, username: text, email: text, timezone: optionalField(z.string().refine(isTimeZone)) }),
});
export type ClickUpUser = z.output<typeof userAnswer>['user'];

const workspace = z.object({
  id: vendorId,
  name: z.string(),
  members: optionalField(z.array(z.object({ user: member }))),
});
/** ClickUp's API still calls a workspace a team. */
export const teamsAnswer = z.object({ teams: z.array(workspace) });
export type Workspace = z.output<typeof workspace>;

const space = z.object({
  id: vendorId,
  name: z.string(),
  statuses: optionalField(z.array(z.object({ status: z.string() }))),
});
export const spacesAnswer = z.object({ spaces: z.array(space) });
export type Space = z.output<typeof space>;

const list = z.object({ id: vendorId, name: z.string() });
export const listsAnswer = z.object({ lists: z.array(list) });
export type List = z.output<typeof list>;

const folder = z.object({ id: vendorId, name: z.string(), lists: optionalField(z.array(list)) });
export const foldersAnswer = z.object({ folders: z.array(folder) });
export type Folder = z.output<typeof folder>;

/** What somebody else shared with a guest, who sees no spaces. */
export const sharedAnswer = z.object({
  shared: z.object({ lists: optionalField(z.array(list)), folders: optionalField(z.array(folder)) }),
});

export const task = z.object({
  id: vendorId,
  custom_id: text,
  name: z.string(),
  text_content: text,
  description: text,
  markdown_description: text,
  status: optionalField(z.object({ status: text, type: text })),
  date_created: msText,
  date_updated: msText,
  start_date: msText,
  due_date: msText,
  creator: optionalField(member),
  assignees: optionalField(z.array(member)),
  tags: optionalField(z.array(z.object({ name: z.string() }))),
  parent: text,
  priority: optionalField(z.object({ priority: text })),
  url: text,
  list: optionalField(z.object({ name: text })),
});
export type Task = z.output<typeof task>;

export const tasksAnswer = z.object({ tasks: z.array(task), last_page: optionalField(z.boolean()) });
