import { isMap as isYamlMap, isSeq, type ParsedNode } from 'yaml';
import { insertPart, removePart, splice } from '../bracketed.ts';
import type { Path, Plain, PlainMap, ServerList } from '../format.ts';
import { notAList, notParsable, notThere } from '../not-parsable.ts';
import {
  entriesOf,
  entryAt,
  isCollection,
  isFlow,
  type Collection,
  type Entry,
  type YamlDocument,
} from './document.ts';
import { blockLines, compact, inline, textOf } from './spelling.ts';
import { bracketed, contentEnd, endOfEntry, indentOf, startOf, valueAt } from './tokens.ts';

type Body = Pick<YamlDocument, 'body'> & { readonly root: ParsedNode };
/** The entries on the way to the servers that are there, and the names of those that are not. */
type Way = { readonly found: readonly Entry[]; readonly missing: readonly string[] };

export function wayTo(root: ParsedNode, list: ServerList): Way {
  if (!isYamlMap(root)) throw notParsable('The file does not hold a YAML map.');
  const found: Entry[] = [];
  let owner: Collection = root;
  for (const [index, key] of list.root.entries()) {
    const entry = entriesOf(owner).find((each) => each.key === key);
    if (entry === undefined) return { found, missing: list.root.slice(index) };
    found.push(entry);
    const isLast = index === list.root.length - 1;
    if (isLast && isAbsent(entry) && !isFlow(owner)) return { found, missing: [] };
    const isList = list.kind === 'list' && isLast;
    if (!isCollection(entry.node) || isSeq(entry.node) !== isList)
      throw notAList(list.root.slice(0, index + 1), isList ? 'a list' : 'a map');
    owner = entry.node;
  }
  return { found, missing: [] };
}

/** A key with nothing behind its colon. */
const isAbsent = ({ item: { value } }: Entry): boolean => value === undefined;

/**
 * Adds a server that is not there. How it is spelled says what was there before: on one line with spaces, its map came
 * with it; on one line without, there was a key with nothing behind it; on several lines, there were others.
 */
export function insertServer({ body, root }: Body, list: ServerList, name: string, value: PlainMap): string {
  const { found, missing } = wayTo(root, list);
  const named = (spelled: string): string => (list.kind === 'map' ? `${textOf(name)}: ${spelled}` : spelled);
  const holder = found.at(-1);
  const owner = holder === undefined ? root : holder.node;
  if (holder !== undefined && missing.length === 0 && isAbsent(holder))
    return insertBelow(body, holder, root, list.kind === 'map' ? named(compact(value)) : `- ${compact(value)}`);
  if (!isCollection(owner)) throw notThere();
  if (missing.length > 0) return insertMissing({ body, root }, owner, missing, list, named(inline(value)));
  if (isFlow(owner)) return insertFlow(body, owner, named(compact(value)));
  const unit = ' '.repeat(unitOf(root));
  const fields = blockLines(value) ?? [];
  if (list.kind === 'list')
    return insertBlock(
      body,
      owner,
      fields.map((line, index) => (index === 0 ? '- ' : '  ') + line),
    );
  return insertBlock(
    body,
    owner,
    fields.length === 0 ? [named('{}')] : [named('').trimEnd(), ...fields.map((line) => unit + line)],
  );
}

function insertMissing(
  { body, root }: Body,
  owner: Collection,
  [outermost = '', ...inner]: readonly string[],
  list: ServerList,
  entry: string,
): string {
  const isList = (depth: number): boolean => list.kind === 'list' && depth === 0;
  const around = (part: string, depth: number, space: string): string =>
    isList(depth) ? `[${space}${part}${space}]` : `{${space}${part}${space}}`;
  const line = inner.toReversed().reduce((part, key, depth) => `${textOf(key)}: ${around(part, depth, ' ')}`, entry);
  const key = `${textOf(outermost)}:`;
  if (isFlow(owner)) return insertFlow(body, owner, `${key} ${around(line, inner.length, '')}`);
  const dash = isList(inner.length) ? '- ' : '';
  return insertBlock(body, owner, [key, `${' '.repeat(unitOf(root))}${dash}${line}`]);
}

const insertFlow = (body: string, owner: Collection, part: string): string =>
  insertPart(body, undefined, bracketed(owner), () => part);

function insertBlock(body: string, owner: Collection, lines: readonly string[]): string {
  const token = owner.srcToken;
  if (token === undefined) throw notThere();
  return insertLines(body, contentEnd(token), indentOf(owner), lines);
}

const insertBelow = (body: string, holder: Entry, root: ParsedNode, line: string): string =>
  insertLines(body, endOfEntry(holder), indentOf(holder.owner) + unitOf(root), [line]);

function insertLines(body: string, end: number, indent: number, lines: readonly string[]): string {
  const at = lineEnd(body, end);
  const newline = newlineOf(body);
  const spelled = lines.map((line) => ' '.repeat(indent) + line).join(newline);
  return splice(body, at, at, at === 0 || body[at - 1] === '\n' ? spelled + newline : newline + spelled);
}

