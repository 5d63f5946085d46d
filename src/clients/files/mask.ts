import type { ConfigFormat, Path, TextValue } from '../formats/format.ts';
import { splice } from '../formats/bracketed.ts';
import { looksRandom } from '../../recognition/random-text.ts';
import { encodedTokenOf, tokenShapeOf } from '../../recognition/token-shapes.ts';

const dots = '●●●●';

/** Whatever stands below these names is the business of another server. */
const neverShown = /^(envs?|environment|(env_)?(http_?)?headers|requestoptions)$/i;

/**
 * A file of any format with everything hidden that is or may be a key of another server: variables and headers, values
 * under names such as "token", and texts that look like keys. Throws `file-not-parsable`.
 */
export function maskSecrets(text: string, format: Pick<ConfigFormat, 'texts'>): string {
  const values = format.texts(text);
  const byPath = new Map(values.map((value) => [keyOf(value.path), value.text]));
  return values.toReversed().reduce((masked, value) => {
    const shown = shownText(value, byPath);
    if (shown === value.text) return masked;
    const source = text.slice(value.start, value.end);
    const quote = /^["']/.test(source) ? '"' : '';
    // A YAML text of several lines ends with its line.
    const lineEnd = /\r?\n$/.exec(source)?.[0] ?? '';
    return splice(masked, value.start, value.end, quote + shown + quote + lineEnd);
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

const secretName =
  /token|secret|passw(or)?d|passphrase|authorization|bearer|credential|cookie|key$|(^|[-_])(pat|auth|pwd)$/i;
const saysSecret = (name: string): boolean => secretName.test(name);

/** Hides the part of a text that may be a key: all of it, what follows a name, or the user and query of an address. */
function maskText(text: string): string {
  if (isKnownKey(text)) return dots;
  const [, name = '', sign = '', value = ''] = /^(-{0,2}[\w.-]+)(\s*[=:]\s*)(?!\/\/)(\S.*)$/.exec(text) ?? [];
  if (isAssignment(name, sign, value)) return name + sign + dots;
  if (looksRandom(text)) return dots;
  if (/\b(Bearer|Basic)\s+\S{8,}/i.test(text)) return text.replace(/\b(Bearer|Basic)\s+\S+/gi, `$1 ${dots}`);
  return text.replace(/(https?:\/\/)[^/@\s]+@/gi, `$1${dots}@`).replace(/([?&][^=&\s]+=)[^&\s]+/g, `$1${dots}`);
}

const isAssignment = (name: string, sign: string, value: string): boolean =>
  !looksRandom(name) &&
  (secretName.test(name) || isKnownKey(value) || looksRandom(value) || /^[A-Z][A-Z0-9_]*=$/.test(name + sign));

/** Rather too much than too little: a cut-off key hides as well, and an id, which may be one. */
const isKnownKey = (text: string): boolean =>
  tokenShapeOf(text) !== undefined ||
  encodedTokenOf(text) !== undefined ||
  /^(AT[A-Z]TT|[sp]k[-_]|eyJ|[0-9a-f]{8}-[0-9a-f]{4}-)/i.test(text);
