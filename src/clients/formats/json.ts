import type { Node } from 'jsonc-parser';
import type { ConfigFormat, Path, Plain, PlainMap, ServerList, TextValue } from './format.ts';
import { plainOf, readDocument, type Dialect, type JsonDocument } from './json/document.ts';
import {
  addField,
  insertServer,
  partAt,
  removeAt,
  removeServer,
  replacePart,
  serverParts,
  wayTo,
  type Body,
} from './json/edits.ts';
import { partsOf } from './json/parts.ts';
import { notThere } from './not-parsable.ts';
import { createPutServer } from './put-server.ts';
import { withinDepth } from './within-depth.ts';

/** What JSON.parse reads: no comments, no comma behind the last value. */
export const strictJson = createJson({ comments: false, trailingCommas: false, byteOrderMark: true });
/** Gemini CLI's: comments, but no comma behind the last value and no byte order mark. */
export const commentedJson = createJson({ comments: true, trailingCommas: false, byteOrderMark: false });
/** Comments, and commas behind the last value: VS Code, Zed, opencode. */
export const jsonc = createJson({ comments: true, trailingCommas: true, byteOrderMark: true });

function createJson(dialect: Dialect): ConfigFormat {
  const read = (text: string): JsonDocument => readDocument(text, dialect);
  const edit = (text: string, change: (body: Body) => string): string => {
    const { mark, body, root } = read(text);
    if (root === undefined) throw notThere();
    return mark + change({ body, root });
  };
  const base = {
    servers: (text: string, list: ServerList) => serversIn(read(text), list),
    takeServer(text: string, list: ServerList, name: string): string {
      const { mark, body, root } = read(text);
      const without = root && removeServer({ body, root }, list, name);
      return without === undefined ? text : mark + without;
    },
    insert(text: string, list: ServerList, name: string, value: PlainMap): string {
      const { mark, body, root } = read(text);
      if (root !== undefined) return mark + insertServer({ body, root }, list, name, value);
      const comments = body.trim() === '' ? '' : `${body.trimEnd()}\n`;
      return `${base.insert(`${comments}{}`, list, name, value)}\n`;
    },
    hasFields: (text: string, path: Path) => {
      const { root } = read(text);
      const keys = root === undefined ? [] : partsOf(partAt(root, path).value).map(({ key }) => key);
      return keys.length > 0 && new Set(keys).size === keys.length;
    },
    replace: (text: string, path: Path, value: Plain) =>
      edit(text, ({ body, root }) => replacePart(body, partAt(root, path), value)),
    remove: (text: string, path: Path) => edit(text, ({ body, root }) => removeAt(body, partAt(root, path))),
    add: (text: string, path: Path, key: string, value: Plain) =>
      edit(text, (parts) => addField(parts, partAt(parts.root, path).value, key, value)),
  };
  return withinDepth({
    ...base,
    read(text) {
      const { root } = read(text);
      return root && plainOf(root);
    },
    texts(text) {
      const { mark, root } = read(text);
      return root === undefined ? [] : [...textsOf(root, [], mark.length)];
    },
    putServer: createPutServer(base),
  });
}

function serversIn({ root }: JsonDocument, list: ServerList) {
  if (root === undefined) return [];
  return serverParts(wayTo(root, list), list).map(({ name, key, value }) => ({
    name,
    path: [...list.root, key],
    value: plainOf(value),
  }));
}

function* textsOf(node: Node, path: Path, shift: number): Generator<TextValue> {
  const [start, end] = [node.offset + shift, node.offset + node.length + shift];
  if (node.type === 'string') yield { path, text: String(node.value), start, end };
  else for (const { key, value } of partsOf(node)) yield* textsOf(value, [...path, key], shift);
}