/** A file in which nothing but comments is. */
export function newFile(body: string, list: ServerList, name: string, value: PlainMap): string {
  const [outermost = '', ...inner] = list.root;
  const newline = newlineOf(body);
  const entry = list.kind === 'map' ? `${textOf(name)}: ${inline(value)}` : inline(value);
  const line = inner.toReversed().reduce((part, key) => `${textOf(key)}: { ${part} }`, entry);
  const lead = body === '' || body.endsWith('\n') ? body : body + newline;
  return `${lead}${textOf(outermost)}:${newline}  ${list.kind === 'list' ? '- ' : ''}${line}${newline}`;
}

export function removeServer({ body, root }: Body, list: ServerList, path: Path): string {
  let entry = entryAt(root, path);
  if (entry === undefined) throw notThere();
  const sourceOf = (each: Entry): string => body.slice(valueAt(each), endOfEntry(each)).trim();
  const { found } = wayTo(root, list);
  const spelled = sourceOf(entry);
  for (const holder of found.toReversed()) {
    if (!isCollection(entry.node) || entriesOf(entry.owner).length !== 1) break;
    if (sourceOf(entry) !== inline(entry.node.toJSON() as Plain)) break;
    entry = holder;
  }
  const wasNothing = isCollection(entry.node) && spelled === compact(entry.node.toJSON() as Plain);
  return removeEntry(body, entry, found.at(-1), wasNothing ? '' : undefined);
}

export function removeAt({ body, root }: Body, path: Path): string {
  const entry = entryAt(root, path);
  if (entry === undefined) throw notThere();
  return removeEntry(body, entry, entryAt(root, path.slice(0, -1)));
}

/** Without the entry. `empty` is what stays of a map or list that it was the last one in. */
function removeEntry(body: string, entry: Entry, holder: Entry | undefined, empty?: string): string {
  const { owner } = entry;
  const [start, end] = [startOf(entry), endOfEntry(entry)];
  if (isFlow(owner)) return removePart(body, bracketed(owner), { start, end });
  const all = entriesOf(owner);
  const lineStart = body.lastIndexOf('\n', start - 1) + 1;
  const ownLine = body.slice(lineStart, start).trim() === '';
  const next = all[all.indexOf(all.find((each) => each.item === entry.item) ?? entry) + 1];
  if (!ownLine && next !== undefined) return splice(body, start, startOf(next));
  const brackets = empty ?? (isSeq(owner) ? ' []' : ' {}');
  const isOnly = all.length === 1 && holder !== undefined && holder.node === owner;
  if (!ownLine) return isOnly ? splice(body, valueAt(holder), end, brackets) : splice(body, start, end);
  const without = cutLines(body, lineStart, lineEnd(body, end));
  return isOnly ? splice(without, valueAt(holder), valueAt(holder), brackets) : without;
}

function cutLines(body: string, from: number, to: number): string {
  const before = /\r?\n$/.exec(body.slice(0, from))?.[0] ?? '';
  return splice(body, to === body.length && !body.endsWith('\n') ? from - before.length : from, to);
}

/** Another value, below each other where the present one is. */
export function replaceAt({ body, root }: Body, path: Path, value: Plain): string {
  const entry = entryAt(root, path);
  if (entry === undefined) throw notThere();
  const token = entry.item.value;
  const at = valueAt(entry);
  if (token === undefined) return splice(body, at, at, ` ${inline(value)}`);
  const end = endOfEntry(entry);
  const tail = body[end - 1] === '\n' ? newlineOf(body) : '';
  if (token.type !== 'block-map' && token.type !== 'block-seq')
    return splice(body, token.offset, end, spelledLike(token.type, value) + tail);
  const lines = blockLines(value);
  if (lines === undefined || Array.isArray(value) !== (token.type === 'block-seq'))
    return splice(body, at, end, ` ${inline(value)}${tail}`);
  return splice(body, token.offset, end, lines.join(newlineOf(body) + ' '.repeat(token.indent)) + tail);
}

const spelledLike = (type: string, value: Plain): string =>
  type === 'double-quoted-scalar' && typeof value === 'string' ? JSON.stringify(value) : inline(value);

export function addField({ body, root }: Body, path: Path, key: string, value: Plain): string {
  const owner = path.length === 0 ? root : entryAt(root, path)?.node;
  if (!isCollection(owner)) throw notThere();
  const field = `${textOf(key)}: ${inline(value)}`;
  return isFlow(owner) ? insertFlow(body, owner, field) : insertBlock(body, owner, [field]);
}

function lineEnd(body: string, offset: number): number {
  if (body[offset - 1] === '\n') return offset;
  const end = body.indexOf('\n', offset);
  return end === -1 ? body.length : end + 1;
}

const newlineOf = (body: string): string => /\r?\n/.exec(body)?.[0] ?? '\n';

/** By how much the file indents a map in a map. */
function unitOf(root: ParsedNode): number {
  if (!isYamlMap(root)) return 2;
  const inner = root.items.map(({ value }) => value).find((value) => isYamlMap(value) && !isFlow(value));
  return inner === undefined ? 2 : Math.max(1, indentOf(inner as Collection) - indentOf(root));
}
