import { freeName, oneLine } from '../lib/free-name.ts';

/** As a connection's name may be (src/connections/inputs.ts). */
const longest = 80;

/** Claude tells connections apart by their names: the second of one name gets a number. */
export function withFreeNames<T extends { readonly name: string }>(all: readonly T[], there: readonly string[]): T[] {
  const taken = [...there];
  return all.map((each) => {
    const name = freeName(oneLine(each.name, longest) || 'Imported', { taken, longest });
    taken.push(name);
    return { ...each, name };
  });
}
