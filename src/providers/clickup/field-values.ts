import { isSameName } from '../name-match.ts';
import type { FieldInput } from '../writes.ts';
import { fieldsNamed, labelOf, optionsOf } from './custom-fields.ts';
import { dayOf, momentOn } from './days.ts';
import { nameOf } from './members.ts';
import { personMeant } from './people.ts';
import { notAllowed, refusedChange, refusedField, type Checks } from './refusals.ts';
import { member, type Member } from './schemas.ts';
import { readTask } from './task-ids.ts';
import type { CustomField, FieldOption } from './task-schemas.ts';
import type { ClickUp } from './workspaces.ts';

type Input = FieldInput[string];
type Scalar = Exclude<Input, readonly unknown[] | null>;

export type FieldContext = {
  readonly clickUp: ClickUp;
  readonly workspaceId: string | undefined;
  readonly timeZone: string;
  readonly signal?: AbortSignal | undefined;
};

/** What is sent for a field, and how people read it; no `body` empties it. */
export type FieldSetting = {
  readonly field: CustomField;
  readonly body?: { readonly value: unknown; readonly value_options?: { readonly time: boolean } } | undefined;
  readonly words: string | undefined;
  /** The lists of the tasks it names: those show the relation too. */
  readonly lists?: readonly string[] | undefined;
};

/** Finds the fields by name or id and turns the values into the form each type wants. */
export async function settingsFor(
  context: FieldContext,
  fields: readonly CustomField[],
  input: FieldInput,
  checks: Checks,
): Promise<FieldSetting[]> {
  const settings: FieldSetting[] = [];
  for (const [name, value] of Object.entries(input)) {
    const setting = await checks.keep(() => settingOf(context, fieldMeant(fields, name), value));
    if (setting !== undefined) settings.push(setting);
  }
  return settings;
}

function fieldMeant(fields: readonly CustomField[], name: string): CustomField {
  const found = fieldsNamed(fields, name);
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined)
    throw refusedField(
      name,
      name,
      found.map(({ id, type }) => `${type} (${id})`),
      true,
    );
  const known = fields.map((field) => field.name).join(', ');
  throw refusedChange([
    `field ${name}: there is no such field in this list${known === '' ? '' : `, there are ${known}`}`,
  ]);
}

async function settingOf(context: FieldContext, field: CustomField, input: Input): Promise<FieldSetting> {
  const values = input === null ? [] : Array.isArray(input) ? (input as readonly Scalar[]) : [input as Scalar];
  const [first] = values;
  if (first === undefined || first === '') return { field, words: undefined };
  switch (field.type) {
    case 'drop_down': {
      const option = optionMeant(field, single(field, values));
      return { field, body: { value: option.id }, words: labelOf(option) };
    }
    case 'labels': {
      const options = values.map((value) => optionMeant(field, value));
      return { field, body: { value: options.map(({ id }) => id) }, words: options.map(labelOf).join(', ') };
    }
    case 'users':
      return people(context, field, values);
    case 'date': {
      const ms = momentOn(field.name, String(single(field, values)), context.timeZone);
      return { field, body: { value: ms, value_options: { time: false } }, words: dayOf(ms, context.timeZone) };
    }
    case 'checkbox': {
      const isSet = yesOrNo(field, single(field, values));
      return { field, body: { value: isSet }, words: isSet ? 'yes' : 'no' };
    }
    case 'tasks':
    case 'list_relationship':
      return relation(context, field, values);
    default:
      return simple(field, values);
  }
}

async function relation(
  { clickUp, signal }: FieldContext,
  field: CustomField,
  values: readonly Scalar[],
): Promise<FieldSetting> {
  const add: string[] = [];
  const lists: string[] = [];
  for (const value of values) {
    const { id, list } = await readTask(clickUp, String(value), { signal });
    add.push(id);
    lists.push(list?.id ?? 'unknown');
  }
  return { field, body: { value: { add, rem: [] } }, words: add.join(', '), lists };
}

const texts = new Set(['text', 'short_text', 'url', 'email', 'phone']);
const numbers = new Set(['number', 'currency', 'emoji']);

function simple(field: CustomField, values: readonly Scalar[]): FieldSetting {
  const { type, name } = field;
  const given = String(single(field, values));
  if (texts.has(type)) return { field, body: { value: given }, words: given };
  if (!numbers.has(type) && type !== 'manual_progress') {
    throw refusedChange([
      `field ${name}: ClickUp does not let programs set fields of the type ${type.replaceAll('_', ' ')}`,
    ]);
  }
  const number = Number(given);
  if (Number.isNaN(number)) throw refusedChange([`field ${name}: must be a number, not “${given}”`]);
  if (type === 'manual_progress') return { field, body: { value: { current: number } }, words: `${String(number)} %` };
  return { field, body: { value: number }, words: String(number) };
}

function single(field: CustomField, values: readonly Scalar[]): Scalar {
  const [first, ...others] = values;
  if (first !== undefined && others.length === 0) return first;
  throw refusedChange([`field ${field.name}: takes one value only`]);
}

function optionMeant(field: CustomField, given: Scalar): FieldOption {
  const options = optionsOf(field);
  const found = options.find((option) => option.id === given || isSameName(labelOf(option), String(given)));
  if (found !== undefined) return found;
  throw refusedChange([notAllowed(field.name, String(given), options.map(labelOf))]);
}

function yesOrNo({ name }: CustomField, given: Scalar): boolean {
  if (typeof given === 'boolean') return given;
  if (/^(yes|true|1)$/i.test(String(given))) return true;
  if (/^(no|false|0)$/i.test(String(given))) return false;
  throw refusedChange([`field ${name}: allowed values yes, no`]);
}

async function people(context: FieldContext, field: CustomField, values: readonly Scalar[]): Promise<FieldSetting> {
  const { clickUp, workspaceId, signal } = context;
  const wanted: Member[] = [];
  for (const value of values) wanted.push(await personMeant(clickUp, workspaceId, field.name, String(value), signal));
  const now = member.array().safeParse(field.value).data ?? [];
  const add = wanted.filter(({ id }) => !now.some((one) => one.id === id)).map(({ id }) => Number(id));
  const rem = now.filter(({ id }) => !wanted.some((one) => one.id === id)).map(({ id }) => Number(id));
  return { field, body: { value: { add, rem } }, words: wanted.map(nameOf).join(', ') };
}
