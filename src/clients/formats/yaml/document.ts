import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type CST, type Document, type ParsedNode } from 'yaml';
import type { YAMLMap, YAMLSeq } from 'yaml';
import type { Path, Plain, TextValue } from '../format.ts';
import { notParsable, place } from '../not-parsable.ts';

/** A YAML text: the byte order mark or nothing, and what is behind it; places count from there. No root: holds nothing. */
export type YamlDocument = {
  readonly mark: string;
  readonly body: string;
  readonly root: ParsedNode | undefined;
  readonly parsed: Document.Parsed | undefined;
};

export type Collection = YAMLMap | YAMLSeq;
/** A key with its value, or an item of a list: its value, and the tokens that it is made of. */
export type Entry = {
  readonly owner: Collection;
  readonly key: string | number;
  readonly node: unknown;
  readonly item: CST.CollectionItem;
};

const byteOrderMark = '\uFEFF';

export function readDocument(text: string): YamlDocument {
  const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
  const body = text.slice(mark.length);
  const parsed = onlyDocument(body);
  const root = parsed?.contents ?? undefined;
  const isNothing = isScalar(root) && root.value === null && root.source === '';
  return { mark, body, root: isNothing ? undefined : root, parsed };
}

function onlyDocument(body: string): Document.Parsed | undefined {
  const parsed = parseAllDocuments(body, { keepSourceTokens: true, logLevel: 'error' });
  // For a text without any document the library gives a list without one, with its mistakes beside it.
  const [error] = 'empty' in parsed ? parsed.errors : parsed.flatMap(({ errors }) => errors);
  if (error !== undefined) throw notParsable(`The file is not valid YAML: ${place(body, error.pos[0])}.`);
  if (parsed.length > 1) throw notParsable('The file holds several YAML documents.');
  return parsed[0];
}

/** The whole file as values. */
export function plainOf({ body, parsed }: YamlDocument): Plain | undefined {
  try {
    const value = parsed?.toJS() as Plain | undefined;
    // Throws where a map holds itself.
    if (body.includes('*')) JSON.stringify(value);
    return value;
  } catch (cause) {
    // The library refuses aliases that would fill the memory.
    throw notParsable('The file uses YAML references in a way that cannot be followed.', cause);
  }
}

export const isCollection = (node: unknown): node is Collection => isMap(node) || isSeq(node);
export const isFlow = (owner: Collection): boolean => owner.srcToken?.type === 'flow-collection';

export function entriesOf(owner: Collection): readonly Entry[] {
  if (isMap(owner))
    return owner.items.flatMap(({ key, value, srcToken: item }) =>
      item === undefined ? [] : [{ owner, key: isScalar(key) ? String(key.value) : '', node: value, item }],
    );
  const token = owner.srcToken;
  const items: readonly CST.CollectionItem[] = token !== undefined && 'items' in token ? token.items : [];
  return items.filter(isThere).flatMap((item, key) => [{ owner, key, node: owner.items[key], item }]);
}

/** Behind the last comma of a flow list, and before a last comment, the parser sees an item with nothing in it. */
const isThere = ({ start, key, sep, value }: CST.CollectionItem): boolean =>
  Boolean(key ?? sep ?? value) || start.some(({ type }) => type === 'seq-item-ind');

export function entryAt(root: ParsedNode | undefined, path: Path): Entry | undefined {
  let entry: Entry | undefined;
  let node: unknown = root;
  for (const key of path) {
    entry = isCollection(node) ? entriesOf(node).find((each) => each.key === key) : undefined;
    if (entry === undefined) return undefined;
    node = entry.node;
  }
  return entry;
}

export function* textsOf(node: unknown, path: Path, shift: number): Generator<TextValue> {
  if (isAlias(node)) return;
  if (isCollection(node))
    for (const { key, node: value } of entriesOf(node)) yield* textsOf(value, [...path, key], shift);
  if (!isScalar(node) || typeof node.value !== 'string' || !node.range) return;
  yield { path, text: node.value, start: node.range[0] + shift, end: node.range[1] + shift };
}
