import { z } from 'zod';
import { parseJson } from '../../lib/json.ts';
import type { ApiQuery } from '../http/api-request.ts';
import { refuseQuery } from '../refusals.ts';
import { systemName } from './failures.ts';

const text = z.union([z.string(), z.number()]).transform(String);
const texts = z.union([z.array(text), text.transform((one) => [one])]);
/** Milliseconds since 1970, or a date or time. */
const moment = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d{10,}$/)
    .transform(Number),
  z.string().transform((value, context) => {
    const ms = Date.parse(value);
    if (Number.isNaN(ms)) context.addIssue({ code: 'custom', message: 'is no time; write 2026-01-31' });
    return ms;
  }),
]);

const moments = ['due_date', 'date_created', 'date_updated', 'date_done'] as const;
const momentFields = Object.fromEntries(
  moments.flatMap((name) => [`${name}_gt`, `${name}_lt`].map((field) => [field, moment.optional()])),
);
const listFields = ['statuses', 'assignees', 'tags', 'space_ids', 'project_ids', 'list_ids', 'custom_items'] as const;

/** The parameters of ClickUp's "Get Filtered Team Tasks", without their brackets. */
const filters = z.strictObject({
  ...Object.fromEntries(listFields.map((name) => [name, texts.optional()])),
  ...momentFields,
  include_closed: z.boolean().optional(),
  subtasks: z.boolean().optional(),
  reverse: z.boolean().optional(),
  order_by: z.enum(['id', 'created', 'updated', 'due_date']).optional(),
  parent: text.optional(),
  custom_fields: z.array(z.looseObject({ field_id: z.string(), operator: z.string() })).optional(),
});

const filterNames: readonly string[] = Object.keys(filters.shape);

/** The filters of a search in ClickUp's own words, ready to be sent; `list_ids` apart, because it may have to be narrowed. */
export function readOwnFilters(given: string): { readonly filters: ApiQuery; readonly lists?: readonly string[] } {
  const parsed = filters.safeParse(parseJson(given));
  if (!parsed.success) throw refuseQuery(systemName, advice(parsed.error));
  const sent: Record<string, string | number | boolean | readonly string[]> = { subtasks: true, include_closed: true };
  let lists: readonly string[] | undefined;
  for (const [name, value] of Object.entries<unknown>(parsed.data)) {
    if (value === undefined) continue;
    if (name === 'list_ids') lists = value as readonly string[];
    else if (name === 'custom_fields') sent[name] = JSON.stringify(value);
    else if (Array.isArray(value)) sent[`${name}[]`] = value as readonly string[];
    else sent[name] = value as string | number | boolean;
  }
  return { filters: { order_by: 'updated', ...sent }, ...(lists === undefined ? {} : { lists }) };
}

function advice(error: z.ZodError): string {
  const [first] = error.issues;
  const where = first === undefined || first.path.length === 0 ? '' : `${first.path.join('.')}: `;
  const example = '{"statuses":["in progress"],"assignees":[183],"due_date_lt":"2026-01-31"}';
  return `${where}${first?.message ?? ''}. Write the filters as a JSON object, for example ${example}. There are: ${filterNames.join(', ')}.`;
}
