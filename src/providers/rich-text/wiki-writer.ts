import { attachmentOf } from './addresses.ts';
import { markNames, tidyInlines, type Block, type Cell, type Inline, type MarkName } from './document.ts';
import { escapeWiki, escapeWikiLine } from './wiki-escape.ts';

const signs: Readonly<Record<Exclude<MarkName, 'code'>, string>> = {
  underline: '+',
  strike: '-',
  strong: '*',
  em: '_',
  sub: '~',
  sup: '^',
};

export const writeWikiBlocks = (blocks: readonly Block[]): string =>
  blocks
    .map((block) => writeBlock(block, false))
    .filter((text) => text !== '')
    .join('\n\n');

/** Panels and quotations cannot stand within each other. */
function writeBlock(block: Block, framed: boolean): string {
  const inner = (blocks: readonly Block[]): string =>
    blocks
      .map((child) => writeBlock(child, true))
      .filter((text) => text !== '')
      .join('\n\n');
  switch (block.kind) {
    case 'paragraph':
      return writeInlines(block.inlines, '\n');
    case 'heading':
      return `h${block.level}. ${writeInlines(block.inlines, ' ')}`;
    case 'code':
      return writeCode(block.language, block.text);
    case 'quote':
      return framed ? inner(block.blocks) : `{quote}\n${inner(block.blocks)}\n{quote}`;
    case 'panel': {
      const title = panelTitle(block);
      if (framed)
        return [title === '' ? '' : `*${escapeWiki(title)}*`, inner(block.blocks)].filter(Boolean).join('\n\n');
      return `{panel${title === '' ? '' : `:title=${title}`}}\n${inner(block.blocks)}\n{panel}`;
    }
    case 'list':
      return writeList(block, '');
    case 'table':
      return block.rows.map(writeRow).join('\n');
    case 'rule':
      return '----';
    case 'raw':
      return block.format === 'wiki' ? block.source : writeCode('', block.source);
  }
}

function panelTitle({ panel, title }: Block & { kind: 'panel' }): string {
  const text = title.replaceAll(/[|{}=\n\\]/g, ' ').trim();
  if (panel === 'panel' || panel === 'expand') return text;
  const name = panel.charAt(0).toUpperCase() + panel.slice(1);
  return text === '' ? name : `${name}: ${text}`;
}

function writeCode(language: string, text: string): string {
  const code = text.replaceAll(/\r\n?/g, '\n');
  const name = /^[\w+#-]+$/.test(language) ? `:${language}` : '';
  if (!code.includes('{code}')) return `{code${name}}\n${code}\n{code}`;
  return `{noformat}\n${code.replaceAll('{noformat}', '{ noformat}')}\n{noformat}`;
}

function writeList(block: Block & { kind: 'list' }, prefix: string): string {
  const marker = prefix + (block.ordered ? '#' : '*');
  return block.items
    .map(({ checked, blocks }) => {
      const [first, ...rest] = blocks;
      const sign = checked === undefined ? '' : checked ? '☑ ' : '☐ ';
      const text =
        first?.kind === 'paragraph' || first?.kind === 'heading' ? writeInlines(first.inlines, ' \\\\ ') : '';
      const others = first === undefined || text !== '' ? rest : blocks;
      return [`${marker} ${sign}${text}`.trimEnd(), ...others.map((child) => writeInItem(child, marker))].join('\n');
    })
    .join('\n');
}

/** Nothing within an item may have an empty line: it would end the list. */
function writeInItem(block: Block, marker: string): string {
  if (block.kind === 'list') return writeList(block, marker);
  if (block.kind === 'code' || block.kind === 'raw') return writeBlock(block, true);
  return writeBlock(block, true)
    .split(/\n+/)
    .map((line) => line.trim())
    .join('\n');
}

const writeRow = (row: readonly Cell[]): string => {
  const cells = row.map((cell) => `${cell.header ? '||' : '|'}${cellText(cell)}`).join('');
  return `${cells}${row.at(-1)?.header === true ? '||' : '|'}`;
};

function cellText(cell: Cell): string {
  const parts = cell.blocks.map((block) =>
    block.kind === 'paragraph' ? writeInlines(block.inlines, ' \\\\ ') : `\n${writeInItem(block, '')}\n`,
  );
  const text = parts.join(' \\\\ ').replaceAll(/ ?(?:\\\\ )?\n+ ?(?:\\\\ )?/g, '\n');
  return text === '' ? ' ' : text.replace(/\n$/, '');
}

function writeInlines(parts: readonly Inline[], lineBreak: string): string {
  const inlines = tidyInlines(parts);
  const text = inlines
    .map((part, index) => writeInline(part, inlines[index - 1], inlines[index + 1], lineBreak))
    .join('');
  return text.split('\n').map(escapeWikiLine).join('\n');
}

function writeInline(part: Inline, before: Inline | undefined, after: Inline | undefined, lineBreak: string): string {
  switch (part.kind) {
    case 'text':
      return part.href === undefined
        ? writeMarks(part.text, part.marks, edge(before, -1), edge(after, 0))
        : writeLink(part);
    case 'break':
      return lineBreak;
    case 'image':
      return writeImage(part);
    case 'mention':
      return `[~${part.id.replaceAll(/[|\]\n]/g, '')}]`;
    case 'status':
      return writeMarks(part.text, ['strong'], edge(before, -1), edge(after, 0));
    case 'date':
      return escapeWiki(part.day);
    case 'card':
      return /^https?:\/\/[^\s|[\]{}"<>\\]+$/.test(part.url) ? `[${part.url}]` : escapeWiki(part.url);
    case 'raw':
      return part.format === 'wiki' ? part.source : `{{${escapeWiki(part.source)}}}`;
  }
}

const edge = (part: Inline | undefined, at: number): string => (part?.kind === 'text' ? (part.text.at(at) ?? '') : '');

function writeMarks(text: string, marks: readonly MarkName[], before: string, after: string): string {
  const isInWord = /[\p{L}\p{N}]/u.test(before) || /[\p{L}\p{N}]/u.test(after);
  return markNames
    .filter((mark) => marks.includes(mark))
    .reduceRight((inner, mark) => {
      if (mark === 'code') return `{{${inner}}}`;
      const sign = isInWord ? `{${signs[mark]}}` : signs[mark];
      return `${sign}${inner}${sign}`;
    }, escapeWiki(text));
}

function writeLink({ text, href = '', marks }: Inline & { kind: 'text' }): string {
  if (text === href && /^https?:/.test(href)) return escapeWiki(text);
  const label = writeMarks(text, marks, '', '');
  const file = attachmentOf(href);
  if (file !== undefined) return /[|\]^\n]/.test(file) ? label : `[${text === file ? '' : `${label}|`}^${file}]`;
  if (!/^(?:https?|mailto|tel|ftp|sftp|file):|^[#/]/i.test(href)) return label;
  return `[${label}|${href.replaceAll(/[\s|[\]{}\\]/g, (char) => encodeURIComponent(char))}]`;
}

function writeImage({ src, alt }: Inline & { kind: 'image' }): string {
  const target = attachmentOf(src) ?? src;
  if (/[!|\n{}]/.test(target)) return escapeWiki(alt === '' ? target : alt);
  const given = alt === '' || alt === target ? '' : `|alt=${alt.replaceAll(/[!|,="{}\n\\]/g, ' ').trim()}`;
  return `!${target}${given}!`;
}
