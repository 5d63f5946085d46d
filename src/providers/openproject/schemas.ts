import { z } from 'zod';
import { optionalField, vendorId } from '../vendor-fields.ts';

const text = optionalField(z.string());
const link = optionalField(z.object({ href: text, title: text }));

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

export const principal = z.object({ id: vendorId, name: z.string() });

export const workPackage = z.object({
  id: vendorId,
  subject: z.string(),
  description: optionalField(z.object({ raw: text })),
  startDate: text,
  dueDate: text,
  /** Milestones have one date only. */
  date: text,
  createdAt: text,
  updatedAt: text,
  _links: z.object({
    project: link,
    type: link,
    status: link,
    priority: link,
    author: link,
    assignee: link,
    category: link,
    parent: link,
  }),
});
export type WorkPackage = z.output<typeof workPackage>;

/** `offset` is a page number that begins with 1; `pageSize` may be smaller than what was asked for. */
export function collectionOf<T>(element: z.ZodType<T>) {
  return z.object({
    total: z.number().int(),
    offset: optionalField(z.number().int()),
    pageSize: optionalField(z.number().int()),
    _embedded: z.object({ elements: z.array(element) }),
  });
}
