import type { AST } from 'toml-eslint-parser';
import { insertPart, lineIndent, removePart, splice, type Bracketed } from '../bracketed.ts';
import type { Path, Plain, PlainMap, ServerList } from '../format.ts';
import { notAList, notThere } from '../not-parsable.ts';
import { isMap, isSame, valueAt } from '../plain.ts';
import { plainOf, readDocument, type Found, type TomlDocument } from './document.ts';
import { inline, keyOf, pairLine } from './spelling.ts';

const isUnder = (path: Path, parent: Path): boolean => parent.every((key, index) => path[index] === key);
const isAt = (path: Path, other: Path): boolean => path.length === other.length && isUnder(path, other);

type Valued = Extract<Found, { readonly value: AST.TOMLContentNode }>;
type Brackets = AST.TOMLInlineTable | AST.TOMLArray;
const isValued = (found: Found): found is Valued => found.kind !== 'table';
const hasBrackets = (node: AST.TOMLContentNode): node is Brackets => node.type !== 'TOMLValue';
const bracketed = (node: Brackets): Bracketed => ({
  start: node.range[0],
  end: node.range[1],
  parts: (node.type === 'TOMLArray' ? node.elements : node.body).map(({ range: [start, end] }) => ({ start, end })),
});

/** What is at the place where the servers are; undefined where nothing is. Throws where that can hold no servers. */
export function serversAt({ found }: Pick<TomlDocument, 'found'>, list: ServerList): Plain | undefined {
  let value: Plain | undefined = plainOf(found);
  for (const [index, key] of list.root.entries()) {
    const isList = list.kind === 'list' && index === list.root.length - 1;
    value = isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    if (value === undefined) return undefined;
    if (isList ? !Array.isArray(value) : !isMap(value))
      throw notAList(list.root.slice(0, index + 1), isList ? 'a list' : 'a table');
  }
  return value;
}

/** In the inline table or list that holds the servers; else as a table of its own at the end of the file. */
export function insertServer(document: TomlDocument, list: ServerList, name: string, value: PlainMap): string {
  serversAt(document, list);
  const { body, found } = document;
  const holder = found.findLast((each): each is Valued => isValued(each) && isUnder(list.root, each.path));
  const inMap = list.kind === 'map';
  if (holder === undefined || !hasBrackets(holder.value)) {
    const header = (inMap ? [...list.root, name] : list.root).map(keyOf).join('.');
    return append(body, [inMap ? `[${header}]` : `[[${header}]]`, ...fieldsOf(value)]);
  }
  const missing = list.root.slice(holder.path.length);
  const keys = inMap ? [...missing, name] : missing;
  const item = inMap ? value : missing.length > 0 ? [value] : value;
  return insertInline(body, holder.value, keys, item);
}

const fieldsOf = (value: PlainMap): readonly string[] =>
  Object.entries(value).map(([key, field]) => pairLine(keyOf(key), field));

const insertInline = (body: string, brackets: Brackets, keys: readonly string[], value: Plain): string =>
  insertPart(body, undefined, bracketed(brackets), () =>
    keys.length === 0 ? inline(value) : pairLine(keys.map(keyOf).join('.'), value),
  );

/** Behind an empty line. A file without a line end at its end gets none: so it is known what to take out again. */
function append(body: string, lines: readonly string[]): string {
  const newline = newlineOf(body);
  const block = lines.join(newline);
  if (body === '') return block + newline;
  return body.endsWith('\n') ? body + newline + block + newline : body + newline + newline + block;
}

const newlineOf = (body: string): string => /\r?\n/.exec(body)?.[0] ?? '\n';

/** Takes everything out that is said about this path, wherever in the file it stands. */
export function removeAt({ body, found }: Omit<TomlDocument, 'mark'>, path: Path): string {
  const under = found.filter((each) => isUnder(each.path, path));
  const outermost = under.filter(
    (each) => !under.some((other) => other !== each && other.start <= each.start && other.end >= each.end),
  );
  const last = outermost.at(-1);
  if (last === undefined) throw notThere();
  if (last.kind === 'table' || last.owner === undefined) {
    const rest = outermost.filter((each): boolean => each.kind === 'table' || (each.kind === 'pair' && !each.owner));
    return rest.toReversed().reduce(removeLines, body);
  }
  const without = removePart(body, bracketed(last.owner), last);
  return outermost.length === 1 ? without : removeAt(readDocument(without), path);
}

