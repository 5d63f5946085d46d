import { ParseError, parseTOML, type AST } from 'toml-eslint-parser';
import type { Path, Plain } from '../format.ts';
import { notParsable, place } from '../not-parsable.ts';
import { isMap } from '../plain.ts';

/** Something that has a path: a table with its header, a key with its value, an item of a list. */
export type Found = { readonly path: Path; readonly start: number; readonly end: number } & (
  | { readonly kind: 'table'; readonly table: AST.TOMLTable }
  | {
      readonly kind: 'pair';
      readonly pair: AST.TOMLKeyValue;
      readonly value: AST.TOMLContentNode;
      /** The inline table that it stands in; undefined where it has a line of its own. */
      readonly owner: AST.TOMLInlineTable | undefined;
    }
  | { readonly kind: 'item'; readonly value: AST.TOMLContentNode; readonly owner: AST.TOMLArray }
);

/** A TOML text: the byte order mark or nothing, and what is behind it; places count from there. In the order of the file. */
export type TomlDocument = { readonly mark: string; readonly body: string; readonly found: readonly Found[] };

const byteOrderMark = '\uFEFF';

export function readDocument(text: string): TomlDocument {
  const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
  const body = text.slice(mark.length);
  return { mark, body, found: [...statements(parse(body))] };
}

function parse(body: string): AST.TOMLProgram {
  try {
    return parseTOML(body);
  } catch (cause) {
    // The parser's own sentence may hold a piece of the file.
    const where = cause instanceof ParseError ? `: ${place(body, cause.index)}` : '';
    throw notParsable(`The file is not valid TOML${where}.`);
  }
}

function* statements({ body: [top] }: AST.TOMLProgram): Generator<Found> {
  for (const node of top.body) {
    if (node.type === 'TOMLKeyValue') {
      yield* pairOf(node, [], undefined);
      continue;
    }
    const [start, end] = [node.range[0], node.range[1]];
    yield { kind: 'table', path: node.resolvedKey, table: node, start, end };
    for (const pair of node.body) yield* pairOf(pair, node.resolvedKey, undefined);
  }
}

function* pairOf(pair: AST.TOMLKeyValue, base: Path, owner: AST.TOMLInlineTable | undefined): Generator<Found> {
  const path = [...base, ...pair.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value))];
  const [start, end] = pair.range;
  yield { kind: 'pair', path, pair, value: pair.value, owner, start, end };
  yield* inside(pair.value, path);
}

function* inside(node: AST.TOMLContentNode, path: Path): Generator<Found> {
  if (node.type === 'TOMLInlineTable') for (const pair of node.body) yield* pairOf(pair, path, node);
  if (node.type !== 'TOMLArray') return;
  for (const [index, item] of node.elements.entries()) {
    const [start, end] = item.range;
    yield { kind: 'item', path: [...path, index], value: item, owner: node, start, end };
    yield* inside(item, [...path, index]);
  }
}

type Open = { [key: string]: Plain } | Plain[];

/** The whole file as values. Dates are texts. */
export function plainOf(found: readonly Found[]): { readonly [key: string]: Plain } {
  const root: { [key: string]: Plain } = {};
  for (const each of found) {
    if (each.kind === 'table') open(root, each.path);
    else set(open(root, each.path.slice(0, -1)), each.path.at(-1) ?? '', scalarOf(each.value));
  }
  return root;
}

function scalarOf(node: AST.TOMLContentNode): Plain {
  if (node.type === 'TOMLArray') return [];
  if (node.type === 'TOMLInlineTable') return {};
  return node.value instanceof Date && 'datetime' in node ? node.datetime : (node.value as string | number | boolean);
}

/** The map or list at a path, made where it is missing. */
function open(from: Open, path: Path): Open {
  const [key, ...rest] = path;
  if (key === undefined) return from;
  const present = Object.hasOwn(from, key) ? (from as Record<string | number, Plain>)[key] : undefined;
  if (isMap(present) || Array.isArray(present)) return open(present as Open, rest);
  const fresh = typeof rest[0] === 'number' ? [] : {};
  set(from, key, fresh);
  return open(fresh, rest);
}

/** Not a plain assignment: a name may be `__proto__`. */
const set = (map: Open, key: string | number, value: Plain): void => {
  Object.defineProperty(map, key, { value, enumerable: true, writable: true, configurable: true });
};
