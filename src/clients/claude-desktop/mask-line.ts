import { dots, mayBeKey } from '../files/mask-text.ts';
import { keyShapeOf } from '../../recognition/key-shape.ts';

/** Variables and headers of another server, whatever their names. */
const notOurs = /(\b(?:envs?|environment|headers)\\*["']?\s*[:=]\s*)\{[^}]*\}?/gi;
/** "Basic authentication" is prose: a value has a digit, padding or mixed case. */
const inHeader = /\b(Bearer|Basic)\s+(?=[^\s"'\\]*(?:\d|=|[a-z][A-Z]))[^\s"'\\,;}\]]{6,}/gi;
/** `token=abc`, `"apiKey": "abc"`, and the same within a JSON text. */
const assigned = /([A-Za-z][\w.-]*)(\\*["']?\s*[:=]\s*\\*["']?)([^\s"'\\,;}\]]+)/g;
/** `--api-token abc`, as in a list of arguments. */
const flagged = /(--?[A-Za-z][\w-]*)(\\*["']?[\s,]+\\*["']?)([^\s"'\\,;}\]]+)/g;
/** What stands between the words of a log line. */
const separators = /([\s"'`,;{}()[\]<>\\]+)/;

/** A line of text with every word hidden that is or may be a key: by the name before it, or by its look. */
export function maskLine(line: string): string {
  const hide = (whole: string, name: string, between: string, value: string): string =>
    keyShapeOf(name.replace(/^-+/, ''), value) === undefined ? whole : name + between + dots;
  return line
    .replace(notOurs, `$1{ ${dots} }`)
    .replace(inHeader, `$1 ${dots}`)
    .replace(assigned, hide)
    .replace(flagged, hide)
    .split(separators)
    .map((word) => (keyShapeOf('', word) === undefined ? word : dots))
    .join('')
    .replace(/[\w+=~-]{12,}/g, (part) => (mayBeKey(part) ? dots : part));
}
