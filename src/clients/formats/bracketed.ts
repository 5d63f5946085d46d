type Span = { readonly start: number; readonly end: number };
/** Something between two brackets with commas between its parts: a JSON object or list, an inline table, a flow map. */
export type Bracketed = Span & { readonly parts: readonly Span[] };

/** What the whole file is in, if parts may have lines of their own in this format. */
type Root = Bracketed | undefined;

/** Where a part stands, if it has lines of its own; undefined keeps it on the line of its neighbours. */
export type Lines = { readonly newline: string; readonly indent: string; readonly unit: string };

/**
 * Adds a part behind the last one, laid out as that one is, behind the comment on that one's line. What stood in the
 * text stays where it was, so that `removePart` finds the way back. jsonc-parser's `modify` re-formats the neighbours.
 */
export function insertPart(body: string, root: Root, owner: Bracketed, write: (lines?: Lines) => string): string {
  const last = owner.parts.at(-1);
  if (last === undefined) return insertFirst(body, root, owner, write);
  const { comma, tokens } = between(body, last.end);
  const from = comma?.end ?? last.end;
  const comments = onSameLine(body, from, tokens);
  const at = comments.at(-1)?.end ?? from;
  const space = spaceOf(body, last, { behindLineComment: comments.at(-1)?.kind === 'line', owner, root });
  const lines = space.includes('\n') ? { ...layout(body, root), indent: lastLine(space) } : undefined;
  // A file with a comma behind its last part keeps that habit: so it is known what to take out again.
  if (comma !== undefined) return splice(body, at, at, `${space}${write(lines)},`);
  return `${body.slice(0, last.end)},${body.slice(last.end, at)}${space}${write(lines)}${body.slice(at)}`;
}

function insertFirst(body: string, root: Root, owner: Bracketed, write: (lines?: Lines) => string): string {
  const inside = owner.start + 1;
  const at = between(body, inside).tokens.at(-1)?.end;
  const base = lineIndent(body, owner.start);
  const { newline, unit } = layout(body, root);
  const own = { newline, unit, indent: base + unit };
  if (at !== undefined) {
    const onLines = root !== undefined && body.slice(at, owner.end).includes('\n');
    return splice(body, at, at, onLines ? newline + own.indent + write(own) : ` ${write()}`);
  }
  const onLines = root !== undefined && (owner.start === root.start || body.slice(root.start, root.end).includes('\n'));
  return splice(body, inside, inside, onLines ? newline + own.indent + write(own) + newline + base : write());
}

/** Takes a part out with its comma and its own white space. Comments of its neighbours stay. */
export function removePart(body: string, owner: Bracketed, part: Span): string {
  const { start, end } = part;
  const all = owner.parts;
  const index = all.findIndex((each) => each.start === start);
  const { comma, tokens } = between(body, end);
  const next = all[index + 1];
  if (next !== undefined && tokens.length === 1) return splice(body, start, next.start);
  const previous = all[index - 1];
  if (previous === undefined && next === undefined) return removeOnly(body, owner, part);
  const other = comma ?? (previous && between(body, previous.end).comma);
  return cut(body, [endBefore(body, start), end], ...(other === undefined ? [] : [[other.start, other.end] as const]));
}

function removeOnly(body: string, owner: Bracketed, { start, end: ownEnd }: Span): string {
  const inside = owner.start + 1;
  const closing = owner.end - 1;
  const { comma, tokens } = between(body, ownEnd);
  const commented = tokens.some(({ kind }) => kind !== 'comma');
  const before = endBefore(body, start);
  if (commented || before > inside)
    return cut(body, [before, ownEnd], ...(comma === undefined ? [] : [[comma.start, comma.end] as const]));
  const end = comma?.end ?? ownEnd;
  const leading = body.slice(inside, start);
  if (leading === '') return splice(body, inside, end);
  const ownTail = `${leading.startsWith('\r\n') ? '\r\n' : '\n'}${lineIndent(body, owner.start)}`;
  const tail = leading.includes('\n') && body.startsWith(ownTail, end) ? end + ownTail.length : closing;
  return splice(body, inside, tail);
}

export const splice = (text: string, from: number, to: number, put = ''): string =>
  text.slice(0, from) + put + text.slice(to);

const cut = (text: string, ...spans: readonly (readonly [start: number, end: number])[]): string =>
  spans.toSorted(([a], [b]) => b - a).reduce((rest, [start, end]) => splice(rest, start, end), text);

type Token = Span & { readonly kind: 'comma' | 'line' | 'block' };

/** The comma and the comments from here, behind a value, to whatever comes next. */
function between(body: string, from: number): { readonly tokens: readonly Token[]; readonly comma: Token | undefined } {
  const tokens: Token[] = [];
  const one = /[ \t\r\n]+|(?<comma>,)|(?<line>(?:\/\/|#)[^\r\n]*)|(?<block>\/\*[^]*?\*\/)/y;
  one.lastIndex = from;
  for (let found = one.exec(body); found !== null; found = one.exec(body)) {
    const { index: start, groups = {} } = found;
    const end = one.lastIndex;
    const kind = (['comma', 'line', 'block'] as const).find((each) => groups[each] !== undefined);
    if (kind !== undefined) tokens.push({ kind, start, end });
  }
  return { tokens, comma: tokens.find(({ kind }) => kind === 'comma') };
}

/** The comments that begin on the line on which this place is. */
function onSameLine(body: string, from: number, tokens: readonly Token[]): readonly Token[] {
  const following = tokens.filter(({ start, kind }) => start >= from && kind !== 'comma');
  const end = following.findIndex(({ start }) => /[\r\n]/.test(body.slice(from, start)));
  return end === -1 ? following : following.slice(0, end);
}

type Around = { readonly behindLineComment: boolean; readonly owner: Bracketed; readonly root: Root };

/** The white space that goes before a part which follows this one. */
function spaceOf(body: string, { start }: Span, { behindLineComment, owner, root }: Around): string {
  const space = body.slice(endBefore(body, start), start);
  if (/[\r\n]/.test(space)) return space;
  // In YAML what is on a line of its own has to be further in.
  const step = root === undefined ? '  ' : '';
  if (behindLineComment || beginsLine(body, start)) return newlineOf(body) + lineIndent(body, start) + step;
  return space === '' && root === undefined && owner.parts.length === 1 ? ' ' : space;
}

/** Whether only comments are before this place on its line. */
const beginsLine = (body: string, offset: number): boolean =>
  /^[ \t]*(\/\*[^\n]*\*\/[ \t]*)+$/.test(body.slice(body.lastIndexOf('\n', offset - 1) + 1, offset));

/** The white space at the start of the line that holds this place. */
export function lineIndent(body: string, offset: number): string {
  const line = body.slice(body.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

const newlineOf = (body: string): string => /\r?\n/.exec(body)?.[0] ?? '\n';

/** How the file is laid out: its first line end, and by what its outermost names are indented. */
function layout(body: string, root: Root): Omit<Lines, 'indent'> {
  const first = root?.parts[0];
  const space = first === undefined ? '' : body.slice(endBefore(body, first.start), first.start);
  const own = space.includes('\n') ? lastLine(space) : '';
  return { newline: newlineOf(body), unit: own === '' ? (/\n([ \t]+)\S/.exec(body)?.[1] ?? '  ') : own };
}

const lastLine = (text: string): string => text.slice(text.lastIndexOf('\n') + 1);
function endBefore(body: string, offset: number): number {
  let end = offset;
  while (end > 0 && /[ \t\r\n]/.test(body.charAt(end - 1))) end -= 1;
  return end;
}
