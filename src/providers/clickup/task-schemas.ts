import { z } from 'zod';
import { optionalField, vendorId } from '../vendor-fields.ts';
import { member, msText } from './schemas.ts';

const text = optionalField(z.string());
const place = z.object({ id: vendorId, name: text });

const option = z.object({ id: vendorId, name: text, label: text, orderindex: optionalField(z.coerce.number()) });
export type FieldOption = z.output<typeof option>;

const field = z.object({
  id: vendorId,
  name: z.string(),
  type: z.string(),
  required: optionalField(z.boolean()),
  type_config: optionalField(z.object({ options: optionalField(z.array(option)) })),
  /** Its shape depends on the type. */
  value: z.unknown().optional(),
});
export type CustomField = z.output<typeof field>;
export const fieldsAnswer = z.object({ fields: z.array(field) });

const file = z.object({
  id: vendorId,
  title: text,
  mimetype: text,
  size: optionalField(z.coerce.number()),
  date: msText,
  user: optionalField(member),
  url: text,
  deleted: optionalField(z.boolean()),
});
export type File = z.output<typeof file>;

const checklist = z.object({
  name: text,
  items: optionalField(z.array(z.object({ name: text, resolved: optionalField(z.boolean()) }))),
});

const taskFields = z.object({
  id: vendorId,
  custom_id: text,
  custom_item_id: optionalField(z.number()),
  name: z.string(),
  text_content: text,
  description: text,
  markdown_description: text,
  status: optionalField(z.object({ id: text, status: text, type: text })),
  date_created: msText,
  date_updated: msText,
  start_date: msText,
  due_date: msText,
  creator: optionalField(member),
  assignees: optionalField(z.array(member)),
  watchers: optionalField(z.array(member)),
  tags: optionalField(z.array(z.object({ name: z.string() }))),
  parent: text,
  priority: optionalField(z.object({ priority: text })),
  points: optionalField(z.number()),
  /** Milliseconds, as is `time_spent`. */
  time_estimate: msText,
  time_spent: msText,
  checklists: optionalField(z.array(checklist)),
  custom_fields: optionalField(z.array(field)),
  dependencies: optionalField(z.array(z.object({ task_id: vendorId, depends_on: vendorId }))),
  linked_tasks: optionalField(z.array(z.object({ task_id: vendorId, link_id: vendorId }))),
  /** Further lists it is shown in. */
  locations: optionalField(z.array(place)),
  team_id: optionalField(vendorId),
  url: text,
  list: optionalField(z.object({ id: optionalField(vendorId), name: text })),
  folder: optionalField(z.object({ id: optionalField(vendorId), name: text, hidden: optionalField(z.boolean()) })),
  space: optionalField(z.object({ id: optionalField(vendorId) })),
  attachments: optionalField(z.array(file)),
});

export const task = taskFields.extend({ subtasks: optionalField(z.array(taskFields)) });
export type Task = z.output<typeof taskFields>;
/** As a single task is answered. */
export type FullTask = z.output<typeof task>;

export const tasksAnswer = z.object({ tasks: z.array(taskFields), last_page: optionalField(z.boolean()) });

const span = z.object({ since: msText });
const phase = z.object({ status: z.string(), total_time: optionalField(span) });
export const timeInStatusAnswer = z.object({
  current_status: optionalField(phase),
  status_history: optionalField(z.array(phase)),
});
