import { dots, maskText, saysSecret } from '../claude-desktop/mask.ts';
import type { ConfigFormat, Path, TextValue } from '../formats/format.ts';
import { splice } from '../formats/bracketed.ts';

/** Whatever stands below these names is the business of another server. */
const neverShown = /^(envs?|environment|(env_)?(http_?)?headers|requestoptions)$/i;

/**
 * A file of any format with everything hidden that is or may be a key of another server: variables and headers, values
 * under names such as "token", and texts that look like keys. Throws `file-not-parsable`.
 */
export function maskValues(format: Pick<ConfigFormat, 'texts'>, text: string): string {
  const values = format.texts(text);
  const byPath = new Map(values.map((value) => [keyOf(value.path), value.text]));
  return values.toReversed().reduce((masked, value) => {
    const shown = shownText(value, byPath);
    if (shown === value.text) return masked;
    const quote = /^["']/.test(text.slice(value.start, value.end)) ? '"' : '';
    return splice(masked, value.start, value.end, quote + shown + quote);
  }, text);
}

function shownText({ path, text }: TextValue, byPath: ReadonlyMap<string, string>): string {
  const names = path.filter((part) => typeof part === 'string');
  if (names.some((name, at) => neverShown.test(name) && at < path.length - 1)) return dots;
  if (saysSecret(names.at(-1) ?? '')) return dots;
  const before = byPath.get(keyOf(previous(path))) ?? '';
  if (/^--?\w/.test(before) && saysSecret(before) && !text.startsWith('-')) return dots;
  return maskText(text);
}

/** The value before this one in a list, as the name of an option stands before its value. */
function previous(path: Path): Path {
  const at = path.at(-1);
  return typeof at === 'number' ? [...path.slice(0, -1), at - 1] : [];
}

const keyOf = (path: Path): string => JSON.stringify(path);
