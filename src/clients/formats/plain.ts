import type { Path, Plain, PlainMap } from './format.ts';

export const isMap = (value: Plain | undefined): value is PlainMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same values, whatever the order of names in maps. */
export function isSame(a: Plain | undefined, b: Plain | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    const [left, right] = [a as readonly Plain[], b as readonly Plain[]];
    return left.length === right.length && left.every((item, index) => isSame(item, right[index]));
  }
  // Two that are no number are the same.
  if (!isMap(a) || !isMap(b)) return a === b || Object.is(a, b);
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

export function valueAt(value: Plain | undefined, path: Path): Plain | undefined {
  return path.reduce<Plain | undefined>((current, key) => {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    return (current as Readonly<Record<string | number, Plain>>)[key];
  }, value);
}

/** The value with another one at this path. What is missing, or null, on the way is made. */
export function withValue(value: Plain | undefined, [key, ...rest]: Path, put: Plain): Plain {
  if (key === undefined) return put;
  if (typeof key === 'number') {
    const items = Array.isArray(value) ? [...(value as readonly Plain[])] : [];
    items[key] = withValue(items[key], rest, put);
    return items;
  }
  const map = isMap(value) ? value : {};
  return own({ ...map }, key, withValue(Object.hasOwn(map, key) ? map[key] : undefined, rest, put));
}

/** Whether the second is the first without the value at this path; what is left empty by that may be there or not. */
export const isSameBut = (before: Plain, after: Plain, path: Path): boolean =>
  isSame(pruned(without(before, path), path.slice(0, -1)), pruned(after, path.slice(0, -1)));

function without(value: Plain, [key, ...rest]: Path): Plain {
  if (key === undefined) return value;
  if (Array.isArray(value)) {
    const items = value as readonly Plain[];
    return items.flatMap((item, index) => (index !== key ? [item] : rest.length === 0 ? [] : [without(item, rest)]));
  }
  if (!isMap(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.flatMap(([name, field]) =>
      name !== key ? [[name, field]] : rest.length === 0 ? [] : [[name, without(field, rest)]],
    ),
  );
}

function pruned(value: Plain, path: Path): Plain {
  const [key, ...rest] = path;
  if (key === undefined || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const items = value as readonly Plain[];
    return items.map((item, index) => (index === key ? pruned(item, rest) : item));
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) => {
      const kept = name === key ? pruned(field, rest) : field;
      return name === key && isNothing(kept) ? [] : [[name, kept]];
    }),
  );
}

const isNothing = (value: Plain): boolean =>
  value === null || (typeof value === 'object' && Object.keys(value).length === 0);

/** Not a plain assignment: a name may be `__proto__`. */
function own(map: { [key: string]: Plain }, key: string, value: Plain): PlainMap {
  return Object.defineProperty(map, key, { value, enumerable: true, writable: true, configurable: true });
}
