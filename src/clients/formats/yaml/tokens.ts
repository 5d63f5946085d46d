import type { CST } from 'yaml';
import type { Bracketed } from '../bracketed.ts';
import { entriesOf, type Collection, type Entry } from './document.ts';

const trivia: ReadonlySet<string> = new Set(['space', 'comment', 'newline', 'comma']);
const own = (tokens: readonly CST.SourceToken[] | undefined): readonly CST.SourceToken[] =>
  (tokens ?? []).filter(({ type }) => !trivia.has(type));
const endOf = (token: CST.SourceToken | undefined): number | undefined => token && token.offset + token.source.length;

/** Where an entry begins: its key, or the dash before its value. */
export function startOf({ item }: Entry): number {
  const { start, key, sep, value } = item;
  return own(start)[0]?.offset ?? key?.offset ?? own(sep)[0]?.offset ?? value?.offset ?? 0;
}

/** Where a value stands, or would stand: behind the colon or the dash, an anchor or a tag. */
export const valueAt = ({ item: { start, key, sep } }: Entry): number =>
  endOf(own(sep).at(-1)) ?? (key && contentEnd(key)) ?? endOf(own(start).at(-1)) ?? 0;

export const endOfEntry = (entry: Entry): number => endOfItem(entry.item) ?? valueAt(entry);

function endOfItem({ start, key, sep, value }: CST.CollectionItem): number | undefined {
  if (value !== undefined && !('source' in value && value.source === '' && value.type === 'scalar'))
    return contentEnd(value);
  return endOf(own(sep).at(-1)) ?? (key && contentEnd(key)) ?? endOf(own(start).at(-1));
}

/** Where the last thing in it ends that is no comment and no white space; a block text ends with its line. */
export function contentEnd(token: CST.Token): number {
  if (token.type === 'block-map' || token.type === 'block-seq')
    return token.items.map(endOfItem).findLast((end) => end !== undefined) ?? token.offset;
  if (token.type === 'flow-collection') return endOf(own(token.end)[0]) ?? token.offset;
  const props = token.type === 'block-scalar' ? token.props : [];
  return props.reduce((sum, prop) => sum + lengthOf(prop), token.offset) + lengthOf(token);
}

const lengthOf = (token: CST.Token): number => ('source' in token ? token.source.length : 0);

export function bracketed(owner: Collection): Bracketed {
  const token = owner.srcToken;
  if (token === undefined) return { start: 0, end: 0, parts: [] };
  const parts = entriesOf(owner).map((entry) => ({ start: startOf(entry), end: endOfEntry(entry) }));
  return { start: token.offset, end: contentEnd(token), parts };
}

export const indentOf = ({ srcToken }: Collection): number =>
  srcToken !== undefined && 'indent' in srcToken ? srcToken.indent : 0;
