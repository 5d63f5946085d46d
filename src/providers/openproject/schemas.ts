import { z } from 'zod';
import { optionalField, vendorId } from '../vendor-fields.ts';

const text = optionalField(z.string());
export const hal = z.object({ href: text, title: text });
const link = optionalField(hal);
const rawText = optionalField(z.object({ raw: text }));

export const user = z.object({
  _type: z.literal('User'),
  id: vendorId,
  name: z.string(),
  login: text,
  email: text,
  status: text,
});
export type OpUser = z.output<typeof user>;

export const opProject = z.object({
  id: vendorId,
  identifier: text,
  name: z.string(),
  _links: optionalField(z.object({ parent: link, ancestors: optionalField(z.array(z.object({ title: text }))) })),
});
export type OpProject = z.output<typeof opProject>;

export const status = z.object({ id: vendorId, name: z.string(), isClosed: optionalField(z.boolean()) });
export type OpStatus = z.output<typeof status>;

export const namedThing = z.object({ id: vendorId, name: z.string() });
export type NamedThing = z.output<typeof namedThing>;

/** A user, a group or a placeholder. */
export const principal = z.object({ id: vendorId, name: z.string(), login: text, email: text, _type: text });
export type Principal = z.output<typeof principal>;

/** Loose, because custom fields stand among the others, as values or as links. */
export const workPackage = z.looseObject({
  id: vendorId,
  lockVersion: optionalField(z.number().int()),
  subject: z.string(),
  description: rawText,
  startDate: text,
  dueDate: text,
  /** Milestones have one date only. */
  date: text,
  estimatedTime: text,
  spentTime: text,
  createdAt: text,
  updatedAt: text,
  _links: z.looseObject({
    project: link,
    type: link,
    status: link,
    priority: link,
    author: link,
    assignee: link,
    category: link,
    version: link,
    sprint: link,
    parent: link,
    schema: link,
    github_pull_requests: link,
    gitlab_merge_requests: link,
    revisions: link,
  }),
});
export type WorkPackage = z.output<typeof workPackage>;

export const activity = z.object({
  id: vendorId,
  comment: rawText,
  details: optionalField(z.array(z.object({ raw: text, html: text }))),
  /** Only where there are internal comments. */
  internal: optionalField(z.boolean()),
  createdAt: text,
  updatedAt: text,
  _links: z.object({ user: link }),
});
export type OpActivity = z.output<typeof activity>;

export const relation = z.object({
  id: vendorId,
  type: z.string(),
  reverseType: text,
  _links: z.object({ from: link, to: link }),
});
export type OpRelation = z.output<typeof relation>;

export const timeEntry = z.object({
  id: vendorId,
  comment: optionalField(z.union([z.string(), z.object({ raw: text })])),
  spentOn: text,
  hours: text,
  _links: z.object({ entity: link, workPackage: link, project: link, user: link, activity: link }),
});
export type OpTimeEntry = z.output<typeof timeEntry>;

export const version = z.object({
  id: vendorId,
  name: z.string(),
  status: text,
  startDate: text,
  endDate: text,
  description: rawText,
  _links: optionalField(z.object({ definingProject: link })),
});
export type OpVersion = z.output<typeof version>;

export const opSprint = z.object({
  id: vendorId,
  name: z.string(),
  startDate: text,
  finishDate: text,
  description: rawText,
  _links: optionalField(z.object({ definingWorkspace: link, status: link })),
});
export type OpSprint = z.output<typeof opSprint>;

export const opAttachment = z.object({
  id: vendorId,
  fileName: z.string(),
  fileSize: optionalField(z.number()),
  contentType: text,
  createdAt: text,
  _links: z.object({ author: link, container: link }),
});
export type OpAttachment = z.output<typeof opAttachment>;

export const opPage = z.object({
  id: vendorId,
  title: z.string(),
  description: rawText,
  /** Wiki pages of the newest versions only. */
  text: rawText,
  version: optionalField(z.number().int()),
  createdAt: text,
  updatedAt: text,
  _links: z.object({ project: link }),
});
export type OpPage = z.output<typeof opPage>;

/** `offset` is a page number that begins with 1; `pageSize` may be smaller than what was asked for. */
export function collectionOf<T>(element: z.ZodType<T>) {
  return z.object({
    total: z.number().int(),
    offset: optionalField(z.number().int()),
    pageSize: optionalField(z.number().int()),
    _embedded: z.object({ elements: z.array(element) }),
  });
}
