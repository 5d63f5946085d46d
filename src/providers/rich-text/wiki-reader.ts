import { deepestNesting, panelNames, plainRun, tidyInlines, type Block, type Cell } from './document.ts';
import type { DecodeEntities } from './entities.ts';
import { takeOutCode, type CodeShelf } from './wiki-code.ts';
import { readWikiInlines } from './wiki-inline-reader.ts';
import { buildLists, type WikiItem } from './wiki-lists.ts';

type Reading = {
  readonly shelf: CodeShelf;
  readonly decode: DecodeEntities;
  readonly depth: number;
  /** Frames that nothing ends any more. */
  readonly unclosed?: Set<string>;
};

const frame = /^\{(quote|panel|info|note|tip|warning)(?::([^}\n]*))?\}$/;
const listLine = /^\s*(?:([*#]+)(?:\s+(.*))?|(-)\s+(.*))$/;

export function readWikiBlocks(wiki: string, decode: DecodeEntities): Block[] {
  const { text, shelf } = takeOutCode(wiki.replaceAll(/\r\n?/g, '\n'));
  const framed = text.replaceAll(/(?<!\\)\{(?:quote|panel|info|note|tip|warning)(?::[^}\n]*)?\}/g, '\n$&\n');
  return readLines(framed.split('\n'), { shelf, decode, depth: 0 });
}

function readLines(lines: readonly string[], outer: Reading): Block[] {
  const reading: Reading = { ...outer, unclosed: new Set() };
  const blocks: Block[] = [];
  let text: string[] = [];
  const endText = (): void => {
    blocks.push(...readText(text.join('\n'), reading));
    text = [];
  };
  for (let index = 0; index < lines.length;) {
    const line = lines[index] ?? '';
    const found = readBlock(lines, index, reading);
    if (found !== undefined || line.trim() === '') endText();
    else text.push(line);
    blocks.push(...(found?.blocks ?? []));
    index = found?.next ?? index + 1;
  }
  endText();
  return blocks;
}

/** Words, with the code that stands between them. */
function readText(text: string, { shelf, decode }: Reading): Block[] {
  return shelf.split(text).flatMap((part): Block[] => {
    if (typeof part !== 'string') return [part];
    const inlines = tidyInlines(readWikiInlines(part.trim(), decode));
    return inlines.length === 0 ? [] : [{ kind: 'paragraph', inlines }];
  });
}

type Found = { readonly blocks: readonly Block[]; readonly next: number };

function readBlock(lines: readonly string[], index: number, reading: Reading): Found | undefined {
  const line = lines[index] ?? '';
  const inlines = (text: string) => tidyInlines(readWikiInlines(text.trim(), reading.decode));
  const [, level, title = ''] = /^\s*h([1-6])\.\s*(.*)$/.exec(line) ?? [];
  if (level !== undefined) {
    const words = inlines(title);
    return {
      blocks: words.length === 0 ? [] : [{ kind: 'heading', level: Number(level), inlines: words }],
      next: index + 1,
    };
  }
  if (/^\s*-{4,}\s*$/.test(line)) return { blocks: [{ kind: 'rule' }], next: index + 1 };
  const [, quoted] = /^\s*bq\.\s+(.*)$/.exec(line) ?? [];
  if (quoted !== undefined) return { blocks: [{ kind: 'quote', blocks: readText(quoted, reading) }], next: index + 1 };
  if (frame.test(line.trim())) return readFrame(lines, index, reading);
  if (listLine.test(line)) return readList(lines, index, reading);
  if (line.trimStart().startsWith('|')) return readTable(lines, index, reading);
  const [macro] = /^\{(?!color\b|anchor\b)[a-z][\w-]*(?::[^}\n]*)?\}$/i.exec(line.trim()) ?? [];
  return macro === undefined
    ? undefined
    : { blocks: [{ kind: 'raw', format: 'wiki', source: macro }], next: index + 1 };
}

function readFrame(lines: readonly string[], index: number, reading: Reading): Found {
  const [, name = '', parameters = ''] = frame.exec(lines[index]?.trim() ?? '') ?? [];
  const close = reading.unclosed?.has(name) === true ? -1 : lines.indexOf(`{${name}}`, index + 1);
  if (close < 0) {
    reading.unclosed?.add(name);
    return { blocks: [], next: index + 1 };
  }
  const inner = lines.slice(index + 1, close);
  const blocks =
    reading.depth < deepestNesting
      ? readLines(inner, { ...reading, depth: reading.depth + 1 })
      : [{ kind: 'paragraph' as const, inlines: [plainRun(inner.join(' '))] }];
  return { blocks: [name === 'quote' ? { kind: 'quote', blocks } : panel(name, parameters, blocks)], next: close + 1 };
}

/** Jira knows one kind of panel, so its title says which one was meant: `Note: Mind the gap`. */
function panel(name: string, parameters: string, blocks: readonly Block[]): Block {
  const title = /(?:^|\|)title=([^|]*)/.exec(parameters)?.[1]?.trim() ?? '';
  if (name !== 'panel') return { kind: 'panel', panel: name as 'info', title, blocks };
  const [, word = '', rest = ''] = /^(\w+)(?:: (.*))?$/.exec(title) ?? [];
  const kind = panelNames.find((known) => known === word.toLowerCase() && known !== 'panel' && known !== 'expand');
  return kind === undefined
    ? { kind: 'panel', panel: 'panel', title, blocks }
    : { kind: 'panel', panel: kind, title: rest, blocks };
}

/** Lines without a marker go on with the item above them, until an empty line. */
function readList(lines: readonly string[], index: number, reading: Reading): Found {
  const items: (WikiItem & { lines: string[] })[] = [];
  let next = index;
  for (; next < lines.length; next++) {
    const line = lines[next] ?? '';
    const match = listLine.exec(line);
    const marker = match?.[1] ?? match?.[3];
    const text = match?.[2] ?? match?.[4] ?? '';
    if (marker !== undefined) items.push({ marker: marker.slice(0, deepestNesting), lines: [text] });
    else if (line.trim() === '' || frame.test(line.trim()) || /^\s*(?:h[1-6]\.|bq\.|-{4,}\s*$|\|)/.test(line)) break;
    else items.at(-1)?.lines.push(line);
  }
  return { blocks: buildLists(items, (item) => readText(item.lines.join('\n'), reading)), next };
}

/** A row goes on over lines until one ends with a bar. */
function readTable(lines: readonly string[], index: number, reading: Reading): Found {
  const rows: Cell[][] = [];
  let next = index;
  while (next < lines.length && (lines[next] ?? '').trimStart().startsWith('|')) {
    let row = (lines[next] ?? '').trim();
    next++;
    while (
      !/\|\s*$/.test(row) &&
      next < lines.length &&
      (lines[next] ?? '').trim() !== '' &&
      !/^\s*\|/.test(lines[next] ?? '')
    ) {
      row += `\n${lines[next] ?? ''}`;
      next++;
    }
    const cells = cellsOf(row).map((cell): Cell => ({
      header: cell.header,
      blocks: readLines(cell.text.split('\n'), { ...reading, depth: deepestNesting }),
    }));
    if (cells.length > 0) rows.push(cells);
  }
  return { blocks: rows.length === 0 ? [] : [{ kind: 'table', rows }], next };
}

/** Bars within links, pictures, code and after a backslash divide nothing. */
function cellsOf(row: string): { header: boolean; text: string }[] {
  const cells: { header: boolean; text: string }[] = [];
  const piece =
    /(\|{1,2})|\\.|\[[^\]\n|]{0,500}\|[^\]\n]{0,2000}\]|![^!\n|]{1,500}\|[^!\n]{0,500}!|\{\{[^\n]{0,2000}?\}\}|\{[a-z][^}\n]*\}|[^]/gi;
  for (const match of row.matchAll(piece)) {
    if (match[1] !== undefined) cells.push({ header: match[1].length === 2, text: '' });
    else {
      const last = cells.at(-1);
      if (last !== undefined) last.text += match[0];
    }
  }
  if (cells.at(-1)?.text.trim() === '' && cells.length > 1) cells.pop();
  return cells;
}
