import { unquote } from '../query/tokens.ts';
import { BadRequest } from './errors.ts';
import { fieldIn, nestedIn, schemaOf, textOf } from './render.ts';
import { Row, type Store, type Value } from './store.ts';

type Test = (row: Row) => boolean;
type Place = { readonly store: Store; readonly type: string };

/** The values at `Project.Id` or `AssignedUser.Id`; a nested collection has several. Unknown names are refused. */
export function valuesAt({ store, type }: Place, row: Row, path: readonly string[]): readonly Value[] {
  const [name = '', ...rest] = path;
  if (/^id$/i.test(name)) return [row.id];
  const nested = nestedIn(type, name);
  if (nested !== undefined) {
    return nested.rows(store, row).flatMap((each) => valuesAt({ store, type: nested.type }, each, rest));
  }
  const field = fieldIn(type, name);
  if (field === undefined) throw new BadRequest(`Property "${name}" is not found in "${type}".`);
  const value = row.fields[field] ?? null;
  if (Array.isArray(value)) {
    const custom = value as readonly { Name: string; Value: unknown }[];
    return [(custom.find((each) => each.Name.toLowerCase() === rest.join('.').toLowerCase())?.Value ?? null) as Value];
  }
  if (!(value instanceof Row) || rest.length === 0) return [value];
  const kind = schemaOf(type)?.fields[field];
  return valuesAt({ store, type: typeof kind === 'object' ? kind.to : value.type }, value, rest);
}

const pattern =
  /^\s*(?<path>[A-Za-z][\w.]*)\s+(?<operator>eq|ne|gte?|lte?|in|contains|not contains|is not null|is null)\s*(?<value>'(?:[^'\\]|\\.)*'|\([^)]*\)|-?[\d.]+|true|false)?\s*$/i;

/** Splits at `and` outside quotes. */
function split(where: string): string[] {
  const parts = where.match(/'(?:[^'\\]|\\.)*'|\s+and\s+|[^'\s]+|\s+|'/gi) ?? [];
  const conditions: string[] = [];
  let current = '';
  for (const part of parts) {
    const isAnd = /^\s+and\s+$/i.test(part);
    if (isAnd) conditions.push(current);
    current = isAnd ? '' : current + part;
  }
  return [...conditions, current];
}

/** `(a eq 1)` is the same as `a eq 1`. */
function unwrapped(condition: string): string {
  const inner = /^\s*\(([^()]*(?:\([^()]*\))?[^()]*)\)\s*$/.exec(condition)?.[1];
  return inner === undefined ? condition : unwrapped(inner);
}

const plain = (value: string): string => (value.startsWith("'") ? unquote(value) : value);
const list = (value: string): string[] => (value.slice(1, -1).match(/'(?:[^'\\]|\\.)*'|[^\s,]+/g) ?? []).map(plain);

/** Dates and numbers compare as numbers, the rest as text without regard to case. */
function comparable(value: Value): string | number {
  if (typeof value === 'number') return value;
  return textOf(value).toLowerCase();
}

function wantedAs(actual: string | number, wanted: string): string | number {
  if (typeof actual !== 'number') return wanted.toLowerCase();
  return /^-?[\d.]+$/.test(wanted) ? Number(wanted) : Date.parse(wanted);
}

function compare(actual: Value, operator: string, wanted: string): boolean {
  if (actual === null) return operator === 'ne';
  const left = comparable(actual);
  const right = wantedAs(left, wanted);
  switch (operator) {
    case 'eq':
      return left === right;
    case 'ne':
      return left !== right;
    case 'gt':
      return left > right;
    case 'gte':
      return left >= right;
    case 'lt':
      return left < right;
    case 'lte':
      return left <= right;
    default:
      return String(left).includes(wanted.toLowerCase()) !== operator.startsWith('not');
  }
}

function condition(text: string, place: Place): Test {
  const { path = '', operator = '', value = '' } = pattern.exec(unwrapped(text))?.groups ?? {};
  const word = operator.toLowerCase().replaceAll(/\s+/g, ' ');
  if (path === '') throw new BadRequest(`Error during parsing of the filter expression "${text.trim()}".`);
  const steps = path.split('.');
  // Silently ignored on assignables, as measured: rows come back unfiltered.
  if (/^assignments$/i.test(steps[0] ?? '')) return () => true;
  const example = place.store.of(place.type)[0];
  if (example !== undefined) valuesAt(place, example, steps); // Refuses names that do not exist.
  const isEmpty = (row: Row) => valuesAt(place, row, steps).every((each) => each === null);
  if (word === 'is null') return isEmpty;
  if (word === 'is not null') return (row) => !isEmpty(row);
  if (value === '') throw new BadRequest(`Error during parsing of the filter expression "${text.trim()}".`);
  const any = (row: Row, holds: (one: Value) => boolean): boolean => valuesAt(place, row, steps).some(holds);
  if (word === 'in') return (row) => list(value).some((wanted) => any(row, (one) => compare(one, 'eq', wanted)));
  return (row) => any(row, (one) => compare(one, word, plain(value)));
}

/** Conditions joined by `and`; there is no `or`. */
export function parseWhere(where: string | null, place: Place): Test {
  if (where === null || where.trim() === '') return () => true;
  const tests = split(where).map((part) => condition(part, place));
  return (row) => tests.every((test) => test(row));
}
