import { z } from 'zod';
import { optionalField, vendorId } from '../vendor-fields.ts';

const text = optionalField(z.string());
/** Milliseconds since 1970, as a string. */
export const msText = optionalField(z.union([z.string().regex(/^-?\d+$/), z.number()]).transform(Number));

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export const member = z.object({ id: vendorId, username: text, email: text });
export type Member = z.output<typeof member>;
export const membersAnswer = z.object({ members: z.array(member) });

export const userAnswer = z.object({
  user: z.object({ id: vendorId, username: text, email: text, timezone: optionalField(z.string().refine(isTimeZone)) }),
});
export type ClickUpUser = z.output<typeof userAnswer>['user'];

/** The role: 1 owner, 2 administrator, 3 member, 4 guest; besides, perhaps, one of the workspace's own. */
const memberInRole = member.extend({
  role: optionalField(z.number()),
  custom_role: optionalField(z.union([z.number(), z.string(), z.looseObject({})])),
});

const workspace = z.object({
  id: vendorId,
  name: z.string(),
  members: optionalField(z.array(z.object({ user: memberInRole }))),
});
/** ClickUp's API still calls a workspace a team. */
export const teamsAnswer = z.object({ teams: z.array(workspace) });
export type Workspace = z.output<typeof workspace>;

const status = z.object({ id: optionalField(vendorId), status: z.string(), type: text });

const space = z.object({ id: vendorId, name: z.string(), statuses: optionalField(z.array(status)) });
export const spacesAnswer = z.object({ spaces: z.array(space) });
export type Space = z.output<typeof space>;

const list = z.object({ id: vendorId, name: z.string(), content: text, start_date: msText, due_date: msText });
export const listsAnswer = z.object({ lists: z.array(list) });
export type List = z.output<typeof list>;

/** One list; only this answer tells its statuses. */
export const fullList = list.extend({
  statuses: optionalField(z.array(status)),
  folder: optionalField(z.object({ id: vendorId, name: text, hidden: optionalField(z.boolean()) })),
  space: optionalField(z.object({ id: vendorId, name: text })),
});
export type FullList = z.output<typeof fullList>;

const folder = z.object({ id: vendorId, name: z.string(), lists: optionalField(z.array(list)) });
export const foldersAnswer = z.object({ folders: z.array(folder) });
export type Folder = z.output<typeof folder>;

/** What somebody else shared with a guest, who sees no spaces. */
export const sharedAnswer = z.object({
  shared: z.object({ lists: optionalField(z.array(list)), folders: optionalField(z.array(folder)) }),
});

export const tagsAnswer = z.object({ tags: z.array(z.object({ name: z.string() })) });
export const timeTagsAnswer = z.object({ data: z.array(z.object({ name: z.string() })) });

/** ClickUp calls a task type a custom item. */
export const customItemsAnswer = z.object({
  custom_items: optionalField(z.array(z.object({ id: z.number(), name: z.string() }))),
});
