import type { Node } from 'jsonc-parser';
import type { Path, Plain, PlainMap, ServerList } from '../format.ts';
import { insertPart, lineIndent, removePart, splice, type Lines } from '../bracketed.ts';
import { isMap } from '../plain.ts';
import { notAList, notParsable, notThere, severalTimes } from '../not-parsable.ts';
import { plainOf } from './document.ts';
import { bracketed, partsOf, type Part } from './parts.ts';
import { around, compact, inline, spread } from './spelling.ts';

/** A text without byte order mark, and its root. */
export type Body = { readonly body: string; readonly root: Node };
/** The maps on the way to the servers that are there, the innermost of them, and the names of those that are not. */
type Way = { readonly found: readonly Part[]; readonly node: Node; readonly missing: readonly string[] };

export function wayTo(root: Node, list: ServerList): Way {
  if (root.type !== 'object') throw notParsable('The file does not hold a JSON object.');
  const found: Part[] = [];
  let node = root;
  for (const [index, key] of list.root.entries()) {
    const part = only(
      partsOf(node).filter((each) => each.key === key),
      key,
    );
    if (part === undefined) return { found, node, missing: list.root.slice(index) };
    const isList = list.kind === 'list' && index === list.root.length - 1;
    if (part.value.type !== (isList ? 'array' : 'object'))
      throw notAList(list.root.slice(0, index + 1), isList ? 'a list' : 'an object');
    found.push(part);
    node = part.value;
  }
  return { found, node, missing: [] };
}

export function serverParts({ node, missing }: Way, list: ServerList): readonly (Part & { readonly name: string })[] {
  if (missing.length > 0) return [];
  return partsOf(node).flatMap((part) => {
    const name = list.kind === 'map' ? part.key : nameIn(part.value);
    return typeof name === 'string' ? [{ ...part, name }] : [];
  });
}

function nameIn(node: Node): unknown {
  const value = plainOf(node);
  return isMap(value) ? value['name'] : undefined;
}

const only = (parts: readonly Part[], name: string): Part | undefined => {
  if (parts.length > 1) throw severalTimes(name, parts.length);
  return parts[0];
};

const serverPart = (way: Way, list: ServerList, name: string): Part | undefined =>
  only(
    serverParts(way, list).filter((part) => part.name === name),
    name,
  );

/** Adds a server that is not there. Where maps on the way are made for it, all but the outermost are on one line. */
export function insertServer({ body, root }: Body, list: ServerList, name: string, value: PlainMap): string {
  const { node, missing } = wayTo(root, list);
  const [outermost, ...inner] = missing;
  const key = list.kind === 'map' ? JSON.stringify(name) : undefined;
  if (outermost === undefined)
    return insertPart(body, bracketed(root), bracketed(node), (lines) => named(key, spread(value, lines), lines));
  const entry = (key === undefined ? '' : `${key}: `) + inline(value);
  const bracketsOf = (depth: number) => (depth === 0 && list.kind === 'list' ? '[]' : '{}');
  const line = inner
    .toReversed()
    .reduce((part, each, depth) => `${JSON.stringify(each)}: ${onOneLine(bracketsOf(depth), part)}`, entry);
  const own = (lines?: Lines) => `${JSON.stringify(outermost)}: ${around(bracketsOf(inner.length), line, lines)}`;
  return insertPart(body, bracketed(root), bracketed(node), own);
}

const onOneLine = ([open = '', close = '']: string, part: string): string => `${open} ${part} ${close}`;
const named = (key: string | undefined, value: string, lines: Lines | undefined): string =>
  key === undefined ? value : `${key}:${lines === undefined ? '' : ' '}${value}`;

/**
 * Only what was made together with its map is written on one line with spaces. An only part in that form says that the
 * map came with it and goes with it; in every other form an empty map stays.
 */
export function removeServer({ body, root }: Body, list: ServerList, name: string): string | undefined {
  const way = wayTo(root, list);
  let part = serverPart(way, list, name);
  if (part === undefined) return undefined;
  for (const map of way.found.toReversed()) {
    if (partsOf(map.value).length !== 1 || sourceOf(body, part.value) !== inline(plainOf(part.value))) break;
    part = map;
  }
  return removeAt(body, part);
}

export const removeAt = (body: string, part: Part): string => removePart(body, bracketed(part.owner), part);

export function partAt(root: Node, path: Path): Part {
  let part: Part | undefined;
  for (const key of path) {
    const parts = partsOf(part?.value ?? root).filter((each) => each.key === key);
    if (parts.length > 1) throw notParsable('A name in the file is there several times; only one can count.');
    part = parts[0];
    if (part === undefined) throw notThere();
  }
  if (part === undefined) throw notThere();
  return part;
}

/** Another value, laid out as the present one is. */
export function replacePart(body: string, part: Part, value: Plain): string {
  const node = part.value;
  const source = sourceOf(body, node);
  const spelled = source.includes('\n') ? spread(value, linesOf(body, part, source)) : onALine(source, node, value);
  return splice(body, node.offset, node.offset + node.length, spelled);
}

const onALine = (source: string, node: Node, value: Plain): string =>
  node.children !== undefined && source === compact(plainOf(node)) ? compact(value) : inline(value);

export const addField = ({ body, root }: Body, owner: Node, key: string, value: Plain): string =>
  insertPart(body, bracketed(root), bracketed(owner), (lines) =>
    named(JSON.stringify(key), lines ? inline(value) : compact(value), lines),
  );

function linesOf(body: string, { start }: Part, source: string): Lines {
  const indent = lineIndent(body, start);
  const inner = /\n([ \t]*)\S/.exec(source)?.[1] ?? '';
  const unit = inner.startsWith(indent) && inner !== indent ? inner.slice(indent.length) : '  ';
  return { newline: source.includes('\r\n') ? '\r\n' : '\n', indent, unit };
}

const sourceOf = (body: string, { offset, length }: Node): string => body.slice(offset, offset + length);
