import { paragraph, plainRun, type Block, type Cell, type Inline, type ListItem } from './document.ts';
import { writeMarkdownInlines, type InlinePlace } from './markdown-inline-writer.ts';
import type { MarkdownReader } from './markdown-reader.ts';

type Place = { readonly inList: boolean };
type Write = {
  readonly inlines: (parts: readonly Inline[], place: InlinePlace) => string;
  readonly blocks: (blocks: readonly Block[], place: Place) => string;
};

export function writeMarkdown(blocks: readonly Block[], reader: MarkdownReader): string {
  const write: Write = {
    inlines: (parts, place) => writeMarkdownInlines(parts, place, reader.inlines),
    blocks: (inner, place) => joined(inner, place, write),
  };
  return write.blocks(blocks, { inList: false });
}

function joined(blocks: readonly Block[], place: Place, write: Write): string {
  let out = '';
  let before: Block | undefined;
  let alternate = false;
  for (const block of blocks) {
    alternate = isSameKindOfList(before, block) && !alternate;
    const text = writeBlock(block, place, write, alternate);
    if (text === '') continue;
    const tight = place.inList && before?.kind === 'paragraph' && mayFollowAtOnce(block);
    if (before !== undefined) out += tight ? '\n' : '\n\n';
    out += text;
    before = block;
  }
  return out;
}

/** Two lists in a row would be read as one, so the second gets another sign. */
const isSameKindOfList = (a: Block | undefined, b: Block): boolean =>
  a?.kind === 'list' && b.kind === 'list' && a.ordered === b.ordered;

/** Only some lists may end a paragraph without an empty line between. */
function mayFollowAtOnce(block: Block): boolean {
  if (block.kind !== 'list' || (block.ordered && block.start !== 1)) return false;
  const first = block.items[0]?.blocks[0];
  return first?.kind === 'paragraph' && first.inlines.length > 0;
}

function writeBlock(block: Block, place: Place, write: Write, alternate: boolean): string {
  switch (block.kind) {
    case 'paragraph':
      return write.inlines(block.inlines, 'paragraph');
    case 'heading': {
      const text = write.inlines(block.inlines, 'heading');
      return text === '' ? '' : `${'#'.repeat(block.level)} ${text}`;
    }
    case 'code':
      return fenced(codeInfo(block.language), block.text);
    case 'raw':
      return fenced(block.format, block.source);
    case 'quote':
      return prefixed('> ', write.blocks(block.blocks, { inList: false }) || ' ');
    case 'panel':
      return panel(block, write);
    case 'list':
      return list(block, write, alternate);
    case 'table':
      return table(block.rows, write);
    case 'rule':
      return place.inList ? '___' : '---';
  }
}

