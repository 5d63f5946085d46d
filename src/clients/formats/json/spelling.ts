import type { Plain } from '../format.ts';
import { isMap } from '../plain.ts';
import type { Lines } from '../bracketed.ts';

/** On one line with spaces inside the braces: `{ "command": "npx", "args": ["-y"] }`. */
export function inline(value: Plain): string {
  if (Array.isArray(value)) return inlineList(value as readonly Plain[]);
  if (!isMap(value)) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, field]) => `${JSON.stringify(key)}: ${fieldOf(field)}`);
  return fields.length === 0 ? '{ }' : `{ ${fields.join(', ')} }`;
}

/** Inside of others an empty map needs no sign. */
const fieldOf = (value: Plain): string => (isMap(value) && Object.keys(value).length === 0 ? '{}' : inline(value));

function inlineList(items: readonly Plain[]): string {
  const spelled = items.map(fieldOf).join(', ');
  return items.some(isMap) ? `[ ${spelled} ]` : `[${spelled}]`;
}

/** On one line without any space. */
export const compact = (value: Plain): string => JSON.stringify(value);

/** Each field on a line of its own; without lines, on one. */
export function spread(value: Plain, lines: Lines | undefined): string {
  if (lines === undefined) return compact(value);
  if (!isMap(value)) return inline(value);
  const { newline, indent, unit } = lines;
  const fields = Object.entries(value).map(
    ([key, field]) => `${newline}${indent}${unit}${JSON.stringify(key)}: ${fieldOf(field)}`,
  );
  return `{${fields.join(',')}${newline}${indent}}`;
}

/** A map or list that is made for the one part in it. The part is on one line: that says what came with it. */
export function around(brackets: '{}' | '[]', part: string, lines: Lines | undefined): string {
  const [open = '', close = ''] = brackets;
  if (lines === undefined) return open + part + close;
  const { newline, indent, unit } = lines;
  return `${open}${newline}${indent}${unit}${part}${newline}${indent}${close}`;
}