function removeLines(body: string, { kind, start, end }: Found): string {
  const to = lineEnd(body, end);
  let from = body.lastIndexOf('\n', start - 1) + 1;
  const emptyLine = /(?:^|\n)(\r?\n)$/.exec(body.slice(0, from))?.[1] ?? '';
  if (kind === 'table') from -= emptyLine.length;
  const lineBefore = /\r?\n$/.exec(body.slice(0, from))?.[0] ?? '';
  return splice(body, body.endsWith('\n') || to < body.length ? from : from - lineBefore.length, to);
}

function lineEnd(body: string, offset: number): number {
  const end = body.indexOf('\n', offset);
  return end === -1 ? body.length : end + 1;
}

export function replaceAt(document: TomlDocument, path: Path, value: Plain): string {
  const { body, found } = document;
  const at = found.find((each): each is Valued => isValued(each) && isAt(each.path, path));
  if (at !== undefined) return splice(body, at.value.range[0], at.value.range[1], inline(value));
  const present = valueAt(plainOf(found), path);
  if (isMap(present) && isMap(value)) return mergeInto(document, path, present, value);
  const key = path.at(-1);
  if (typeof key !== 'string') throw notThere();
  return addField(readDocument(removeAt(document, path)), path.slice(0, -1), key, value);
}

/** A table of several lines, field by field: its headers and comments stay. */
function mergeInto(document: TomlDocument, path: Path, present: PlainMap, value: PlainMap): string {
  const changed = Object.entries(value).filter(([key, field]) => !isSame(fieldOf(present, key), field));
  const gone = Object.keys(present).filter((key) => !Object.hasOwn(value, key));
  // First what is new: a table that has lost its last key is gone.
  const added = changed.reduce((body, [key, field]) => {
    const current = readDocument(body);
    if (Object.hasOwn(present, key)) return replaceAt(current, [...path, key], field);
    return addField(current, path, key, field);
  }, document.body);
  return gone.reduce((body, key) => removeAt(readDocument(body), [...path, key]), added);
}

const fieldOf = (map: PlainMap, key: string): Plain | undefined => (Object.hasOwn(map, key) ? map[key] : undefined);

/** Adds a key to a table, in the way in which the table is written. */
export function addField({ body, found }: TomlDocument, path: Path, key: string, value: Plain): string {
  const whole = found.find((each): each is Valued => isValued(each) && isAt(each.path, path));
  if (whole !== undefined) {
    if (whole.value.type !== 'TOMLInlineTable') throw notThere();
    return insertInline(body, whole.value, [key], value);
  }
  const header = found.find((each) => each.kind === 'table' && isAt(each.path, path));
  if (header?.kind === 'table') {
    const last = header.table.body.at(-1);
    return addLine(body, last?.range ?? header.table.range, pairLine(keyOf(key), value));
  }
  // One whose own name leads through the table, not one that stands in a table below it.
  const dotted = found.findLast(
    (each) =>
      each.kind === 'pair' &&
      !each.owner &&
      isUnder(each.path, path) &&
      each.pair.key.keys.length >= each.path.length - path.length,
  );
  if (dotted?.kind !== 'pair' && path.length === 0) return `${pairLine(keyOf(key), value)}${newlineOf(body)}${body}`;
  if (dotted?.kind !== 'pair')
    return append(body, [`[${path.map(String).map(keyOf).join('.')}]`, pairLine(keyOf(key), value)]);
  const { keys } = dotted.pair.key;
  const own = keys[keys.length - 1 - (dotted.path.length - path.length)];
  const prefix = own === undefined ? '' : `${body.slice(dotted.start, own.range[1])}.`;
  return addLine(body, [dotted.start, dotted.end], pairLine(prefix + keyOf(key), value));
}

function addLine(body: string, [start, end]: readonly [number, number], line: string): string {
  const at = lineEnd(body, end);
  const spelled = lineIndent(body, start) + line;
  const newline = newlineOf(body);
  return splice(body, at, at, body.slice(0, at).endsWith('\n') ? spelled + newline : newline + spelled);
}
