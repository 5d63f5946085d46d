import { clip } from '../lib/clip.ts';
import { oneLine } from './answer.ts';

const longestValue = 300;
const longestAddress = 1000;
/** For labels, watchers and the like together. */
const mostWords = 50;
const longestWords = 1500;
/** For checks of our own, not for readers. */
const inward: ReadonlySet<string> = new Set(['projectId']);

/** An entry of a list as it is shown: every text on one line and short, so that none can pass for another entry. */
export function tidy<T extends object>(entry: T): T {
  const pairs = Object.entries(entry).filter(([name, value]) => value !== undefined && !inward.has(name));
  return Object.fromEntries(pairs.map(([name, value]) => [name, tidyValue(name, value)])) as T;
}

function tidyValue(name: string, value: unknown): unknown {
  if (typeof value === 'string') return clip(oneLine(value), name === 'url' ? longestAddress : longestValue);
  if (Array.isArray(value)) return shortened(value).map((one) => tidyValue(name, one));
  return typeof value === 'object' && value !== null ? tidy(value) : value;
}

function shortened(values: readonly unknown[]): readonly unknown[] {
  let left = longestWords;
  return values.slice(0, mostWords).filter((value) => {
    left -= Math.min(JSON.stringify(value).length, longestValue);
    return left >= 0;
  });
}

/** Says which lists of words `tidy` cut. */
export function cutWords(entry: object): string[] {
  return Object.entries(entry).flatMap(([name, value]: [string, unknown]) => {
    if (!Array.isArray(value)) return [];
    const shown = shortened(value).length;
    return shown === value.length ? [] : [`${name}: ${String(shown)} of ${String(value.length)} shown.`];
  });
}
