import type { Plain } from '../format.ts';
import { isMap } from '../plain.ts';

export const keyOf = (name: string): string => (/^[\w-]+$/.test(name) ? name : textOf(name));

export const pairLine = (key: string, value: Plain): string => `${key} = ${inline(value)}`;

export function inline(value: Plain): string {
  if (Array.isArray(value)) return `[${(value as readonly Plain[]).map(inline).join(', ')}]`;
  if (isMap(value)) {
    const fields = Object.entries(value).map(([key, field]) => pairLine(keyOf(key), field));
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  }
  if (value === null) throw new Error('TOML has no null');
  if (typeof value === 'number') return numberOf(value);
  return typeof value === 'string' ? textOf(value) : JSON.stringify(value);
}

function numberOf(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  const text = JSON.stringify(value);
  return Number.isInteger(value) && !Number.isSafeInteger(value) && !text.includes('e') ? `${text}.0` : text;
}

/** JSON's escapes are TOML's, but for one control character that JSON lets stand. */
const textOf = (text: string): string => JSON.stringify(text).replaceAll('\u007F', '\\u007F');
