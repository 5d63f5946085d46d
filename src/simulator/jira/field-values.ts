import type { Person } from '../company/people.ts';
import { userKey, wordsOf } from './dialect.ts';
import { Invalid } from './field.ts';
import type { Text } from './issue.ts';
import type { JiraRenderer } from './render.ts';
import type { Named } from './world.ts';

export const listOf = (value: unknown): readonly unknown[] => {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) throw new Invalid('data was not an array');
  return value as unknown[];
};

/** The id of what `{id}`, `{name}` or `{value}` means among the known; undefined for something else. */
export function idOf(value: unknown, known: readonly object[]): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const wanted = value as Record<string, unknown>;
  const found = (known as readonly Record<string, unknown>[]).find((each) =>
    (['id', 'name', 'value'] as const).some((key) => wanted[key] !== undefined && each[key] === wanted[key]),
  );
  return found === undefined ? undefined : String(found['id']);
}

export function personOf(value: unknown, { world, dialect }: JiraRenderer): Person | undefined {
  if (value === null) return undefined;
  const { id, accountId, name, key } = value as Record<string, unknown>;
  if (accountId === null || name === null) return undefined;
  const wanted = dialect.isCloud ? (id ?? accountId) : (name ?? key);
  const person = world.people.find(
    (each) => dialect.userId(each) === wanted || (!dialect.isCloud && userKey(each) === key),
  );
  if (person === undefined) throw new Invalid(`User '${String(wanted)}' cannot be assigned issues.`);
  return person;
}

export const textOf = (text: Text | undefined): string | undefined =>
  text === undefined ? undefined : wordsOf(text.native);

const unitSeconds: Readonly<Record<string, number>> = { w: 144_000, d: 28_800, h: 3600, m: 60 };

/** `1d 4h 30m`, with days of eight hours; a number alone means minutes. */
export function duration(text: unknown): number {
  const parts = String(text).trim().split(/\s+/);
  return parts.reduce((sum, part) => {
    const [, amount, unit = 'm'] = /^(\d+(?:\.\d+)?)([wdhm])?$/.exec(part) ?? [];
    if (amount === undefined) throw new Invalid('Please use a valid time format, e.g. 2w 4d 6h 45m.');
    return sum + Number(amount) * (unitSeconds[unit] ?? 60);
  }, 0);
}

export const component = ({ id, name }: Named, { api }: JiraRenderer): Record<string, unknown> => ({
  self: `${api}/component/${id}`,
  id,
  name,
});

export const version = ({ id, name }: Named, { api }: JiraRenderer): Record<string, unknown> => ({
  ...{ self: `${api}/version/${id}`, id, name },
  ...{ archived: false, released: false },
});
