import type { ConfigFormat, Path, Plain, TextValue } from '../formats/format.ts';
import { isMap } from '../formats/plain.ts';
import { dots, maskLoose, maskText, saysSecret } from './mask-text.ts';

/** Whatever stands below these names is the business of another server. */
const neverShown = /^(envs?|environment|(env_)?(http_?)?headers|requestoptions)$/i;

/** What is shorter may stand in a text by chance. */
const shortest = 6;

/**
 * A file of any format with everything hidden that is or may be a key of another server: variables and headers, values
 * under names such as "token", texts that look like keys, and what stands in comments. Throws `file-not-parsable`.
 */
export function maskSecrets(text: string, format: Pick<ConfigFormat, 'texts' | 'read'>): string {
  const values = format.texts(text);
  const byPath = new Map(values.map((value) => [keyOf(value.path), value.text]));
  // What is a key in one place is one everywhere: in a comment, and where YAML refers to it.
  const hidden = new Set(hiddenIn(format.read(text) ?? null, []));
  const shown: string[] = [];
  let from = 0;
  for (const value of values) {
    shown.push(between(text.slice(from, value.start), hidden), shownSource(text, value, byPath, hidden));
    from = value.end;
  }
  return [...shown, between(text.slice(from), hidden)].join('');
}

/** Texts and numbers below names that say they are nobody's business. */
function hiddenIn(value: Plain, path: Path): readonly string[] {
  if (Array.isArray(value)) return (value as readonly Plain[]).flatMap((each, at) => hiddenIn(each, [...path, at]));
  if (isMap(value)) return Object.entries(value).flatMap(([name, each]) => hiddenIn(each, [...path, name]));
  const told = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return told.length >= shortest && isHidden(path) ? [told] : [];
}

function isHidden(path: Path): boolean {
  const names = path.filter((part) => typeof part === 'string');
  return names.some((name, at) => saysSecret(name) || (neverShown.test(name) && at < path.length - 1));
}

function shownSource(
  text: string,
  { path, text: value, start, end }: TextValue,
  byPath: ReadonlyMap<string, string>,
  hidden: ReadonlySet<string>,
): string {
  const source = text.slice(start, end);
  const isSecret = isHidden(path) || hidden.has(value);
  const shown = isSecret ? dots : maskText(value, byPath.get(keyOf(previous(path))));
  if (shown === value) return source;
  const quote = /^["']/.test(source) ? '"' : '';
  // A YAML text of several lines ends with its line.
  const lineEnd = /\r?\n$/.exec(source)?.[0] ?? '';
  return quote + shown + quote + lineEnd;
}

/** Names, signs, numbers and comments. */
const between = (text: string, hidden: ReadonlySet<string>): string =>
  maskLoose(text.replace(/[^\s"'`,;:={}()[\]]{6,}/g, (word) => (hidden.has(word) || isLongNumber(word) ? dots : word)));

const isLongNumber = (word: string): boolean => /^-?\d{8,}(\.\d+)?$/.test(word);

/** The value before this one in a list, as the name of an option stands before its value. */
function previous(path: Path): Path {
  const at = path.at(-1);
  return typeof at === 'number' ? [...path.slice(0, -1), at - 1] : [];
}

const keyOf = (path: Path): string => JSON.stringify(path);
