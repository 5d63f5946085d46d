import { baseTypes, types } from './schema.ts';

/** Collections that are not just the name with an s. */
const plurals: Readonly<Record<string, string>> = { Process: 'Processes', Severity: 'Severities' };

function pluralOf(type: string): string {
  return plurals[type] ?? (type.endsWith('y') ? `${type.slice(0, -1)}ies` : `${type}s`);
}

const known = new Map(
  [...Object.keys(types), ...Object.keys(baseTypes)].flatMap((type) =>
    [type, pluralOf(type)].map((name) => [name.toLowerCase(), type]),
  ),
);

/** The type behind a collection's name: plural and singular, in any case. */
export const typeOf = (collection: string): string | undefined => known.get(collection.toLowerCase());
