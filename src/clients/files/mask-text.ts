import { keyShapeOf } from '../../recognition/key-shape.ts';
import { looksRandom } from '../../recognition/random-text.ts';
import { saysSecret as endsInSecret } from '../../recognition/secret-name.ts';
import { encodedTokenOf, tokenShapes } from '../../recognition/token-shapes.ts';

export const dots = '●●●●';

const secretName =
  /token|secret|passw(or)?d|passphrase|authorization|bearer|credential|cookie|keys?$|(^|[-_])(pat|auth|pwd)$/i;
export const saysSecret = (name: string): boolean => secretName.test(name) || endsInSecret(name);

const shapes = tokenShapes.map(({ pattern }) => pattern.source).join('|');
const beginsAsKey = new RegExp(`^(?:${shapes})`);
const anyKey = new RegExp(shapes, 'g');
const withoutShapes = (text: string): string => text.replace(anyKey, dots);

/** Options whose value is a header, a variable or a login, whatever stands in it. */
const headerOption = /^(-H|--?headers?)$/;
const variableOption = /^(-e|--?env)$/;
const loginOption = /^(-u|--?(user|userpwd|login|basic-auth|proxy-user))$/;

/** A longer text nobody reads in a comparison, and looking through it may take very long. */
const longest = 2_000;

/** Hides the part of a value that may be a key. `before` is what stands before it in a list: the name of an option. */
export function maskText(text: string, before = ''): string {
  if (text.length > longest) return dots;
  if (/^--?\w/.test(before) && saysSecret(before) && !/^--?[a-z][a-z-]*(=.*)?$/is.test(text)) return dots;
  if (headerOption.test(before)) return text.replace(/^([\w-]+\s*:?\s*).*$/s, `$1${dots}`);
  if (variableOption.test(before)) return text.replace(/^([^=]*=).+$/s, `$1${dots}`);
  if (loginOption.test(before) && text.includes(':')) return dots;
  // A text within the text: what in it is a name and what a key, its reader alone knows.
  if (isKnownKey(text) || /^\s*[{[]/.test(text)) return dots;
  if (/\b(Bearer|Basic)\s+\S{8,}/i.test(text)) return text.replace(/\b(Bearer|Basic)\s+\S+/gi, `$1 ${dots}`);
  return /\s/.test(text) ? maskWords(text) : maskWord(text);
}

/** A command line in one text, or a sentence. */
function maskWords(text: string): string {
  const [, name = '', sign = '', value = ''] = /^(-{0,2}[\w.-]+)(\s*[=:]\s*)(?!\/\/)(\S.*)$/s.exec(text) ?? [];
  if (isAssignment(name, sign, value)) return name + sign + dots;
  let before = '';
  return text
    .split(/([\s"'`;&|()<>]+)/)
    .map((word, at) => {
      if (at % 2 === 1) return word;
      const shown = word === '' ? '' : maskText(word, before);
      before = word;
      return shown;
    })
    .join('');
}

function maskWord(text: string): string {
  if (/[a-z][a-z0-9+.-]{0,20}:\/\//i.test(text)) return maskAddress(text);
  const [, name = '', sign = '', value = ''] = /^(-{0,2}[\w.-]+)([=:])(.+)$/s.exec(text) ?? [];
  if (isAssignment(name, sign, value)) return name + sign + dots;
  if (mayBeKey(text)) return dots;
  if (value !== '' && sign === '=') return name + sign + maskText(value, name);
  return withoutShapes(text);
}

/** User, query and fragment, and what in the path may be a key: some services have nothing else to tell users apart. */
function maskAddress(text: string): string {
  const [, start = '', path = '', query = ''] = /^(.*?:\/\/[^/?#\s]*)([^?#]*)(.*)$/s.exec(text) ?? [];
  const parts = query.replace(
    /([?#&])([^=&#?]*=)?[^&#]*/g,
    (_, sign: string, name: string | undefined) => sign + (name ?? '') + dots,
  );
  const [, name = '', sign = '', address = start] = /^(-{0,2}[\w.-]+)(=)(.*)$/s.exec(start) ?? [];
  const shown = address.replace(/(:\/\/)[^/\s]+@/g, `$1${dots}@`);
  return name + sign + shown + path.replace(/[^/]+/g, (part) => (mayBeKey(part) ? dots : part)) + parts;
}

const isAssignment = (name: string, sign: string, value: string): boolean =>
  value !== '' &&
  !looksRandom(name) &&
  (saysSecret(name) || isKnownKey(value) || looksRandom(value) || /^[A-Z][A-Z0-9_]*=$/.test(name + sign));

/** Rather too much than too little: a cut-off key hides as well, and an id, which may be one. */
const isKnownKey = (text: string): boolean =>
  beginsAsKey.test(text) ||
  encodedTokenOf(text) !== undefined ||
  /^(AT[A-Z]TT|[sp]k[-_]|eyJ|[0-9a-f]{8}-[0-9a-f]{4}-)/i.test(text);

export const mayBeKey = (text: string): boolean =>
  isKnownKey(text) || looksRandom(text) || /^-?(?=[^\d]*\d)(?=[^A-Za-z]*[A-Za-z])[A-Za-z0-9]{12,}$/.test(text);

/** `token=abc`, `"apiKey": "abc"`, also within another text. */
const assigned = /([A-Za-z_][\w.-]*)(\\*["']?[ \t]*[:=][ \t]*\\*["']?)([^\s"'\\,;}\]]+)/g;
/** `--api-token abc`, as in a list of arguments. */
const flagged = /(--?[A-Za-z][\w-]*)(\\*["']?[\s,]+\\*["']?)([^\s"'\\,;}\]]+)/g;

/** What is no value of the file: comments, in which an old key may stand, and lines that nobody reads. */
export function maskLoose(text: string): string {
  if (!/[^\W_]/.test(text)) return text;
  return text.replace(/[^\r\n]+/g, (line) => (line.length > longest ? dots : maskLine(line)));
}

function maskLine(text: string): string {
  const named = (whole: string, name: string, sign: string, value: string): string =>
    isPlainWord(value) && !(saysSecret(name) && /[="']/.test(sign)) ? whole : name + sign + dots;
  const afterOption = (whole: string, name: string, between: string, value: string): string =>
    saysSecret(name) || keyShapeOf(name.replace(/^-+/, ''), value) !== undefined ? name + between + dots : whole;
  return withoutShapes(text)
    .replace(/[a-z][a-z0-9+.-]{0,20}:\/\/[^\s"'`,;{}()[\]<>\\]+/gi, maskAddress)
    .replace(assigned, named)
    .replace(flagged, afterOption)
    .replace(/[\w.+/=~-]{12,}/g, (word) => (mayBeKey(word) ? dots : word));
}

/** A word of a sentence, a short number, an address (what is secret in it is hidden already). */
const isPlainWord = (value: string): boolean =>
  /^([a-z]{1,12}[.)!?]?|[A-Z][a-z]{0,11}[.)!?]?|\d{1,5}|[[{(].*|true|false|null|\/\/.*)$/.test(value) ||
  /^[^\w●]*$/.test(value);
