import type { ClientRecord, StdioEntry } from '../../clients/client.ts';
import type { ConfigFormat, Path, Plain, PlainMap } from '../../clients/formats/format.ts';
import type { SpotServer } from '../detect/spot.ts';

export type ServerEntry = { readonly value: PlainMap; readonly entry: StdioEntry };

/** A server's entry as it stands in the file and as it is understood; undefined for a remote one. */
export function serverEntry(text: string, client: ClientRecord, { path }: SpotServer): ServerEntry | undefined {
  const value = valueAt(client.format.read(text), path);
  if (value === undefined || !isMap(value)) return undefined;
  const entry = client.understand(value);
  return entry === undefined ? undefined : { value, entry };
}

function valueAt(value: Plain | undefined, path: Path): Plain | undefined {
  return path.reduce<Plain | undefined>((current, part) => {
    if (typeof current !== 'object' || current === null) return undefined;
    return (current as Readonly<Record<string | number, Plain>>)[part];
  }, value);
}

/** The text with the entry started in another way; what the client keeps besides in it stays, and where it stands. */
export function withEntry(
  text: string,
  client: ClientRecord,
  server: SpotServer,
  { before, after }: { readonly before: ServerEntry; readonly after: StdioEntry },
): string {
  const [old, fresh] = [client.spell(before.entry, server.name), client.spell(after, server.name)];
  return edit(text, client.format, server.path, before.value, patched(before.value, old, fresh));
}

/** What differs between two spellings, done to the value as it really is. */
function patched(value: PlainMap, old: PlainMap, fresh: PlainMap): PlainMap {
  const names = [...new Set([...Object.keys(old), ...Object.keys(fresh)])];
  return names.reduce<PlainMap>((result, name) => {
    const [was, is, present] = [old[name], fresh[name], value[name]];
    if (JSON.stringify(was) === JSON.stringify(is)) return result;
    if (is === undefined) return without(result, name);
    return { ...result, [name]: isMap(was) && isMap(is) && isMap(present) ? patched(present, was, is) : is };
  }, value);
}

/** The smallest changes that make one value of the other. A new member needs its map to be written anew. */
function edit(text: string, format: ConfigFormat, path: Path, before: Plain, after: Plain): string {
  if (JSON.stringify(before) === JSON.stringify(after)) return text;
  if (!isMap(before) || !isMap(after) || Object.keys(after).some((name) => !(name in before)))
    return format.replace(text, path, after);
  return Object.entries(before).reduce((edited, [name, value]) => {
    const next = after[name];
    const member = [...path, name];
    return next === undefined ? format.remove(edited, member) : edit(edited, format, member, value, next);
  }, text);
}

const isMap = (value: Plain | undefined): value is PlainMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const without = (map: PlainMap, name: string): PlainMap =>
  Object.fromEntries(Object.entries(map).filter(([each]) => each !== name));
