import type { ConfigFormat, FoundServer, Path, Plain, PlainMap, ServerList } from './format.ts';
import { isMap, isSame } from './plain.ts';
import { severalTimes } from './not-parsable.ts';

/** What a format brings along for `putServer`; the rest is the same for all. */
type Parts = Pick<ConfigFormat, 'servers' | 'takeServer' | 'replace' | 'remove'> & {
  /** A server that is not there yet; in a list `value` has its name. */
  readonly insert: (text: string, list: ServerList, name: string, value: PlainMap) => string;
  readonly add: (text: string, path: Path, key: string, value: Plain) => string;
  /** Whether the map at this path can be changed field by field. */
  readonly hasFields: (text: string, path: Path) => boolean;
};

/** The server of this name, if it is there. Throws `file-not-parsable` where it is there twice. */
export function serverIn(
  format: Pick<ConfigFormat, 'servers'>,
  text: string,
  list: ServerList,
  name: string,
): FoundServer | undefined {
  const found = format.servers(text, list).filter((server) => server.name === name);
  if (found.length > 1) throw severalTimes(name, found.length);
  return found[0];
}

/** In a list the name is the server's first field. */
const asWritten = (list: ServerList, name: string, value: PlainMap): PlainMap =>
  list.kind === 'map' ? value : Object.assign({ name }, value, { name });

export const createPutServer =
  (parts: Parts): ConfigFormat['putServer'] =>
  (text, list, name, given) => {
    const value = asWritten(list, name, given);
    const found = serverIn(parts, text, list, name);
    if (found === undefined) return parts.insert(text, list, name, value);
    if (isSame(found.value, value)) return text;
    // Still as it was put in: then the new one is put in the same way.
    const without = parts.takeServer(text, list, name);
    if (isMap(found.value) && parts.insert(without, list, name, found.value) === text)
      return parts.insert(without, list, name, value);
    return isMap(found.value) && parts.hasFields(text, found.path)
      ? merge(parts, text, found.path, found.value, value)
      : parts.replace(text, found.path, value);
  };

/** Field by field, so that what stays the same keeps its layout and its comments. */
function merge(parts: Parts, text: string, path: Path, old: PlainMap, value: PlainMap): string {
  const added = Object.keys(value).filter((key) => !Object.hasOwn(old, key));
  let merged = added.reduce((all, key) => parts.add(all, path, key, value[key] ?? null), text);
  for (const [key, field] of Object.entries(old)) {
    const fresh = Object.hasOwn(value, key) ? value[key] : undefined;
    if (fresh === undefined) merged = parts.remove(merged, [...path, key]);
    else if (!isSame(field, fresh)) merged = parts.replace(merged, [...path, key], fresh);
  }
  return merged;
}
