import { createCheckedEdits, serversIn } from './checked-edits.ts';
import type { ConfigFormat, PlainMap, ServerList } from './format.ts';
import { createPutServer, serverIn } from './put-server.ts';
import { withinDepth } from './within-depth.ts';
import { plainOf, readDocument, type TomlDocument } from './toml/document.ts';
import { addField, insertServer, removeAt, replaceAt, serversAt } from './toml/edits.ts';

const edits = createCheckedEdits<TomlDocument>({
  open: readDocument,
  plainOf: ({ found }) => plainOf(found),
  readAgain: (body) => plainOf(readDocument(body).found),
  ...{ replaceAt, removeAt, addField },
});

const servers = (text: string, list: ServerList) => serversIn(serversAt(readDocument(text), list), list);

const base = {
  ...edits,
  servers,
  takeServer(text: string, list: ServerList, name: string): string {
    const found = serverIn({ servers }, text, list, name);
    return found === undefined ? text : edits.remove(text, found.path);
  },
  insert: (text: string, list: ServerList, name: string, value: PlainMap) =>
    edits.insert(text, list, name, value, (document) => insertServer(document, list, name, value)),
};

/** Codex. */
export const toml: ConfigFormat = withinDepth({
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
});
