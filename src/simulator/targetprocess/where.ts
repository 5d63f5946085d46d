import { unquote } from '../query/tokens.ts';
import type { Entity } from './entities.ts';

/** A `where` or `include` that the service cannot read: 400. */
export class BadRequest extends Error {}

type Test = (entity: Entity) => boolean;

/** The value at `Project.Id`; undefined where the path leaves the entity. */
export function valueAt(entity: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return entity;
  if (typeof entity !== 'object' || entity === null) return entity === null ? null : undefined;
  const found = Object.entries(entity).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : valueAt(found[1], rest);
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

/** Dates compare as instants, numbers as numbers, the rest as text without regard to case. */
function comparable(value: unknown): string | number {
  if (typeof value === 'number') return value;
  const text = String(value);
  const ms = /^\/Date\((-?\d+)[+-]\d{4}\)\/$/.exec(text)?.[1];
  return ms === undefined ? text.toLowerCase() : Number(ms);
}

function wantedAs(actual: string | number, wanted: string): string | number {
  if (typeof actual !== 'number') return wanted.toLowerCase();
  return /^-?[\d.]+$/.test(wanted) ? Number(wanted) : Date.parse(wanted);
}

function compare(actual: unknown, operator: string, wanted: string): boolean {
  if (actual === null || actual === undefined) return operator === 'ne';
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

function condition(text: string, example: Entity | undefined): Test {
  const { path = '', operator = '', value = '' } = pattern.exec(unwrapped(text))?.groups ?? {};
  const word = operator.toLowerCase().replaceAll(/\s+/g, ' ');
  if (path === '') throw new BadRequest(`Error during parsing of the filter expression "${text.trim()}".`);
  const steps = path.split('.');
  // Silently ignored on assignables, as measured: rows come back unfiltered.
  if (/^assignments$/i.test(steps[0] ?? '')) return () => true;
  const [root = ''] = steps;
  if (example !== undefined && valueAt(example, [root]) === undefined) {
    throw new BadRequest(`Property "${root}" is not found in "${String(example['ResourceType'])}".`);
  }
  if (word === 'is null') return (entity) => valueAt(entity, steps) === null;
  if (word === 'is not null') return (entity) => valueAt(entity, steps) !== null;
  if (value === '') throw new BadRequest(`Error during parsing of the filter expression "${text.trim()}".`);
  if (word === 'in') return (entity) => list(value).some((one) => compare(anyOf(entity, steps), 'eq', one));
  return (entity) => compare(anyOf(entity, steps), word, plain(value));
}

/** `AssignedUser.Id` looks at the first of the nested items; people are single here. */
function anyOf(entity: Entity, steps: readonly string[]): unknown {
  const [root = '', ...rest] = steps;
  const value = valueAt(entity, [root]);
  if (typeof value !== 'object' || value === null || !('Items' in value)) return valueAt(entity, steps);
  return valueAt((value.Items as unknown[])[0] ?? null, rest);
}

/** Conditions joined by `and`; there is no `or`. `example` tells which properties exist. */
export function parseWhere(where: string | null, example: Entity | undefined): Test {
  if (where === null || where.trim() === '') return () => true;
  const tests = split(where).map((part) => condition(part, example));
  return (entity) => tests.every((test) => test(entity));
}
