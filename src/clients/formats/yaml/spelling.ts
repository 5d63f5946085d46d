import type { Plain, PlainMap } from '../format.ts';
import { isMap } from '../plain.ts';

/** Texts that no reader of YAML, old or new, takes for something else. */
const plain = /^(?!(?:true|false|yes|no|on|off|null|y|n)$)[a-z_/][\w./@+-]*$/i;

export const textOf = (text: string): string =>
  plain.test(text)
    ? text
    : JSON.stringify(text).replace(
        /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );

/** On one line with spaces inside the braces: `{ command: npx, args: [-y] }`. */
export const inline = (value: Plain): string =>
  isMap(value) && Object.keys(value).length === 0 ? '{ }' : spelled(value, ' ');
/** On one line without them. */
export const compact = (value: Plain): string => spelled(value, '');

function spelled(value: Plain, space: string): string {
  if (Array.isArray(value)) {
    const items = value as readonly Plain[];
    const inside = items.map((item) => spelled(item, space)).join(', ');
    return items.some(isMap) ? `[${space}${inside}${space}]` : `[${inside}]`;
  }
  if (isMap(value))
    return Object.keys(value).length === 0 ? '{}' : `{${space}${pairs(value, space).join(', ')}${space}}`;
  if (typeof value === 'number' && !Number.isFinite(value))
    return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf';
  return typeof value === 'string' ? textOf(value) : JSON.stringify(value);
}

const pairs = (map: PlainMap, space: string): readonly string[] =>
  Object.entries(map).map(([key, value]) => `${textOf(key)}: ${spelled(value, space)}`);

/** The lines of a map or list below each other; undefined for an empty one and for what is none. */
export function blockLines(value: Plain): readonly string[] | undefined {
  if (Array.isArray(value))
    return value.length > 0 ? (value as readonly Plain[]).map((item) => `- ${spelled(item, ' ')}`) : undefined;
  return isMap(value) && Object.keys(value).length > 0 ? pairs(value, ' ') : undefined;
}
