import { isSameName } from '../name-match.ts';
import type { ItemChange } from '../writes.ts';
import { priorities } from './describe.ts';
import { dayOf, momentOn } from './days.ts';
import { settingsFor, type FieldContext, type FieldSetting } from './field-values.ts';
import { nameOf } from './members.ts';
import { personMeant } from './people.ts';
import { type Checks, notAllowed, refusedChange } from './refusals.ts';
import type { FullList, Member } from './schemas.ts';
import type { Words } from './snapshot.ts';
import type { CustomField } from './task-schemas.ts';

const hour = 3_600_000;

/** What is written apart from people, tags, links and places, in ClickUp's words and in ours. */
export type ResolvedValues = {
  readonly body: Readonly<Record<string, unknown>>;
  readonly words: Words;
  readonly assignees?: readonly Member[] | undefined;
  readonly custom: readonly FieldSetting[];
};

export type ValueContext = FieldContext & {
  readonly list: FullList;
  readonly fields: readonly CustomField[];
};

type Values = Omit<ItemChange, 'add' | 'remove' | 'parent' | 'sprint' | 'project'>;

/** Finds everything that is named; what is wrong is added to `checks`. */
export async function resolveValues(context: ValueContext, values: Values, checks: Checks): Promise<ResolvedValues> {
  const body: Record<string, unknown> = {};
  const words: Record<string, string | undefined> = {};
  await addTexts(context, values, checks, body, words);
  await addNumbers(context, values, checks, body, words);
  const assignees = await peopleMeant(context, values.assignees, checks);
  if (assignees !== undefined) words['assignees'] = assignees.map(nameOf).join(', ');
  const { points, ...others } = values.fields ?? {};
  if (points !== undefined) addPoints(points, checks, body, words);
  const custom = await settingsFor(context, context.fields, others, checks);
  for (const setting of custom) words[setting.field.name] = setting.words;
  return { body, words, assignees, custom };
}

type Collected = Record<string, unknown>;
type CollectedWords = Record<string, string | undefined>;

async function addTexts(
  { clickUp, workspaceId, list, signal }: ValueContext,
  { title, description, type, state }: Values,
  checks: Checks,
  body: Collected,
  words: CollectedWords,
): Promise<void> {
  if (title?.trim() === '') checks.add('field title: required');
  else if (title !== undefined) Object.assign(body, { name: title });
  if (title !== undefined) words['title'] = title;
  if (description !== undefined) {
    // An empty text is ignored; a blank one empties the description.
    Object.assign(body, description.trim() === '' ? { description: ' ' } : { markdown_content: description });
    words['description'] = description.trim() === '' ? undefined : description;
  }
  if (state !== undefined) {
    const status = await checks.keep(() => statusMeant(list, state));
    Object.assign(body, { status });
    words['state'] = status;
  }
  if (type !== undefined && workspaceId !== undefined) {
    const types = await clickUp.surroundings.types(workspaceId, signal);
    const found = types.find(({ name }) => isSameName(name, type));
    if (found === undefined)
      checks.add(
        notAllowed(
          'type',
          type,
          types.map(({ name }) => name),
        ),
      );
    Object.assign(body, { custom_item_id: found?.id });
    words['type'] = found?.name;
  }
}

function statusMeant({ statuses = [] }: FullList, state: string): string {
  const found = statuses.find(({ status }) => isSameName(status, state));
  if (found !== undefined) return found.status;
  throw refusedChange([
    notAllowed(
      'state',
      state,
      statuses.map(({ status }) => status),
    ),
  ]);
}

async function addNumbers(
  { timeZone }: ValueContext,
  { priority, startDate, dueDate, estimateHours }: Values,
  checks: Checks,
  body: Collected,
  words: CollectedWords,
): Promise<void> {
  if (priority !== undefined) {
    const rank = priority === null ? -1 : priorities.findIndex((name) => isSameName(name, priority));
    if (priority !== null && rank === -1) checks.add(notAllowed('priority', priority, priorities));
    body['priority'] = priority === null ? null : rank + 1;
    words['priority'] = priorities[rank];
  }
  for (const [field, key, day] of [
    ['startDate', 'start_date', startDate],
    ['dueDate', 'due_date', dueDate],
  ] as const) {
    if (day === undefined) continue;
    const ms = day === null ? null : await checks.keep(() => momentOn(field, day, timeZone));
    Object.assign(body, { [key]: ms }, ms === null ? {} : { [`${key}_time`]: false });
    words[field] = typeof ms === 'number' ? dayOf(ms, timeZone) : undefined;
  }
  if (estimateHours === undefined) return;
  if (estimateHours !== null && estimateHours < 0) checks.add('field estimateHours: must not be negative');
  body['time_estimate'] = estimateHours === null ? null : Math.round(estimateHours * hour);
  words['estimateHours'] = estimateHours === null ? undefined : String(estimateHours);
}

function addPoints(given: unknown, checks: Checks, body: Collected, words: CollectedWords): void {
  const points = given === null ? null : Number(given);
  if (Number.isNaN(points)) checks.add('field points: must be a number');
  body['points'] = points;
  words['points'] = points === null ? undefined : String(points);
}

export async function peopleMeant(
  { clickUp, workspaceId, signal }: FieldContext,
  names: readonly string[] | undefined,
  checks: Checks,
  field = 'assignees',
): Promise<readonly Member[] | undefined> {
  if (names === undefined) return undefined;
  const found: Member[] = [];
  for (const name of names) {
    const person = await checks.keep(() => personMeant(clickUp, workspaceId, field, name, signal));
    if (person !== undefined && !found.some(({ id }) => id === person.id)) found.push(person);
  }
  return found;
}
