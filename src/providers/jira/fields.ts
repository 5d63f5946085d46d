import type { FieldDescription } from '../project-description.ts';
import type { FieldValue } from '../vocabulary.ts';
import { isSameName } from '../name-match.ts';
import { nameOfAllowed } from './refusals.ts';
import type { JiraSite } from './site.ts';
import { sprintsIn } from './sprint-values.ts';
import type { FieldMeta, FieldSchema } from './wire-fields.ts';

/** What a field is, by what Jira says of it. */
export const isRichText = ({ system, custom }: FieldSchema): boolean =>
  system === 'description' || system === 'environment' || custom?.endsWith(':textarea') === true;
export const isSprintField = (schema: FieldSchema | undefined): boolean =>
  schema?.custom?.endsWith(':gh-sprint') === true;
export const isEpicLink = (schema: FieldSchema | undefined): boolean =>
  schema?.custom?.endsWith(':gh-epic-link') === true;
export const isEpicName = (schema: FieldSchema | undefined): boolean =>
  schema?.custom?.endsWith(':gh-epic-label') === true;
/** Jira has no start date of its own: it is a date field of that name, where there is one. */
export const isStartDate = ({ name, schema }: { name: string; schema?: FieldSchema | undefined }): boolean =>
  schema?.type === 'date' && (isSameName(name, 'Start date') || isSameName(name, 'Target start'));

const plainTypes: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  date: 'date',
  datetime: 'date and time',
  user: 'person',
  option: 'choice',
  'option-with-child': 'choice',
  priority: 'choice',
  resolution: 'choice',
  issuetype: 'choice',
  project: 'choice',
  version: 'choice',
  component: 'choice',
  securitylevel: 'choice',
  issuelink: 'item',
  timetracking: 'hours',
};

function typeWord(schema: FieldSchema): string {
  if (isRichText(schema)) return 'rich text';
  if (isSprintField(schema)) return 'sprint';
  if (isEpicLink(schema)) return 'item';
  if (schema.type !== 'array') return plainTypes[schema.type] ?? schema.type;
  if (schema.items === 'user') return 'people';
  if (schema.items === 'string') return 'texts';
  return plainTypes[schema.items ?? ''] === 'choice' ? 'choices' : (schema.items ?? 'list');
}

const mostAllowed = 50;

export const isRequired = ({ required, hasDefaultValue }: FieldMeta): boolean => required && hasDefaultValue !== true;

export function describeField(meta: FieldMeta): FieldDescription {
  const { id, name, schema, allowedValues } = meta;
  const allowed = allowedValues?.slice(0, mostAllowed).map(nameOfAllowed);
  const more = (allowedValues?.length ?? 0) - mostAllowed;
  return {
    name,
    ...(id === name ? {} : { id }),
    type: typeWord(schema),
    required: isRequired(meta),
    ...(allowed === undefined || allowed.length === 0 ? {} : { allowed }),
    ...(more > 0 ? { more } : {}),
  };
}

/** A value as people read it; `undefined` for an empty one. */
export async function readable(site: JiraSite, value: unknown, schema?: FieldSchema): Promise<string | undefined> {
  if (value === null || value === undefined || value === '') return undefined;
  if (isSprintField(schema))
    return (
      sprintsIn(value)
        .map(({ name }) => name)
        .join(', ') || undefined
    );
  if (typeof value === 'string') return schema !== undefined && isRichText(schema) ? site.toMarkdown(value) : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!Array.isArray(value)) return readableObject(site, value);
  const parts = await Promise.all((value as unknown[]).map((each) => readable(site, each)));
  return parts.filter((part) => part !== undefined).join(', ') || undefined;
}

async function readableObject(site: JiraSite, value: object): Promise<string | undefined> {
  const object = value as Readonly<Record<string, unknown>>;
  if (object['type'] === 'doc') return (await site.toMarkdown(value)) || undefined;
  const word = ['displayName', 'value', 'name', 'key', 'id', 'progress', 'votes', 'watchCount']
    .map((name) => object[name])
    .find((each) => typeof each === 'string' || typeof each === 'number');
  const child = await readable(site, object['child']);
  return word === undefined ? undefined : `${String(word)}${child === undefined ? '' : ` / ${child}`}`;
}

/** Those that were asked for and have a value. */
export async function fieldValues(
  site: JiraSite,
  wanted: readonly { readonly id: string; readonly name: string; readonly schema?: FieldSchema | undefined }[],
  values: Readonly<Record<string, unknown>>,
): Promise<FieldValue[]> {
  const all = await Promise.all(
    wanted.map(async ({ id, name, schema }) => ({ name, value: await readable(site, values[id], schema) })),
  );
  return all.flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }]));
}

/** The fields of these names or ids; a name may belong to several. */
export async function fieldsNamed(
  site: JiraSite,
  wanted: readonly string[],
  signal?: AbortSignal,
): Promise<{ known: Awaited<ReturnType<JiraSite['fields']>>; unknown: readonly string[] }> {
  if (wanted.length === 0) return { known: [], unknown: [] };
  const all = await site.fields(signal);
  const fits = (word: string) => all.filter(({ id, name }) => id === word.trim() || isSameName(name, word));
  return { known: [...new Set(wanted.flatMap(fits))], unknown: wanted.filter((word) => fits(word).length === 0) };
}
