import type { Token, Tokens } from 'marked';
import {
  codeBlock,
  panelNames,
  plainText,
  type Block,
  type Inline,
  type ListItem,
  type RichFormat,
} from './document.ts';
import { loadEntityDecoder, type DecodeEntities } from './entities.ts';
import { readMarkdownCell } from './markdown-cell-reader.ts';
import { readMarkdownInlines } from './markdown-inline-reader.ts';
import { loadMarkdownLexer } from './markdown-lexer.ts';
import { isRawSource } from './raw-source.ts';

export type MarkdownReader = {
  readonly blocks: (markdown: string) => Block[];
  /** Text within a paragraph. */
  readonly inlines: (markdown: string) => Inline[];
};

/** Loaded when first needed: most calls never need it. */
export async function loadMarkdownReader(): Promise<MarkdownReader> {
  const [lexer, decode] = await Promise.all([loadMarkdownLexer(), loadEntityDecoder()]);
  return {
    blocks: (markdown) => readBlocks(lexer.blocks(markdown.replaceAll('\0', '')), decode),
    inlines: (markdown) => readMarkdownInlines(lexer.inlines(markdown), decode),
  };
}

const readBlocks = (tokens: readonly Token[], decode: DecodeEntities): Block[] =>
  tokens.flatMap((token) => readBlock(token, decode));

function readBlock(token: Token, decode: DecodeEntities): Block[] {
  switch (token.type) {
    case 'heading': {
      const { depth, tokens } = token as Tokens.Heading;
      const inlines = readMarkdownInlines(tokens, decode);
      return inlines.length === 0 ? [] : [{ kind: 'heading', level: depth, inlines }];
    }
    case 'code':
      return [codeOrRaw(token as Tokens.Code)];
    case 'blockquote':
      return [quoteOrPanel(token as Tokens.Blockquote, decode)];
    case 'list':
      return [readList(token as Tokens.List, decode)];
    case 'table':
      return [readTable(token as Tokens.Table, decode)];
    case 'hr':
      return [{ kind: 'rule' }];
    case 'space':
    case 'def':
    case 'checkbox':
      return [];
    default:
      return nonEmpty(readMarkdownInlines((token as Tokens.Generic).tokens ?? [token], decode));
  }
}

const nonEmpty = (inlines: readonly Inline[]): Block[] =>
  inlines.length === 0 ? [] : [{ kind: 'paragraph', inlines }];

/** ```storage holds the original of what Markdown has no word for; ```storage code is code in that notation. */
function codeOrRaw({ lang = '', text }: Tokens.Code): Block {
  const info = lang.trim();
  if (info === 'adf' || info === 'storage' || info === 'wiki') {
    const format: RichFormat = info;
    if (isRawSource(format, text)) return { kind: 'raw', format, source: text };
  }
  return codeBlock(info.split(/\s/, 1)[0] ?? '', text);
}

function quoteOrPanel(token: Tokens.Blockquote, decode: DecodeEntities): Block {
  const [first, ...rest] = token.tokens;
  const sign = first?.type === 'paragraph' ? (first as Tokens.Paragraph).tokens[0] : undefined;
  const [whole = '', word = ''] = /^\[!([a-z]+)\][ \t]*/i.exec(sign?.type === 'text' ? sign.raw : '') ?? [];
  const panel = panelNames.find((name) => name === word.toLowerCase());
  if (panel === undefined) return { kind: 'quote', blocks: readBlocks(token.tokens, decode) };
  const { title, body } = splitAtLineEnd((first as Tokens.Paragraph).tokens, whole.length);
  const blocks = [...nonEmpty(readMarkdownInlines(body, decode)), ...readBlocks(rest, decode)];
  return { kind: 'panel', panel, title: plainText(readMarkdownInlines(title, decode)).trim(), blocks };
}

/** The rest of the first line is the title, the lines below it are the text. */
function splitAtLineEnd(tokens: readonly Token[], skip: number): { title: Token[]; body: Token[] } {
  const title: Token[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'br') return { title, body: tokens.slice(index + 1) };
    const text = token.type === 'text' ? token.raw.slice(index === 0 ? skip : 0) : undefined;
    const end = text?.indexOf('\n') ?? -1;
    if (text !== undefined && end >= 0) {
      const part = (raw: string): Token => ({ type: 'text', raw, text: raw });
      return {
        title: [...title, part(text.slice(0, end))],
        body: [part(text.slice(end + 1)), ...tokens.slice(index + 1)],
      };
    }
    title.push(text === undefined ? token : { type: 'text', raw: text, text });
  }
  return { title, body: [] };
}

function readList(token: Tokens.List, decode: DecodeEntities): Block {
  const items = token.items.map((item): ListItem => {
    const blocks = readBlocks(item.tokens, decode);
    return item.task ? { checked: item.checked === true, blocks } : { blocks };
  });
  return { kind: 'list', ordered: token.ordered, start: token.start === '' ? 1 : token.start, items };
}

/** A heading row without a word in it stands for no heading row: Markdown has no tables without one. */
function readTable(token: Tokens.Table, decode: DecodeEntities): Block {
  const rows = token.rows.map((row) => row.map((cell) => readMarkdownCell(cell.tokens, false, decode)));
  const header = token.header.map((cell) => readMarkdownCell(cell.tokens, true, decode));
  const isEmpty = header.every((cell) => cell.blocks.length === 0) && rows.length > 0;
  return { kind: 'table', rows: isEmpty ? rows : [header, ...rows] };
}
