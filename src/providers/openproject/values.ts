import { AppError } from '../../lib/app-error.ts';
import { excerpt } from '../field-change.ts';
import { isSameName } from '../name-match.ts';
import type { FieldInput, ItemChange, ItemDraft } from '../writes.ts';
import type { Context } from './context.ts';
import { hoursOf, isoDuration } from './duration.ts';
import { allowedLine, namesIn, refuseFields } from './field-errors.ts';
import { fieldNamed, type Choice, type Field } from './fields.ts';
import { choicesOf, fieldOf } from './form.ts';
import { idIn } from './hrefs.ts';
import { readForField } from '../field-reading.ts';
import { readWork } from './work.ts';
import { toOpenProject } from './mentions.ts';
import { assigneesOf, personNamed } from './people.ts';
import { hoursText, idsIn, plainEnds } from './show.ts';

type Given = FieldInput[string];

/** One property to be written: its value for OpenProject and for people. */
export type Entry = {
  readonly field: Field;
  readonly value: unknown;
  readonly shown: string | undefined;
  /** What tells it apart from another value (show.ts). */
  readonly same: string;
  /** The ids of other projects it reaches into: those of the work packages it names. */
  readonly projects?: readonly string[] | undefined;
};

/** What the names are looked up in. */
export type Setting = {
  readonly context: Context;
  readonly fields: readonly Field[];
  readonly projectId: string;
  readonly signal?: AbortSignal | undefined;
};

/** A fault that is one field's, to be told together with those of other fields. */
class FieldFault extends Error {}

/** The values in OpenProject's form. Everything that does not fit is refused at once, with what would. */
export async function entriesOf(setting: Setting, wanted: ReadonlyMap<string, Given>): Promise<Entry[]> {
  const faults: string[] = [];
  const entries: Entry[] = [];
  for (const [name, given] of wanted) {
    try {
      entries.push(await entryOf(setting, name, given));
    } catch (error) {
      if (!(error instanceof FieldFault)) throw error;
      faults.push(error.message);
    }
  }
  if (faults.length > 0) throw refuseFields(faults);
  return entries;
}

async function entryOf(setting: Setting, name: string, given: Given): Promise<Entry> {
  const field = fieldNamed(setting.fields, name);
  if (field === undefined) {
    const names = setting.fields.filter(({ writable }) => writable).map((each) => each.name);
    throw new FieldFault(`field ${name}: not among the fields here, which are ${namesIn(names)}`);
  }
  if (field.key === 'project') throw new FieldFault(`field ${field.name}: give it as project, not among the fields`);
  if (!field.writable) throw new FieldFault(`field ${field.name}: cannot be changed here`);
  if (isNothing(given)) {
    if (field.required && !field.hasDefault) throw new FieldFault(await requiredLine(setting, field));
    return { field, value: emptied(field), shown: undefined, same: '' };
  }
  return field.isLink ? linkEntry(setting, field, given) : localEntry(field, given);
}

const isNothing = (given: Given): boolean =>
  given === null || given === '' || (Array.isArray(given) && given.length === 0);

function emptied(field: Field): unknown {
  if (field.type.startsWith('[]')) return [];
  if (field.isLink) return { href: null };
  return field.type === 'Formattable' ? { raw: '' } : field.type === 'String' ? '' : null;
}

async function requiredLine({ context, signal }: Setting, field: Field): Promise<string> {
  if (field.choices === undefined) return `field ${field.name}: required`;
  return allowedLine(field.name, await choicesOf(context, field, signal), true);
}

function localEntry(field: Field, given: Given): Entry {
  const fault = (form: string): FieldFault => new FieldFault(`field ${field.name}: ${form}`);
  if (Array.isArray(given) && given.length !== 1) throw fault('takes one value');
  const one = Array.isArray(given) ? (given[0] as string | number | boolean) : (given as string | number | boolean);
  const text = String(one);
  switch (field.type) {
    case 'Integer':
    case 'Float': {
      const number = Number(text);
      if (Number.isNaN(number)) throw fault('a number');
      return { field, value: number, shown: String(number), same: String(number) };
    }
    case 'Duration': {
      const hours = Number(text);
      if (Number.isNaN(hours) || hours < 0) throw fault('hours as a number, for example 1.5');
      const shown = hoursText(hoursOf(isoDuration(hours))) ?? '';
      return { field, value: isoDuration(hours), shown, same: shown };
    }
    case 'Boolean': {
      if (!/^(true|false|yes|no)$/i.test(text)) throw fault('true or false');
      const isTrue = /^(true|yes)$/i.test(text);
      const shown = isTrue ? 'yes' : 'no';
      return { field, value: isTrue, shown, same: shown };
    }
    case 'Date':
      if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))) throw fault('a day as 2026-01-31');
      return { field, value: text, shown: text, same: text };
    case 'Formattable':
      return { field, value: { raw: toOpenProject(text) }, shown: excerpt(text), same: plainEnds(text) };
    default:
      return { field, value: text, shown: excerpt(text), same: plainEnds(text) };
  }
}

