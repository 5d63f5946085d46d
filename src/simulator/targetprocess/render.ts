import { BadRequest } from './errors.ts';
import { nestedOf } from './nested.ts';
import { baseTypes, types, type FieldKind } from './schema.ts';
import { Row, type Store, type Value } from './store.ts';
import type { Selection } from './include.ts';

type Json = Readonly<Record<string, unknown>>;

/** Fields besides number and name that a mere reference shows. */
const shownOfReferences: Readonly<Record<string, readonly string[]>> = {
  GeneralUser: ['FirstName', 'LastName', 'Login', 'FullName'],
  User: ['FirstName', 'LastName', 'Login', 'FullName'],
  EntityState: ['NumericPriority'],
  Priority: ['Importance'],
  EntityType: ['IsUnitInHourOnly'],
};

export const schemaOf = (type: string) => baseTypes[type] ?? types[type === 'GeneralUser' ? 'User' : type];

/** The spelling of the schema, whatever case was asked in. */
export function fieldIn(type: string, asked: string): string | undefined {
  const known = Object.keys(schemaOf(type)?.fields ?? {});
  return known.find((name) => name.toLowerCase() === asked.toLowerCase());
}

export function nestedIn(type: string, asked: string) {
  const found = Object.entries(nestedOf(type)).find(([name]) => name.toLowerCase() === asked.toLowerCase());
  return found === undefined ? undefined : { name: found[0], ...found[1] };
}

/** The zone of the account is only for show: the number is UTC. */
const dateText = (ms: number): string => `/Date(${String(ms)}+0200)/`;

function typeOfReference(kind: FieldKind): string {
  return typeof kind === 'object' ? (kind.as ?? kind.to) : '';
}

function reference(type: string, row: Row): Json {
  const names = 'Name' in row.fields ? ['Name'] : [];
  const shown = [...names, ...(shownOfReferences[type] ?? [])].map((name): [string, unknown] => [
    name,
    row.fields[name],
  ]);
  const process = row.type === 'Project' ? row.ref('Process') : undefined;
  const inner = process === undefined ? {} : { Process: { ResourceType: 'Process', Id: process.id } };
  return { ResourceType: type, Id: row.id, ...Object.fromEntries(shown), ...inner };
}

/** For comparing and for messages. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : value instanceof Row ? value.text('Name') : JSON.stringify(value ?? null);

function plain(kind: FieldKind, value: Value): unknown {
  if (value instanceof Row) return reference(typeOfReference(kind), value);
  return kind === 'date' && typeof value === 'number' ? dateText(value) : value;
}

/** The whole entity, seen as `type`: everything but nested collections and what is hidden. */
export function whole(row: Row, type: string): Json {
  const { fields = {}, hidden = [] } = schemaOf(type) ?? {};
  const shown = Object.entries(fields).filter(([name]) => !hidden.includes(name));
  const values = shown.map(([name, kind]): [string, unknown] => [name, plain(kind, row.fields[name] ?? null)]);
  return { ResourceType: type, Id: row.id, ...Object.fromEntries(values) };
}

/** ResourceType and Id always come; everything else only when asked for. */
export function select(store: Store, row: Row, type: string, selections: readonly Selection[]): Json {
  const picked: Record<string, unknown> = { ResourceType: type, Id: row.id };
  for (const { name, inner } of selections) {
    if (/^(id|resourcetype)$/i.test(name)) continue;
    const field = fieldIn(type, name);
    const nested = nestedIn(type, name);
    if (field !== undefined) picked[field] = selectField(store, row, type, field, inner);
    else if (nested === undefined) throw new BadRequest(`Property "${name}" is not found in "${type}".`);
    else
      picked[nested.name] = {
        Items: nested.rows(store, row).map((each) => one(store, each, nested.type, inner)),
      };
  }
  return picked;
}

function selectField(store: Store, row: Row, type: string, field: string, inner: readonly Selection[]): unknown {
  const kind = schemaOf(type)?.fields[field] ?? 'text';
  const value = row.fields[field] ?? null;
  return value instanceof Row ? one(store, value, typeOfReference(kind), inner) : plain(kind, value);
}

const one = (store: Store, row: Row, type: string, inner: readonly Selection[]): Json =>
  inner.length === 0 ? reference(type, row) : select(store, row, type, inner);
