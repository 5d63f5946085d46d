import { isSameName } from '../name-match.ts';
import type { FieldChange } from '../writes.ts';
import { refuseFields, namesIn } from './field-errors.ts';
import type { Field } from './fields.ts';
import { fieldOf, linesOf, type Form } from './form.ts';
import { violationsOf } from './failures.ts';
import { AppError } from '../../lib/app-error.ts';
import type { Context } from './context.ts';
import type { WorkPackage } from './schemas.ts';
import { sameness, shownValue } from './show.ts';
import { listSprints, meant } from './sprints.ts';
import type { Entry, Setting } from './values.ts';

/** Where a sprint is kept, and its id: in the sprint where the project has sprints, else in the version. */
export async function sprintGiven(
  { context, fields, projectId, signal }: Setting,
  wanted: string | null,
): Promise<readonly [string, string | null]> {
  const sprint = fieldOf(fields, 'sprint');
  const has = (key: string): boolean =>
    fieldOf(fields, key)?.choices?.some(
      ({ name, href }) => isSameName(name, wanted ?? '') || href.endsWith(`/${wanted ?? ''}`),
    ) === true;
  const first = sprint?.writable === true ? 'sprint' : 'version';
  if (wanted === null) return [first, null];
  if (has(first) || (first === 'sprint' && !has('version') && !isSameName('current', wanted))) return [first, wanted];
  if (!isSameName('current', wanted)) return ['version', wanted];
  const { items } = await listSprints(context, { project: projectId, state: 'active', limit: 100, signal });
  const active = meant(items, 'current');
  const [one] = active;
  const label = fieldOf(fields, first)?.name ?? 'Sprint';
  if (one === undefined) throw refuseFields([`field ${label}: none is active now`]);
  if (active.length > 1)
    throw refuseFields([
      `field ${label}: several are active now, ${namesIn(active.map(({ name }) => name))}; give the name`,
    ]);
  return [one.kind === 'sprint' ? 'sprint' : 'version', one.id];
}

export const differs = (found: WorkPackage, { field, same }: Entry): boolean => sameness(found, field) !== same;

/** What the shared vocabulary calls OpenProject's fields. */
const sharedNames: Readonly<Record<string, string>> = {
  subject: 'title',
  description: 'description',
  type: 'type',
  status: 'state',
  assignee: 'assignees',
  parent: 'parent',
  sprint: 'sprint',
  priority: 'priority',
  startDate: 'startDate',
  dueDate: 'dueDate',
  date: 'dueDate',
  estimatedTime: 'estimateHours',
  category: 'labels',
  project: 'project',
};

/** Where there are no sprints, versions take their place. */
function changeName({ key, name }: Field, entries: readonly Entry[]): string {
  const isSprint = key === 'version' && entries.every(({ field }) => field.key !== 'sprint');
  return isSprint ? 'sprint' : (sharedNames[key] ?? name);
}

const changeText = ({ type }: Field, text: string | undefined): string | undefined =>
  type === 'Duration' ? text?.replace(/ h$/, '') : text;

/** The differences to what is there, in the order given; what is so already is left out. */
export function changesTo(found: WorkPackage | undefined, entries: readonly Entry[]): FieldChange[] {
  return entries
    .filter((entry) => found === undefined || differs(found, entry))
    .map(({ field, shown }) => ({
      field: changeName(field, entries),
      before: found === undefined ? undefined : changeText(field, shownValue(found, field)),
      after: changeText(field, shown),
    }));
}

/** What really changed, and what OpenProject kept to itself. */
export function outcome(before: WorkPackage | undefined, after: WorkPackage, entries: readonly Entry[]) {
  const changes: FieldChange[] = [];
  const problems: string[] = [];
  for (const entry of entries) {
    const { field, shown } = entry;
    const old = before === undefined ? undefined : shownValue(before, field);
    const now = shownValue(after, field);
    const was = before === undefined ? '' : sameness(before, field);
    if (was !== sameness(after, field)) {
      const [from, to] = [changeText(field, old), changeText(field, now)];
      changes.push({ field: changeName(field, entries), before: from, after: to });
    }
    if (differs(after, entry))
      problems.push(`field ${field.name}: OpenProject has “${now ?? ''}” now, not “${shown ?? ''}”.`);
  }
  return { changes, problems };
}

/** A refusal of the write itself, in the same words as one of the form. */
export async function inFieldWords(
  context: Context,
  error: unknown,
  form: Pick<Form, 'fields' | 'payload'>,
  signal?: AbortSignal,
): Promise<unknown> {
  const violations = error instanceof AppError ? violationsOf(error) : [];
  return violations.length === 0 ? error : refuseFields(await linesOf(context, form, violations, signal));
}
