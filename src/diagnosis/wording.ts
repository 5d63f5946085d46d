/** "40 seconds", "3 minutes", "2 hours", "5 days": always at least the time given. */
export function duration(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 90) return plural(seconds, 'second');
  if (seconds < 5400) return plural(Math.ceil(seconds / 60), 'minute');
  return seconds < 48 * 3600 ? plural(Math.ceil(seconds / 3600), 'hour') : plural(Math.ceil(seconds / 86_400), 'day');
}

const plural = (count: number, unit: string): string => `${String(count)} ${unit}${count === 1 ? '' : 's'}`;

/** "3 March 2027". Intl is first touched here and not on loading: it takes about 9 MB. */
export const dayOf = (date: Date | string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));

/** "create, edit and delete" */
export function inWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

const maxForeignLength = 240;

/** Text that others wrote, on one line: control and bidirectional characters could forge lines or hide text, so they go. */
export function onOneLine(text: string, maxLength = maxForeignLength): string {
  const words = text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return words.length > maxLength ? `${words.slice(0, maxLength - 1).trimEnd()}…` : words;
}
