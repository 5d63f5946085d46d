import type { Token, Tokens } from 'marked';
import type { CommentBlock } from './part-schemas.ts';

type Attributes = Readonly<Record<string, unknown>>;
/** As it is sent: text with its look, the end of a line with the line's kind, or a person. */
export type SentBlock =
  | { readonly text: string; readonly attributes: Attributes }
  | { readonly type: 'tag'; readonly user: { readonly id: number } };

/** Markdown as ClickUp's comment blocks. https://developer.clickup.com/docs/comment-formatting */
export async function markdownToBlocks(markdown: string): Promise<SentBlock[]> {
  const { marked } = await import('marked');
  const blocks = blocksOf(marked.lexer(markdown));
  // The end of the last plain line is not a line of its own.
  while (isPlainEnd(blocks.at(-1))) blocks.pop();
  return blocks;
}

const isPlainEnd = (block: SentBlock | undefined): boolean =>
  block !== undefined && 'text' in block && block.text === '\n' && Object.keys(block.attributes).length === 0;

const end = (attributes: Attributes = {}): SentBlock => ({ text: '\n', attributes });

function blocksOf(tokens: readonly Token[]): SentBlock[] {
  return tokens.flatMap((token, index) => {
    const blocks = blockOf(token);
    const isFollowed = tokens.slice(index + 1).some(({ type }) => type !== 'space');
    // An empty line between paragraphs keeps them apart.
    return token.type === 'paragraph' && isFollowed ? [...blocks, end()] : blocks;
  });
}

function blockOf(token: Token): SentBlock[] {
  switch (token.type) {
    case 'heading':
      return [...inline(childrenOf(token)), end({ header: (token as Tokens.Heading).depth })];
    case 'paragraph':
    case 'text':
      return [...inline(innerOf(token)), end()];
    case 'list':
      return listBlocks(token as Tokens.List, 0);
    case 'code': {
      const { text, lang } = token as Tokens.Code;
      const kind = { 'code-block': { 'code-block': lang === undefined || lang === '' ? 'plain' : lang } };
      return text.split('\n').flatMap((line) => [{ text: line, attributes: {} }, end(kind)]);
    }
    case 'blockquote':
      return childrenOf(token).flatMap((inner) => [...inline(innerOf(inner)), end({ blockquote: {} })]);
    case 'space':
    case 'def':
      return [];
    case 'hr':
      return [{ text: '---', attributes: {} }, end()];
    default:
      // Tables have no blocks here; as they were written they can still be read.
      return [{ text: token.raw.trimEnd(), attributes: {} }, end()];
  }
}

const childrenOf = (token: Token): readonly Token[] => ('tokens' in token ? (token.tokens ?? []) : []);
/** A token without parts is its own only part. */
const innerOf = (token: Token): readonly Token[] => ('tokens' in token ? (token.tokens ?? [token]) : [token]);

function listBlocks({ items, ordered }: Tokens.List, depth: number): SentBlock[] {
  return items.flatMap((item) => {
    const own = item.tokens.filter(({ type }) => type !== 'list' && type !== 'checkbox');
    const nested = item.tokens.filter((inner): inner is Tokens.List => inner.type === 'list');
    const kind = item.task ? (item.checked === true ? 'checked' : 'unchecked') : ordered ? 'ordered' : 'bullet';
    const line = end({ list: { list: kind }, ...(depth === 0 ? {} : { indent: depth }) });
    const text = own.flatMap((inner) => inline(innerOf(inner)));
    return [...text, line, ...nested.flatMap((inner) => listBlocks(inner, depth + 1))];
  });
}

function inline(tokens: readonly Token[] | undefined, look: Attributes = {}): SentBlock[] {
  return (tokens ?? []).flatMap((token): SentBlock[] => {
    switch (token.type) {
      case 'strong':
        return inline(childrenOf(token), { ...look, bold: true });
      case 'em':
        return inline(childrenOf(token), { ...look, italic: true });
      case 'del':
        return inline(childrenOf(token), { ...look, strike: true });
      case 'codespan':
        return [{ text: (token as Tokens.Codespan).text, attributes: { ...look, code: true } }];
      case 'br':
        return [end()];
      case 'link':
        return linkBlocks(token as Tokens.Link, look);
      case 'checkbox':
        return [];
      default: {
        const { tokens: inner, text } = token as Tokens.Text;
        return inner === undefined ? [{ text, attributes: look }] : inline(inner, look);
      }
    }
  });
}