async function linkEntry(setting: Setting, field: Field, given: Given): Promise<Entry> {
  const all = (Array.isArray(given) ? given : [given]).map(String);
  const isList = field.type.startsWith('[]');
  if (!isList && all.length > 1) throw new FieldFault(`field ${field.name}: OpenProject takes one value here`);
  const found: Reference[] = [];
  for (const one of all) found.push(await choiceOf(setting, field, one));
  const links = found.map(({ href }) => ({ href }));
  const projects = found.flatMap(({ project }) => project ?? []);
  return {
    field,
    value: isList ? links : links[0],
    shown: found.map(({ name }) => name).join(', '),
    same: idsIn(links),
    projects,
  };
}

type Reference = Choice & { readonly project?: string | undefined };

async function choiceOf(setting: Setting, field: Field, wanted: string): Promise<Reference> {
  const { context, signal } = setting;
  if (/^(\[\])?User$/.test(field.type)) return personChoice(setting, field, wanted);
  if (field.type === 'WorkPackage') {
    const name = isSameName(field.name, 'Parent') ? 'parent' : field.name;
    const { id, subject, _links } = await readForField(name, wanted, readWork(context, wanted, signal));
    return { href: context.link('work_packages', id), name: `#${id} ${subject}`, project: idIn(_links.project?.href) };
  }
  const choices = await choicesOf(context, field, signal);
  const named = choices.filter(({ name, href }) => isSameName(name, wanted) || idIn(href) === wanted);
  const [one] = named;
  if (one === undefined) throw new FieldFault(allowedLine(field.name, choices));
  if (named.length === 1) return one;
  const candidates = named.map(({ name, href }) => `${name} (${idIn(href) ?? ''})`);
  throw new FieldFault(`field ${field.name}: “${wanted}” may be any of ${namesIn(candidates)}; give the id`);
}

async function personChoice({ context, projectId, signal }: Setting, field: Field, wanted: string): Promise<Choice> {
  const people = () => assigneesOf(context, projectId, signal);
  try {
    const person = await personNamed(context, wanted, people, signal);
    const collection = person._type === 'Group' ? 'groups' : 'users';
    return { href: context.link(collection, person.id), name: person.name };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid-input') throw error;
    throw new FieldFault(`field ${field.name}: ${error.message.replace(/\.$/, '')}`);
  }
}

type Values = Omit<ItemChange, 'project' | 'add' | 'remove'> & Pick<Partial<ItemDraft>, 'labels'>;

/** What is asked for, by OpenProject's own names. Project and sprint are found elsewhere. */
export function wantedFields(values: Values, fields: readonly Field[]): Map<string, Given> {
  const isMilestone = fieldOf(fields, 'date') !== undefined && fieldOf(fields, 'startDate') === undefined;
  const { title, description, state, assignees, parent, priority, startDate, dueDate, estimateHours } = values;
  const given: readonly (readonly [string, Given | undefined])[] = [
    ['subject', title],
    ['description', description],
    ['status', state],
    ['assignee', assignees],
    ['parent', parent],
    ['priority', priority],
    [isMilestone ? 'date' : 'startDate', startDate],
    [isMilestone ? 'date' : 'dueDate', dueDate],
    ['estimatedTime', estimateHours],
    ['category', values.labels],
  ];
  const known = given.filter((pair): pair is readonly [string, Given] => pair[1] !== undefined);
  const further = Object.entries(values.fields ?? {}).map(
    ([name, value]) => [fieldNamed(fields, name)?.key ?? name, value] as const,
  );
  return new Map([...known, ...further]);
}

/** The request's body. */
export function bodyOf(entries: readonly Entry[]): Record<string, unknown> & { _links?: Record<string, unknown> } {
  const pick = (isLink: boolean) =>
    Object.fromEntries(
      entries.filter(({ field }) => field.isLink === isLink).map(({ field, value }) => [field.key, value]),
    );
  const links = pick(true);
  return { ...pick(false), ...(Object.keys(links).length === 0 ? {} : { _links: links }) };
}
