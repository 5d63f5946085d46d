import { z } from 'zod';
import { project } from './vocabulary.ts';

/** A field as describe_project lists it, so that a create or an update can be right the first time. */
const fieldDescription = z.object({
  /** The name people see; create_item and update_item take it. */
  name: z.string(),
  /** The system's own name where it differs, e.g. `customfield_10016`. */
  id: z.string().optional(),
  /** "text", "rich text", "number", "date", "date and time", "choice", "choices", "person", "people", "item", "yes or no", "hours"; else the system's word. */
  type: z.string(),
  required: z.boolean(),
  /** Names of the allowed values, at most 50. */
  allowed: z.array(z.string()).optional(),
  /** How many more allowed values there are. */
  more: z.number().int().positive().optional(),
});
export type FieldDescription = z.infer<typeof fieldDescription>;

const stateDescription = z.object({
  name: z.string(),
  /** Whether it counts as finished. */
  done: z.boolean().optional(),
  /** The states it can go to; absent where that depends on the item. */
  moves: z.array(z.string()).optional(),
});
export type StateDescription = z.infer<typeof stateDescription>;

const typeDescription = z.object({
  name: z.string(),
  states: z.array(stateDescription),
  /** Only of the type that was asked for, because most systems need a call for each. */
  fields: z.array(fieldDescription).optional(),
});
export type TypeDescription = z.infer<typeof typeDescription>;

export const projectDescription = z.object({
  project,
  /** In a Confluence space: none. */
  types: z.array(typeDescription),
  priorities: z.array(z.string()).optional(),
  labels: z.array(z.string()).optional(),
  linkTypes: z.array(z.string()).optional(),
  /** Activities for log_time, where the system has them. */
  activities: z.array(z.string()).optional(),
  /** Versions, releases, components: what else items are sorted into, by the field's name. */
  lists: z.array(z.object({ name: z.string(), values: z.array(z.string()) })).optional(),
  notes: z.array(z.string()).optional(),
});
export type ProjectDescription = z.infer<typeof projectDescription>;

export type DescribeProjectQuery = {
  /** Id, key or name. */
  readonly project: string;
  /** Name of a type: its fields are listed too. */
  readonly type?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};
