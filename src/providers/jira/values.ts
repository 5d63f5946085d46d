import { AppError } from '../../lib/app-error.ts';
import { isSameName } from '../name-match.ts';
import type { FieldInput } from '../writes.ts';
import { isEpicLink, isRichText, isSprintField } from './fields.ts';
import { linkTarget } from './links.ts';
import { findPerson, type Among } from './people.ts';
import { fieldFault, nameOfAllowed, refuseFields } from './refusals.ts';
import type { JiraSite } from './site.ts';
import { findSprint } from './sprints.ts';
import type { AllowedValue, FieldMeta } from './wire-fields.ts';

type Input = FieldInput[string];
type Given = Exclude<Input, null>;

/** Where a value is filled in: decides who and which sprint is meant. */
export type Setting = {
  readonly site: JiraSite;
  readonly projectKey: string;
  readonly among: Among;
  /** Names behind the ids found so far, for telling what will change. */
  readonly names: Map<string, string>;
  /** The ids of the projects that values reach into: those of the issues they name. */
  readonly reached: Set<string>;
  readonly signal: AbortSignal | undefined;
};

/** A value that cannot be right, as words about its field. */
class Fault extends Error {}
const fail = (words: string): never => {
  throw new Fault(words);
};

const single = (value: Given): string | number | boolean =>
  typeof value === 'object' ? (value.length === 1 ? (value[0] ?? '') : fail('takes one value')) : value;
const several = (value: Given): readonly (string | number | boolean)[] => (typeof value === 'object' ? value : [value]);
const word = (value: Given): string => String(single(value)).trim();

/** A value as Jira wants it; all faults of all fields are told at once. */
export async function nativeValues(
  setting: Setting,
  metas: readonly FieldMeta[],
  inputs: readonly (readonly [meta: FieldMeta, value: Input])[],
): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const [meta, value] of inputs) {
    try {
      values[meta.id] = value === null ? emptied(meta) : await nativeValue(setting, meta, value);
    } catch (error) {
      faults.push(fieldFault(metas.find(({ id }) => id === meta.id) ?? meta, faultWords(error)));
    }
  }
  if (faults.length > 0) throw refuseFields(faults);
  return values;
}

/** Of a name that is nobody's, or fits several, too: it is the field that is wrong. Anything else is thrown on. */
function faultWords(error: unknown): string {
  if (error instanceof Fault) return error.message;
  if (error instanceof AppError && error.code === 'invalid-input')
    return `${error.message} ${error.next}`.replace(/\.$/, '');
  if (error instanceof AppError && error.code === 'not-found')
    return 'there is no such issue, or the account may not see it';
  throw error;
}

function emptied({ required, schema }: FieldMeta): unknown {
  if (required) fail('required');
  return schema.type === 'array' && !isSprintField(schema) ? [] : null;
}

function nativeValue(setting: Setting, meta: FieldMeta, value: Given): Promise<unknown> {
  const { schema, allowedValues } = meta;
  if (schema.system === 'project') return fail('give it as project, not among the fields');
  if (isRichText(schema)) return setting.site.toNative(word(value));
  if (isSprintField(schema)) return sprintId(setting, word(value));
  if (isEpicLink(schema)) return issueKey(setting, word(value));
  if (schema.type === 'array') return list(setting, meta, several(value));
  if (schema.type === 'option-with-child') return Promise.resolve(cascading(word(value), allowedValues ?? []));
  return scalar(setting, schema.type, allowedValues, single(value));
}

async function sprintId({ site, projectKey, names, signal }: Setting, wanted: string): Promise<number> {
  const { id, name } = await findSprint(site, wanted, projectKey, signal);
  names.set(id, name);
  return Number(id);
}

async function issueKey({ site, reached, signal }: Setting, wanted: string): Promise<string> {
  const { key, projectId } = await linkTarget(site, wanted, signal);
  reached.add(projectId);
  return key;
}

async function list(
  setting: Setting,
  { schema, allowedValues }: FieldMeta,
  values: readonly (string | number | boolean)[],
): Promise<unknown[]> {
  const all: unknown[] = [];
  for (const value of values) all.push(await scalar(setting, schema.items ?? 'string', allowedValues, value));
  const spaced = schema.system === 'labels' ? values.find((label) => /\s/.test(String(label).trim())) : undefined;
  return spaced === undefined ? all : fail(`a label has no spaces: “${String(spaced)}”`);
}