/** A block of these names holds an original; code in such a notation says that it is code. */
const codeInfo = (language: string): string => {
  const word = language.replaceAll(/[\s`~]/g, '');
  return word === 'adf' || word === 'storage' || word === 'wiki' ? `${word} code` : word;
};

function fenced(info: string, code: string): string {
  const longestRun = Math.max(2, ...(code.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  return `${fence}${info}\n${code.replaceAll(/\r\n?/g, '\n')}\n${fence}`;
}

const prefixed = (prefix: string, text: string): string =>
  text
    .split('\n')
    .map((line) => (prefix + line).trimEnd())
    .join('\n');

function panel(block: Block & { kind: 'panel' }, write: Write): string {
  const title =
    block.title === '' ? '' : ` ${write.inlines([{ kind: 'text', text: block.title, marks: [] }], 'heading')}`;
  const body = write.blocks(block.blocks, { inList: false });
  return prefixed(
    '> ',
    `[!${block.panel.toUpperCase()}]${title}${body === '' ? '' : `\n${beforeBody(block.blocks)}${body}`}`,
  );
}

/** Text may follow the sign at once, everything else needs an empty line. */
const beforeBody = (blocks: readonly Block[]): string => (blocks[0]?.kind === 'paragraph' ? '' : '\n');

function list(block: Block & { kind: 'list' }, write: Write, alternate: boolean): string {
  const items = block.items.map((item, index) => {
    const number = Math.min(block.start + index, 999_999_999);
    const marker = block.ordered ? `${number}${alternate ? ')' : '.'} ` : alternate ? '* ' : '- ';
    return listItem(item, marker, write);
  });
  return items.map((item, index) => item + (index < items.length - 1 ? itemEnd(block.items[index]) : '')).join('');
}

const itemEnd = (item: ListItem | undefined): string =>
  item !== undefined && item.blocks.length > 1 && !item.blocks.every(isTightBlock) ? '\n\n' : '\n';

const isTightBlock = (block: Block, index: number): boolean =>
  index === 0 ? block.kind === 'paragraph' : mayFollowAtOnce(block);

function listItem(item: ListItem, marker: string, write: Write): string {
  const sign = item.checked === undefined ? '' : item.checked ? '[x] ' : '[ ] ';
  const body = write.blocks(item.blocks, { inList: true });
  const startsWithText = item.blocks[0]?.kind === 'paragraph';
  const text = sign !== '' && !startsWithText ? `${sign.trim()}\n\n${body}` : sign + body;
  const indent = ' '.repeat(marker.length);
  return (marker + text.split('\n').join(`\n${indent}`)).replaceAll(/^[ \t]+$/gm, '').trimEnd();
}

function table(rows: readonly (readonly Cell[])[], write: Write): string {
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const [first = []] = rows;
  const hasHeading =
    first.length > 0 && first.every((cell) => cell.header) && first.some((cell) => cell.blocks.length > 0);
  const line = (cells: readonly string[]): string =>
    `|${Array.from({ length: columns }, (_, index) => ` ${cells[index] ?? ''} |`).join('')}`.replaceAll(
      / {2,}\|/g,
      ' |',
    );
  const body = (hasHeading ? rows.slice(1) : rows).map((row) => line(row.map((cell) => bodyCell(cell, write))));
  const heading = line(hasHeading ? first.map((cell) => cellText(cell.blocks, write)) : []);
  return [heading, line(Array.from({ length: columns }, () => '---')), ...body].join('\n');
}

const bodyCell = (cell: Cell, write: Write): string => {
  const text = cellText(cell.blocks, write);
  return cell.header ? `<th>${text}</th>` : text;
};

/** A cell is one line: paragraphs become lines, lists HTML. Cells with more than that are not written as a table. */
function cellText(blocks: readonly Block[], write: Write): string {
  let out = '';
  let before: Block | undefined;
  for (const block of blocks) {
    if (block.kind === 'list') {
      const tag = block.ordered ? 'ol' : 'ul';
      out += `<${tag}>${block.items.map((item) => `<li>${cellText(item.blocks, write)}</li>`).join('')}</${tag}>`;
    } else {
      const text = cellBlock(block, write);
      if (text === '') continue;
      out += before !== undefined && before.kind !== 'list' ? `<br>${text}` : text;
    }
    before = block;
  }
  return out;
}

/** Only from notations that keep no originals comes more than a line can say: then its words are what counts. */
function cellBlock(block: Exclude<Block, { kind: 'list' }>, write: Write): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return write.inlines(block.inlines, 'cell');
    case 'code':
      return block.text
        .split('\n')
        .map((text) => write.inlines([{ kind: 'text', text, marks: ['code'] }], 'cell'))
        .join('<br>');
    case 'raw':
      return write.inlines([block], 'cell');
    case 'quote':
      return cellText(block.blocks, write);
    case 'panel':
      return cellText([paragraph([plainRun(block.title)]), ...block.blocks], write);
    case 'table':
      return block.rows
        .map((row) => row.map((cell) => cellText(cell.blocks, write)).filter((text) => text !== ''))
        .map((cells) => cells.join(String.raw` \| `))
        .filter((text) => text !== '')
        .join('<br>');
    case 'rule':
      return '';
  }
}

/** Whether Markdown has words for everything in these cells; others are kept in their own notation. */
export const fitsMarkdownCell = (blocks: readonly Block[]): boolean =>
  blocks.every(
    (block) =>
      block.kind === 'paragraph' ||
      (block.kind === 'list' &&
        block.items.every((item) => item.checked === undefined && fitsMarkdownCell(item.blocks))),
  );
