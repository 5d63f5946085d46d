import { createCheckedEdits, serversIn } from './checked-edits.ts';
import type { ConfigFormat, Plain, PlainMap, ServerList } from './format.ts';
import { notThere, unsafe } from './not-parsable.ts';
import { valueAt } from './plain.ts';
import { createPutServer, serverIn } from './put-server.ts';
import { withinDepth } from './within-depth.ts';
import { plainOf, readDocument, textsOf, type YamlDocument } from './yaml/document.ts';
import { addField, insertServer, newFile, removeAt, removeServer, replaceAt, wayTo } from './yaml/edits.ts';

type Rooted = YamlDocument & { readonly root: NonNullable<YamlDocument['root']> };
const rooted = (document: YamlDocument): document is Rooted => document.root !== undefined;

const edits = createCheckedEdits<Rooted>({
  open(text) {
    const document = readDocument(text);
    if (!rooted(document)) throw notThere();
    return document;
  },
  plainOf(document) {
    const value = plainOf(document);
    if (value === undefined) throw unsafe();
    return value;
  },
  // A file that has lost its only entry holds nothing.
  readAgain: (body) => plainOf(readDocument(body)) ?? {},
  ...{ replaceAt, removeAt, addField },
});

/** Undefined where no place for servers is. */
function heldIn(document: YamlDocument, list: ServerList): Plain | undefined {
  if (!rooted(document) || wayTo(document.root, list).missing.length > 0) return undefined;
  return valueAt(plainOf(document), list.root);
}

const servers = (text: string, list: ServerList) => serversIn(heldIn(readDocument(text), list), list);

const base = {
  ...edits,
  servers,
  takeServer(text: string, list: ServerList, name: string): string {
    const found = serverIn({ servers }, text, list, name);
    if (found === undefined) return text;
    return edits.take(text, found.path, (document) => removeServer(document, list, found.path));
  },
  insert(text: string, list: ServerList, name: string, value: PlainMap): string {
    const document = readDocument(text);
    if (!rooted(document)) return newFile(document.body, list, name, value);
    return edits.insert(text, list, name, value, (opened) => insertServer(opened, list, name, value));
  },
};

/** Goose (a map) and Continue (a list). */
export const yaml: ConfigFormat = withinDepth({
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
});
