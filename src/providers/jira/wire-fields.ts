import { z } from 'zod';
import { vendorId } from '../vendor-fields.ts';

/** How Jira describes fields and their values. */

const fieldSchema = z.object({
  type: z.string(),
  items: z.string().optional(),
  system: z.string().optional(),
  custom: z.string().optional(),
});
export type FieldSchema = z.infer<typeof fieldSchema>;

export const fieldEntry = z.object({ id: z.string(), name: z.string(), schema: fieldSchema.optional() });
export type FieldEntry = z.infer<typeof fieldEntry>;

const allowedValue = z.object({
  id: vendorId.optional(),
  name: z.string().optional(),
  value: z.string().optional(),
  key: z.string().optional(),
  children: z.array(z.object({ id: vendorId, value: z.string() })).optional(),
});
export type AllowedValue = z.infer<typeof allowedValue>;

/** A field on a screen. */
const fieldMeta = z.object({
  fieldId: z.string().optional(),
  key: z.string().optional(),
  name: z.string(),
  required: z.boolean().catch(false),
  hasDefaultValue: z.boolean().optional(),
  schema: fieldSchema,
  operations: z.array(z.string()).catch([]).default([]),
  allowedValues: z.array(allowedValue.catch({})).optional().catch(undefined),
});
type WireFieldMeta = z.infer<typeof fieldMeta>;
export type FieldMeta = Omit<WireFieldMeta, 'fieldId' | 'key'> & { readonly id: string };

const identified = ({ fieldId, key, ...rest }: WireFieldMeta, id?: string): FieldMeta => ({
  ...rest,
  id: id ?? fieldId ?? key ?? rest.name,
});

/** `fields` on Cloud, `values` on Data Center. */
export const createFields = z
  .object({
    fields: z.array(fieldMeta).optional(),
    values: z.array(fieldMeta).optional(),
    total: z.number().optional(),
  })
  .transform(({ fields, values, total }) => ({
    total,
    fields: (fields ?? values ?? []).map((each) => identified(each)),
  }));

/** `issueTypes` on Cloud, `values` on Data Center. */
const issueType = z.object({ id: vendorId, name: z.string(), subtask: z.boolean().optional() });
export type IssueType = z.infer<typeof issueType>;
export const createTypes = z
  .object({ issueTypes: z.array(issueType).optional(), values: z.array(issueType).optional() })
  .transform(({ issueTypes, values }) => issueTypes ?? values ?? []);

export const editFields = z
  .object({ fields: z.record(z.string(), fieldMeta) })
  .transform(({ fields }) => Object.entries(fields).map(([id, each]) => identified(each, id)));

const transition = z.object({
  id: z.string(),
  name: z.string(),
  to: z.object({ name: z.string() }),
  isAvailable: z.boolean().optional(),
  fields: z.record(z.string(), fieldMeta).optional(),
});
export type Transition = z.infer<typeof transition>;
export const transitions = z.object({ transitions: z.array(transition) });
export const transitionFields = ({ fields = {} }: Transition): FieldMeta[] =>
  Object.entries(fields).map(([id, each]) => identified(each, id));
