import type { ConfigFormat, FoundServer, Path, Plain, PlainMap, ServerList } from './format.ts';
import { notThere, unsafe } from './not-parsable.ts';
import { isMap, isSame, isSameBut, withValue } from './plain.ts';
import { createPutServer, serverIn } from './put-server.ts';
import { plainOf, readDocument, textsOf, type YamlDocument } from './yaml/document.ts';
import { addField, insertServer, newFile, removeAt, removeServer, replaceAt, wayTo } from './yaml/edits.ts';

type Rooted = YamlDocument & { readonly root: NonNullable<YamlDocument['root']> };
const rooted = (document: YamlDocument): document is Rooted => document.root !== undefined;

/** YAML has too many spellings to trust an edit: what came out is read again and has to be what was meant. */
function edit(
  text: string,
  change: (document: Rooted) => string,
  isMeant: (before: Plain, after: Plain) => boolean,
): string {
  const document = readDocument(text);
  if (!rooted(document)) throw notThere();
  const edited = change(document);
  const [before, after] = [plainOf(document), plainAfter(edited)];
  if (before === undefined || !isMeant(before, after)) throw unsafe();
  return document.mark + edited;
}

function plainAfter(body: string): Plain {
  try {
    // A file that has lost its only entry holds nothing.
    return plainOf(readDocument(body)) ?? {};
  } catch (cause) {
    throw unsafe(cause);
  }
}

/** Undefined where no place for servers is. */
function heldIn(document: YamlDocument, list: ServerList): Plain | undefined {
  if (!rooted(document) || wayTo(document.root, list).missing.length > 0) return undefined;
  return list.root.reduce<Plain | undefined>(
    (value, key) => (isMap(value) ? value[key] : undefined),
    plainOf(document),
  );
}

function servers(text: string, list: ServerList): readonly FoundServer[] {
  const held = heldIn(readDocument(text), list);
  if (Array.isArray(held))
    return (held as readonly Plain[]).flatMap((value, index) => {
      const name = isMap(value) ? value['name'] : undefined;
      return typeof name === 'string' ? [{ name, path: [...list.root, index], value }] : [];
    });
  return Object.entries(isMap(held) ? held : {}).map(([name, value]) => ({ name, path: [...list.root, name], value }));
}

/** Where a new server will be. */
function pathOf(document: YamlDocument, list: ServerList, name: string): Path {
  if (list.kind === 'map') return [...list.root, name];
  const held = heldIn(document, list);
  return [...list.root, Array.isArray(held) ? held.length : 0];
}

const base = {
  servers,
  takeServer(text: string, list: ServerList, name: string): string {
    const found = serverIn({ servers }, text, list, name);
    if (found === undefined) return text;
    return edit(
      text,
      (document) => removeServer(document, list, found.path),
      (before, after) => isSameBut(before, after, found.path),
    );
  },
  insert(text: string, list: ServerList, name: string, value: PlainMap): string {
    const document = readDocument(text);
    if (!rooted(document)) return newFile(document.body, list, name, value);
    return edit(
      text,
      () => insertServer(document, list, name, value),
      (before, after) => isSame(withValue(before, pathOf(document, list, name), value), after),
    );
  },
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

/** Goose (a map) and Continue (a list). */
export const yaml: ConfigFormat = {
  ...base,
  read(text) {
    const document = readDocument(text);
    return rooted(document) ? plainOf(document) : undefined;
  },
  texts(text) {
    const { mark, root } = readDocument(text);
    return root === undefined ? [] : [...textsOf(root, [], mark.length)];
  },
  putServer: createPutServer(base),
};
