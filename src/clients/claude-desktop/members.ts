import type { Node } from 'jsonc-parser';

/** A property of an object: where it starts and ends in the text, and its value. */
export type Member = {
  readonly owner: Node;
  readonly index: number;
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly value: Node;
};

/** Where a member stands, if it has lines of its own; undefined keeps it on the line of its neighbours. */
export type Lines = { readonly newline: string; readonly indent: string; readonly unit: string };

export const membersOf = (object: Node): readonly Member[] =>
  (object.children ?? []).flatMap((property, index) => {
    const [key, value] = property.children ?? [];
    if (key === undefined || value === undefined) return [];
    const [start, end] = [property.offset, property.offset + property.length];
    return [{ owner: object, index, key: String(key.value), start, end, value }];
  });

/**
 * Adds a member behind the last one, laid out as that one is. What stood in the text stays where it was, so that
 * `removeMember` finds the way back. jsonc-parser's `modify` is not used: it re-formats the neighbours.
 */
export function insertMember(body: string, root: Node, object: Node, write: (lines?: Lines) => string): string {
  const newline = /\r?\n/.exec(body)?.[0] ?? '\n';
  const unit = indentUnit(body);
  const last = membersOf(object).at(-1);
  if (last !== undefined) {
    const gap = spaceBefore(body, last.start);
    const lines = gap.includes('\n') ? { newline, unit, indent: lastLine(gap) } : undefined;
    return splice(body, last.end, last.end, `,${gap}${write(lines)}`);
  }
  const inside = object.offset + 1;
  const onLines = object === root || body.slice(root.offset, root.offset + root.length).includes('\n');
  if (!onLines) return splice(body, inside, inside, write());
  const base = lineIndent(body, object.offset);
  const indent = base + unit;
  return splice(body, inside, inside, `${newline}${indent}${write({ newline, unit, indent })}${newline}${base}`);
}

/** Takes a member out with its comma and its own white space. */
export function removeMember(body: string, { owner, index, start, end }: Member): string {
  const all = membersOf(owner);
  const next = all[index + 1];
  if (next !== undefined) return splice(body, start, next.start);
  const previous = all[index - 1];
  if (previous !== undefined) return splice(body, previous.end, end);
  return removeOnly(body, owner, end);
}

function removeOnly(body: string, owner: Node, end: number): string {
  const inside = owner.offset + 1;
  const closing = owner.offset + owner.length - 1;
  const leading = /^[ \t\r\n]*/.exec(body.slice(inside))?.[0] ?? '';
  if (leading === '') return splice(body, inside, end);
  const ownTail = `${leading.startsWith('\r\n') ? '\r\n' : '\n'}${lineIndent(body, owner.offset)}`;
  const tail = leading.includes('\n') && body.startsWith(ownTail, end) ? end + ownTail.length : closing;
  return splice(body, inside, tail);
}

export const splice = (text: string, from: number, to: number, put = ''): string =>
  text.slice(0, from) + put + text.slice(to);

/** The white space at the start of the line that holds this place. */
export function lineIndent(body: string, offset: number): string {
  const line = body.slice(body.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

const lastLine = (text: string): string => text.slice(text.lastIndexOf('\n') + 1);
const spaceBefore = (body: string, offset: number): string => /[ \t\r\n]*$/.exec(body.slice(0, offset))?.[0] ?? '';
/** What the first indented line is indented by; two spaces where no line is. */
const indentUnit = (body: string): string => /\n([ \t]+)\S/.exec(body)?.[1] ?? '  ';
