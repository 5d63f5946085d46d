import type { ConfigFormat, FoundServer, Path, Plain, PlainMap, ServerList } from './format.ts';
import { unsafe } from './not-parsable.ts';
import { isMap, isSame, isSameBut, valueAt, withValue } from './plain.ts';
import { createPutServer, serverIn } from './put-server.ts';
import { plainOf, readDocument, type TomlDocument } from './toml/document.ts';
import { addField, insertServer, removeAt, replaceAt, serversAt } from './toml/edits.ts';

/** What came out is read again and has to be what was meant: a line in the wrong table is another server's. */
function edit(
  text: string,
  change: (document: TomlDocument) => string,
  isMeant: (before: Plain, after: Plain) => boolean,
): string {
  const document = readDocument(text);
  const edited = change(document);
  if (!isMeant(plainOf(document.found), plainAfter(edited))) throw unsafe();
  return document.mark + edited;
}

function plainAfter(body: string): Plain {
  try {
    return plainOf(readDocument(body).found);
  } catch (cause) {
    throw unsafe(cause);
  }
}

function servers(text: string, list: ServerList): readonly FoundServer[] {
  const held = serversAt(readDocument(text), list);
  if (Array.isArray(held))
    return (held as readonly Plain[]).flatMap((value, index) => {
      const name = isMap(value) ? value['name'] : undefined;
      return typeof name === 'string' ? [{ name, path: [...list.root, index], value }] : [];
    });
  if (!isMap(held)) return [];
  return Object.entries(held).map(([name, value]) => ({ name, path: [...list.root, name], value }));
}

/** Where a new server will be. */
function pathOf(before: Plain, list: ServerList, name: string): Path {
  if (list.kind === 'map') return [...list.root, name];
  const held = valueAt(before, list.root);
  return [...list.root, Array.isArray(held) ? held.length : 0];
}

const base = {
  servers,
  takeServer(text: string, list: ServerList, name: string): string {
    const found = serverIn({ servers }, text, list, name);
    return found === undefined ? text : base.remove(text, found.path);
  },
  insert: (text: string, list: ServerList, name: string, value: PlainMap) =>
    edit(
      text,
      (document) => insertServer(document, list, name, value),
      (before, after) => isSame(withValue(before, pathOf(before, list, name), value), after),
    ),
  replace: (text: string, path: Path, value: Plain) =>
    edit(
      text,
      (document) => replaceAt(document, path, value),
      (before, after) => isSame(withValue(before, path, value), after),
    ),
  remove: (text: string, path: Path) =>
    edit(
      text,
      (document) => removeAt(document, path),
      (before, after) => isSameBut(before, after, path),
    ),
  add: (text: string, path: Path, key: string, value: Plain) =>
    edit(
      text,
      (document) => addField(document, path, key, value),
      (before, after) => isSame(withValue(before, [...path, key], value), after),
    ),
  hasFields: () => true,
};

/** Codex. */
export const toml: ConfigFormat = {
  ...base,
  read(text) {
    const { found } = readDocument(text);
    return found.length === 0 ? undefined : plainOf(found);
  },
  texts(text) {
    const { mark, found } = readDocument(text);
    return found.flatMap((each) => {
      if (each.kind === 'table' || each.value.type !== 'TOMLValue' || each.value.kind !== 'string') return [];
      const [start, end] = each.value.range;
      return [{ path: each.path, text: each.value.value, start: start + mark.length, end: end + mark.length }];
    });
  },
  putServer: createPutServer(base),
};
