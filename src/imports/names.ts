const longestName = 80;

/** Claude tells connections apart by their names: the second of one name gets a number. */
export function withFreeNames<T extends { readonly name: string }>(all: readonly T[], taken: readonly string[]): T[] {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return all.map((each) => {
    const name = freeName(oneLine(each.name), used);
    used.add(name.toLowerCase());
    return { ...each, name };
  });
}

function freeName(wanted: string, used: ReadonlySet<string>): string {
  const names = [wanted, ...Array.from({ length: used.size + 1 }, (_, index) => numbered(wanted, index + 2))];
  return names.find((name) => !used.has(name.toLowerCase())) ?? wanted;
}

const numbered = (name: string, number: number): string =>
  `${name.slice(0, longestName - 1 - String(number).length)} ${number}`;

/** As a connection's name may be (src/connections/inputs.ts): one line of plain text. */
const oneLine = (name: string): string =>
  name
    .replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .trim()
    .slice(0, longestName)
    .trim() || 'Imported';
