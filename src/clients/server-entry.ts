import type { ClientRecord, StdioEntry } from './client.ts';
import type { ConfigFormat, FoundServer, Path, Plain, PlainMap } from './formats/format.ts';
import { isMap, isSame, valueAt } from './formats/plain.ts';

/** A server of a client's file that the client starts itself. */
export type ClientServer = FoundServer & { readonly entry: StdioEntry };

/** The servers in a client's file that it starts itself. Throws `file-not-parsable`. */
export function startedServers(record: ClientRecord, text: string): readonly ClientServer[] {
  const lists = [record.list, ...(record.otherLists ?? [])];
  return lists.flatMap((list) =>
    record.format.servers(text, list).flatMap((server) => {
      const entry = record.understand(server.value);
      return entry === undefined ? [] : [{ ...server, entry }];
    }),
  );
}

/** The one at this place, which may be in a list of its own. Undefined for a remote one. Throws `file-not-parsable`. */
export function startedServerAt(record: ClientRecord, text: string, place: ServerPlace): ClientServer | undefined {
  const value = valueAt(record.format.read(text), place.path);
  const entry = value === undefined ? undefined : record.understand(value);
  return value === undefined || entry === undefined ? undefined : { ...place, value, entry };
}

type ServerPlace = Pick<FoundServer, 'name' | 'path'>;

/** The text with a server started in another way. What else the client keeps in the entry stays, and where it stands. */
export function withStart(record: ClientRecord, text: string, server: ClientServer, entry: StdioEntry): string {
  const { name, path, value } = server;
  const [old, fresh] = [record.spell(server.entry, name), record.spell(entry, name)];
  const { inner, map } = startOf(value, old, fresh);
  return edited(text, record.format, [...path, ...inner], map, patched(map, old, fresh));
}

/** Where in the entry it is said how the server is started: Cline nests it in some versions. */
function startOf(value: Plain, old: PlainMap, fresh: PlainMap): { readonly inner: Path; readonly map: PlainMap } {
  if (!isMap(value)) return { inner: [], map: old };
  const changed = Object.keys(old).filter((key) => !isSame(old[key], fresh[key]));
  const has = (map: PlainMap): boolean => changed.some((key) => Object.hasOwn(map, key));
  const nested = Object.entries(value).find((field): field is [string, PlainMap] => isMap(field[1]) && has(field[1]));
  return has(value) || nested === undefined ? { inner: [], map: value } : { inner: [nested[0]], map: nested[1] };
}

/** What differs between two spellings, done to the value as it really is. */
function patched(value: PlainMap, old: PlainMap, fresh: PlainMap): PlainMap {
  const names = new Set([...Object.keys(old), ...Object.keys(fresh)]);
  return [...names].reduce<PlainMap>((result, name) => {
    const [was, is, present] = [old[name], fresh[name], value[name]];
    if (isSame(was, is)) return result;
    if (is === undefined) return Object.fromEntries(Object.entries(result).filter(([each]) => each !== name));
    return { ...result, [name]: isMap(was) && isMap(is) && isMap(present) ? patched(present, was, is) : is };
  }, value);
}

/** The smallest changes that make one value of the other. A new member needs its map to be written anew. */
function edited(text: string, format: ConfigFormat, path: Path, before: Plain, after: Plain): string {
  if (isSame(before, after)) return text;
  if (!isMap(before) || !isMap(after) || Object.keys(after).some((key) => !Object.hasOwn(before, key)))
    return format.replace(text, path, after);
  return Object.entries(before).reduce((current, [key, value]) => {
    const next = after[key];
    const member = [...path, key];
    return next === undefined ? format.remove(current, member) : edited(current, format, member, value, next);
  }, text);
}