async function scalar(
  setting: Setting,
  type: string,
  allowed: readonly AllowedValue[] | undefined,
  value: string | number | boolean,
): Promise<unknown> {
  const text = String(value).trim();
  if (type === 'user') return personValue(setting, text);
  if (type === 'number')
    return text !== '' && Number.isFinite(Number(text)) ? Number(text) : fail(`“${text}” is no number`);
  if (type === 'date') return isDate(text) ? text : fail(`“${text}” is no date like 2026-01-31`);
  if (type === 'datetime') return dateTime(text);
  if (type === 'issuelink') return { key: await issueKey(setting, text) };
  if (allowed !== undefined && allowed.length > 0) return { id: choice(text, allowed).id };
  const isNamed = [
    'option',
    'version',
    'component',
    'priority',
    'resolution',
    'group',
    'issuetype',
    'project',
  ].includes(type);
  if (isNamed) return type === 'option' ? { value: text } : { name: text };
  return text;
}

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

function dateTime(text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time)
    ? fail(`“${text}” is no time like 2026-01-31T09:00:00Z`)
    : new Date(time).toISOString().replace('Z', '+0000');
}

async function personValue({ site, among, names, signal }: Setting, wanted: string): Promise<unknown> {
  const { id, name } = await findPerson(site, wanted, among, signal);
  names.set(id, name);
  return site.isCloud ? { accountId: id } : { name: id };
}

function choice(text: string, allowed: readonly AllowedValue[]): AllowedValue {
  const fitting = allowed.filter(
    ({ id, name, value, key }) => id === text || [name, value, key].some((each) => isSameName(each, text)),
  );
  const [first] = fitting;
  if (first === undefined) return fail(`“${text}” is not among them`);
  if (fitting.length > 1)
    fail(`“${text}” fits several: ${fitting.map((each) => `${nameOfAllowed(each)} (${each.id ?? ''})`).join(', ')}`);
  return first;
}

/** "Europe / Norway" */
function cascading(text: string, allowed: readonly AllowedValue[]): unknown {
  const [parent = '', child] = text.split(/\s*\/\s*/);
  const found = choice(parent, allowed);
  if (child === undefined) return { id: found.id };
  return { id: found.id, child: { id: choice(child, found.children ?? []).id } };
}

/** A value that is about to be sent, as people read it; `undefined` empties the field. */
export function wordsFor({ names }: Setting, meta: FieldMeta, value: unknown, given: Input): string | undefined {
  if (value === null || (Array.isArray(value) && value.length === 0)) return undefined;
  if (isRichText(meta.schema)) return String(given);
  if (Array.isArray(value)) return (value as unknown[]).map((each) => elementWords(names, meta, each)).join(', ');
  return elementWords(names, meta, value);
}

function elementWords(names: ReadonlyMap<string, string>, { allowedValues = [] }: FieldMeta, value: unknown): string {
  if (typeof value !== 'object' || value === null) return names.get(String(value)) ?? String(value);
  const { accountId, name, id, key, value: text, child } = value as Readonly<Record<string, unknown>>;
  const person = names.get(String(accountId ?? name));
  if (person !== undefined) return person;
  const found = allowedValues.find((each) => each.id === id);
  const nested = (child as { id?: string } | undefined)?.id;
  const under = found?.children?.find((each) => each.id === nested)?.value;
  const words = found === undefined ? String(key ?? text ?? name ?? id) : nameOfAllowed(found);
  return under === undefined ? words : `${words} / ${under}`;
}

/** The field of this name or id on the screen. */
export function fieldNamed(metas: readonly FieldMeta[], name: string): FieldMeta {
  const byId = metas.find(({ id }) => id === name.trim());
  const fitting = byId === undefined ? metas.filter((meta) => isSameName(meta.name, name)) : [byId];
  const [first] = fitting;
  if (first === undefined)
    throw refuseFields([`field ${name}: not on the screen; there are ${metas.map((meta) => meta.name).join(', ')}`]);
  if (fitting.length > 1)
    throw refuseFields([`field ${name}: fits several, ${fitting.map(({ id }) => `${name} (${id})`).join(', ')}`]);
  return first;
}