function linkBlocks({ href, tokens }: Tokens.Link, look: Attributes): SentBlock[] {
  const [, user] = /^mention:(\d+)$/.exec(href) ?? [];
  if (user !== undefined) return [{ type: 'tag', user: { id: Number(user) } }];
  return inline(tokens, { ...look, link: href });
}

type Line = { readonly text: string; readonly kind: Attributes };

/** Comment blocks as Markdown; what they do not know is kept as plain text. */
export function blocksToMarkdown(blocks: readonly CommentBlock[]): string {
  const lines: Line[] = [];
  let text = '';
  for (const block of blocks) {
    const attributes = block.attributes ?? {};
    const parts = (block.text ?? '').split('\n');
    for (const [index, part] of parts.entries()) {
      if (index > 0) {
        lines.push({ text, kind: attributes });
        text = '';
      }
      text += inlineMarkdown(block, part);
    }
  }
  lines.push({ text, kind: {} });
  return linesToMarkdown(lines);
}

function inlineMarkdown({ type, user, attributes = {} }: CommentBlock, text: string): string {
  if (type === 'tag' && user !== undefined) return `[@${user.username ?? user.email ?? user.id}](mention:${user.id})`;
  if (text.trim() === '') return text;
  let shown = text;
  if (attributes['code'] === true) shown = `\`${shown}\``;
  if (attributes['bold'] === true) shown = `**${shown}**`;
  if (attributes['italic'] === true) shown = `*${shown}*`;
  if (attributes['strike'] === true || attributes['strikethrough'] === true) shown = `~~${shown}~~`;
  const link = linkIn(attributes['link']);
  return link === undefined ? shown : `[${shown}](${link})`;
}

function linkIn(link: unknown): string | undefined {
  if (typeof link === 'string') return link;
  return typeof link === 'object' && link !== null && 'url' in link && typeof link.url === 'string'
    ? link.url
    : undefined;
}

function linesToMarkdown(lines: readonly Line[]): string {
  const shown: string[] = [];
  let fence = false;
  let number = 0;
  let before: Line = { text: '', kind: {} };
  for (const { text, kind } of lines) {
    const code = valueIn(kind['code-block'], 'code-block');
    const gap = wantsGap(text, kind, before) ? [''] : [];
    before = { text, kind };
    if (code === undefined && fence) shown.push('```');
    shown.push(...gap);
    if (code !== undefined && !fence) shown.push(`\`\`\`${code === 'plain' ? '' : code}`);
    fence = code !== undefined;
    const list = valueIn(kind['list'], 'list');
    number = list === 'ordered' ? number + 1 : 0;
    shown.push(fence ? text : lineMarkdown(text, kind, list, number));
  }
  if (fence) shown.push('```');
  return shown.join('\n').trim();
}

const kindOf = (kind: Attributes): string => ['list', 'blockquote', 'code-block'].find((name) => name in kind) ?? '';

/** Without an empty line, what follows a list or a quotation would belong to it. */
function wantsGap(text: string, kind: Attributes, before: Line): boolean {
  return text !== '' && kindOf(before.kind) !== '' && kindOf(before.kind) !== kindOf(kind);
}

const bullets: Readonly<Record<string, string>> = { bullet: '- ', checked: '- [x] ', unchecked: '- [ ] ' };

function lineMarkdown(text: string, kind: Attributes, list: string | undefined, number: number): string {
  const indent = ' '.repeat(Number(kind['indent'] ?? 0) * 3);
  if (list !== undefined)
    return `${indent}${list === 'ordered' ? `${String(number)}. ` : (bullets[list] ?? '- ')}${text}`;
  if (typeof kind['header'] === 'number') return `${'#'.repeat(kind['header'])} ${text}`;
  return kind['blockquote'] === undefined ? text : `> ${text}`;
}

function valueIn(holder: unknown, name: string): string | undefined {
  if (typeof holder === 'string') return holder;
  if (typeof holder !== 'object' || holder === null) return undefined;
  const value: unknown = (holder as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : undefined;
}
