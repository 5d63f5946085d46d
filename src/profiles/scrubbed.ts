import type { ConfigFormat } from '../clients/formats/format.ts';

/** A file without these variables' keys: values that are one of them under its name are emptied, all else stays. */
export function scrubbed(
  format: Pick<ConfigFormat, 'texts'>,
  text: string,
  keys: Readonly<Record<string, string>>,
): string {
  const isKey = (name: string | number | undefined, value: string): boolean =>
    typeof name === 'string' && Object.hasOwn(keys, name) && keys[name] === value;
  return format
    .texts(text)
    .filter((value) => value.text !== '' && isKey(value.path.at(-1), value.text))
    .toReversed()
    .reduce((current, { start, end }) => current.slice(0, start) + '""' + current.slice(end), text);
}
