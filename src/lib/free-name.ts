/** One line of plain text, as names are. */
export const oneLine = (text: string, longest: number): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .trim()
    .slice(0, longest)
    .trim();

type Names = { readonly taken: readonly string[]; readonly longest: number };

/** The name, with a number where it is taken, ignoring case: "GitHub", "GitHub 2". */
export function freeName(wanted: string, { taken, longest }: Names): string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  for (let count = 1; ; count += 1) {
    const number = count === 1 ? '' : ` ${count}`;
    const name = wanted.slice(0, longest - number.length) + number;
    if (!used.has(name.toLowerCase())) return name;
  }
}
