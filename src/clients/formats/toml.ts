import type { ConfigFormat, FoundServer, Path, Plain, PlainMap, ServerList } from './format.ts';
import { isMap } from './plain.ts';
import { createPutServer, serverIn } from './put-server.ts';
import { plainOf, readDocument, type TomlDocument } from './toml/document.ts';
import { addField, insertServer, removeAt, replaceAt, serversAt } from './toml/edits.ts';

const edit = (text: string, change: (document: TomlDocument) => string): string => {
  const document = readDocument(text);
  return document.mark + change(document);
};

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

const base = {
  servers,
  takeServer(text: string, list: ServerList, name: string): string {
    const found = serverIn({ servers }, text, list, name);
    return found === undefined ? text : edit(text, (document) => removeAt(document, found.path));
  },
  insert: (text: string, list: ServerList, name: string, value: PlainMap) =>
    edit(text, (document) => insertServer(document, list, name, value)),
  replace: (text: string, path: Path, value: Plain) => edit(text, (document) => replaceAt(document, path, value)),
  remove: (text: string, path: Path) => edit(text, (document) => removeAt(document, path)),
  add: (text: string, path: Path, key: string, value: Plain) =>
    edit(text, (document) => addField(document, path, key, value)),
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
