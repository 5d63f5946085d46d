import { z } from 'zod';
import { optionalField, vendorId } from '../vendor-fields.ts';

const text = optionalField(z.string());

export const tpUser = z.object({
  Id: vendorId,
  FirstName: text,
  LastName: text,
  FullName: text,
  Login: text,
  Email: text,
});
export type TpUser = z.output<typeof tpUser>;

export const context = z.object({ LoggedUser: tpUser });

export const tpProject = z.object({
  Id: vendorId,
  Name: z.string(),
  Abbreviation: text,
  IsActive: optionalField(z.boolean()),
  Program: optionalField(z.object({ Name: text })),
});
export type TpProject = z.output<typeof tpProject>;

export const entityState = z.object({ Id: vendorId, Name: z.string() });

const named = optionalField(z.object({ Name: text }));
const people = optionalField(z.object({ Items: z.array(tpUser) }));

/** Dates look like `/Date(1788435322000+0200)/`. */
export const entity = z.object({
  Id: vendorId,
  Name: z.string(),
  EntityType: named,
  EntityState: optionalField(z.object({ Name: text, IsFinal: optionalField(z.boolean()) })),
  Project: optionalField(z.object({ Id: optionalField(vendorId), Name: text })),
  AssignedUser: people,
  ModifyDate: text,
  CreateDate: text,
  Description: text,
  Owner: optionalField(tpUser),
  Priority: named,
  Tags: text,
  /** When work really began. */
  StartDate: text,
  PlannedStartDate: text,
  PlannedEndDate: text,
});
export type Entity = z.output<typeof entity>;

const reference = optionalField(z.object({ Id: vendorId }));
export const parents = z.object({ UserStory: reference, Feature: reference, Epic: reference });

/** No `Next` means the last page. */
export function pageOf<T>(row: z.ZodType<T>) {
  return z.object({ Items: z.array(row), Next: text });
}
