/** Databases compare without case and mostly without accents, so what they found has to count as a match here too. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/** Those with exactly this name, ignoring case; if there are none, those whose name contains it. */
export function matchingName<T>(
  all: readonly T[],
  wanted: string,
  namesOf: (one: T) => readonly string[],
): readonly T[] {
  const name = plain(wanted);
  const exact = all.filter((one) => namesOf(one).some((other) => plain(other) === name));
  if (exact.length > 0) return exact;
  return all.filter((one) => namesOf(one).some((other) => plain(other).includes(name)));
}

export const isSameName = (a: string | undefined, b: string): boolean => a !== undefined && plain(a) === plain(b);

export const containsText = (whole: string | undefined, part: string): boolean =>
  whole !== undefined && plain(whole).includes(plain(part));

/** Where no state has this very name, these words mean all unfinished or all finished ones. */
export function stateGroup(state: string): 'open' | 'finished' | undefined {
  if (isSameName('open', state)) return 'open';
  return isSameName('closed', state) || isSameName('done', state) ? 'finished' : undefined;
}
