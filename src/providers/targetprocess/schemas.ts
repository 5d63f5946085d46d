import { z } from 'zod';
import { optionalField, vendorId } from '../vendor-fields.ts';

const text = optionalField(z.string());
const number = optionalField(z.number());

/** A reference: whatever it leads to has a number, and mostly a name. */
export const named = z.object({ Id: vendorId, Name: text });
export type Named = z.output<typeof named>;
const reference = optionalField(named);

export const tpUser = z.object({
  Id: vendorId,
  FirstName: text,
  LastName: text,
  FullName: text,
  Login: text,
  Email: text,
  Role: reference,
  IsAdministrator: optionalField(z.boolean()),
  IsObserver: optionalField(z.boolean()),
});
export type TpUser = z.output<typeof tpUser>;
const person = optionalField(tpUser);

export const context = z.object({ LoggedUser: tpUser });

const items = <T>(row: z.ZodType<T>) => optionalField(z.object({ Items: z.array(row) }));

export const tpProject = z.object({
  Id: vendorId,
  Name: z.string(),
  Abbreviation: text,
  IsActive: optionalField(z.boolean()),
  Program: optionalField(z.object({ Name: text })),
  Process: optionalField(z.object({ Id: vendorId })),
});
export type TpProject = z.output<typeof tpProject>;

export const entityState = z.object({
  Id: vendorId,
  Name: z.string(),
  IsFinal: optionalField(z.boolean()),
  IsInitial: optionalField(z.boolean()),
  NumericPriority: number,
  Workflow: optionalField(
    z.object({
      Id: vendorId,
      Process: optionalField(z.object({ Id: vendorId })),
      EntityType: optionalField(z.object({ Name: text })),
      ParentWorkflow: optionalField(z.object({ Id: vendorId })),
    }),
  ),
  ParentEntityState: reference,
  Role: reference,
  EntityType: reference,
  NextStates: items(named),
});
export type EntityState = z.output<typeof entityState>;

const customValue = z.object({ Name: z.string(), Type: text, Value: z.unknown() });
export type CustomValue = z.output<typeof customValue>;

export const tpAssignment = z.object({ Id: vendorId, GeneralUser: person, Role: reference, Assignable: reference });
export type TpAssignment = z.output<typeof tpAssignment>;

/** Dates look like `/Date(1788435322000+0200)/`. Fields that were asked for by name stay as they came. */
export const entity = z.looseObject({
  Id: vendorId,
  Name: z.string(),
  EntityType: optionalField(z.object({ Name: text })),
  EntityState: optionalField(
    z.object({ Id: optionalField(vendorId), Name: text, IsFinal: optionalField(z.boolean()) }),
  ),
  Project: optionalField(
    z.object({
      Id: optionalField(vendorId),
      Name: text,
      Process: optionalField(z.object({ Id: vendorId })),
    }),
  ),
  AssignedUser: items(tpUser),
  ModifyDate: text,
  CreateDate: text,
  Description: text,
  Owner: person,
  Priority: optionalField(z.object({ Id: optionalField(vendorId), Name: text })),
  Tags: text,
  /** When work really began. */
  StartDate: text,
  PlannedStartDate: text,
  PlannedEndDate: text,
  Effort: number,
  TimeSpent: number,
  /** `h` or `pt`. */
  Units: text,
  Release: reference,
  Iteration: reference,
  TeamIteration: reference,
  Assignments: items(tpAssignment),
  AssignedTeams: items(z.object({ Id: vendorId, Team: reference, EntityState: reference })),
  CustomFields: optionalField(z.array(customValue)),
  // Which of these there are depends on the type.
  UserStory: reference,
  Feature: reference,
  Epic: reference,
  PortfolioEpic: reference,
  Severity: reference,
});
export type Entity = z.output<typeof entity>;

/** Asked for a few fields of its own type only. */
export const typedEntity = entity.extend({ Name: text });
export type TypedEntity = z.output<typeof typedEntity>;

export const tpComment = z.object({
  Id: vendorId,
  Description: text,
  ParentId: optionalField(vendorId),
  CreateDate: text,
  DescriptionModifyDate: text,
  IsPrivate: optionalField(z.boolean()),
  Owner: person,
  General: reference,
});
export type TpComment = z.output<typeof tpComment>;

export const tpTime = z.object({
  Id: vendorId,
  Description: text,
  Spent: optionalField(z.number()),
  Remain: number,
  Date: text,
  User: person,
  Role: reference,
  Assignable: reference,
});
export type TpTime = z.output<typeof tpTime>;

export const tpAttachment = z.object({
  Id: vendorId,
  Name: z.string(),
  Date: text,
  MimeType: text,
  Size: number,
  Owner: person,
  General: reference,
});
export type TpAttachment = z.output<typeof tpAttachment>;

const relationEnd = optionalField(
  z.object({ Id: vendorId, Name: text, Project: optionalField(z.object({ Id: vendorId })) }),
);
export const tpRelation = z.object({
  Id: vendorId,
  RelationType: reference,
  Master: relationEnd,
  Slave: relationEnd,
});
export type TpRelation = z.output<typeof tpRelation>;

export const tpFollower = z.object({ Id: vendorId, General: reference, User: person });
export type TpFollower = z.output<typeof tpFollower>;

export const tpHistory = z.object({ Id: vendorId, Date: text, EntityState: reference, Modifier: person });

export const tpWorkflow = z.object({
  Id: vendorId,
  Process: optionalField(z.object({ Id: vendorId })),
  EntityType: reference,
  ParentWorkflow: optionalField(z.object({ Id: vendorId })),
});

export const tpPriority = z.object({ Id: vendorId, Name: z.string(), Importance: number, EntityType: reference });

export const tpCustomField = z.object({
  Id: vendorId,
  Name: z.string(),
  FieldType: text,
  /** The allowed values of a list, a line each. */
  Value: text,
  Required: optionalField(z.boolean()),
  EntityType: reference,
  Process: optionalField(z.object({ Id: vendorId })),
});
export type TpCustomField = z.output<typeof tpCustomField>;

export const tpSprint = z.object({
  Id: vendorId,
  Name: z.string(),
  Description: text,
  StartDate: text,
  EndDate: text,
  IsCurrent: optionalField(z.boolean()),
  Team: reference,
  Project: reference,
});
export type TpSprint = z.output<typeof tpSprint>;

export const teamProject = z.object({ Id: vendorId, Team: reference, Project: reference });
export const projectMember = z.object({ Id: vendorId, User: person, Project: reference });

/** No `Next` means the last page. */
export function pageOf<T>(row: z.ZodType<T>) {
  return z.object({ Items: z.array(row), Next: text });
}

export const written = z.object({ Id: vendorId });
