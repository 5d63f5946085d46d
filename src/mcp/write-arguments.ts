import { z } from 'zod';
import { AppError } from '../lib/app-error.ts';
import type { ItemChange, SeveralOf } from '../providers/writes.ts';

/** What several writing tools take. Each word here is listed once for every tool that takes it. */

export const confirm = z.string().max(100).optional();
export const day = z.iso.date();
export const text = z.string().trim().min(1).max(100_000);
const short = z.string().max(1000);
const names = z.array(short).max(100);

/** "" empties a field; each is turned into null on its way (see `valuesOf`). */
const emptyable = short.optional();
/** Listed as plain text: its exact schema would cost more than it tells. */
const dayOrNone = z
  .string()
  .pipe(z.union([day, z.literal('')]))
  .optional();

const scalar = z.union([z.string().max(100_000), z.number(), z.boolean()]);
const furtherFields = z
  .record(z.string(), z.unknown())
  .pipe(z.record(z.string().max(200), z.union([scalar, z.array(scalar).max(200), z.null()])));

export const severalOf = {
  labels: names.optional(),
  links: z
    .array(z.object({ type: short, to: short }))
    .max(50)
    .optional(),
  watchers: names.optional(),
};

/** Listed in full once, as `add`; the other one says "as add". */
export const severalAsAdd = z.record(z.string(), z.unknown()).pipe(z.strictObject(severalOf)).describe('as add');

export const valueFields = {
  description: z.string().max(100_000).optional(),
  type: short.optional(),
  state: short.optional(),
  assignees: names.optional(),
  parent: emptyable,
  sprint: emptyable,
  priority: emptyable,
  start: dayOrNone,
  due: dayOrNone,
  estimate_hours: z.number().min(0).optional(),
  project: short.optional(),
  fields: furtherFields.optional(),
};
type ValueFields = z.output<z.ZodObject<typeof valueFields>>;

/** As the providers take it; only what was given. */
export function valuesOf({ start, due, estimate_hours, fields, parent, sprint, priority, ...same }: ValueFields) {
  const emptied = Object.entries({ parent, sprint, priority, startDate: start, dueDate: due }).flatMap(
    ([name, value]): [string, string | null][] => (value === undefined ? [] : [[name, value === '' ? null : value]]),
  );
  const given = Object.entries(same).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(given),
    ...Object.fromEntries(emptied),
    ...(estimate_hours !== undefined && { estimateHours: estimate_hours === 0 ? null : estimate_hours }),
    ...(fields !== undefined && { fields }),
  } as Omit<ItemChange, 'add' | 'remove' | 'title'>;
}

export function severalIn({ labels, links, watchers }: z.output<z.ZodObject<typeof severalOf>>): SeveralOf {
  return {
    ...(labels !== undefined && { labels }),
    ...(links !== undefined && { links }),
    ...(watchers !== undefined && { watchers }),
  };
}

/** `why` says what the argument is for. */
export function missing(argument: string, why: string): AppError {
  return new AppError('invalid-input', `${argument} is missing: ${why}.`, `Call again with ${argument}.`);
}
