/** "1 day", "3 days": for units whose plural is made with an s. */
export const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

/** "create, edit and delete" */
export function inWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** "3 March 2027", in UTC; a calendar day (`2027-03-03`) stays itself. Intl takes about 9 MB once it is touched: not on loading. */
export const dayText = (date: Date | string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));
