import type { Token, Tokens } from 'marked';
import { decodeWord, linkInlines, safeAddress } from './addresses.ts';
import { plainText, sortedMarks, tidyInlines, type Inline, type MarkName, type RichFormat } from './document.ts';
import type { DecodeEntities } from './entities.ts';
import { isRawSource } from './raw-source.ts';

/** The HTML we write and read: what Markdown has no sign for, or where its signs would not be recognised. */
const tagMarks: Readonly<Record<string, MarkName>> = {
  u: 'underline',
  ins: 'underline',
  strong: 'strong',
  b: 'strong',
  em: 'em',
  i: 'em',
  del: 'strike',
  s: 'strike',
  sub: 'sub',
  sup: 'sup',
  code: 'code',
};
const tokenMarks: Readonly<Record<string, MarkName>> = { strong: 'strong', em: 'em', del: 'strike' };

export const tagOf = (raw: string): { name: string; closes: boolean } | undefined => {
  const [, slash, name] = /^<(\/?)([a-z]+)\s*\/?>$/i.exec(raw.trim()) ?? [];
  return name === undefined ? undefined : { name: name.toLowerCase(), closes: slash === '/' };
};

export function readMarkdownInlines(tokens: readonly Token[], decode: DecodeEntities): Inline[] {
  return tidyInlines(walk(tokens, [], decode));
}

function walk(tokens: readonly Token[], outer: readonly MarkName[], decode: DecodeEntities): Inline[] {
  const lastClosing = new Map<MarkName, number>();
  tokens.forEach((token, index) => {
    const tag = token.type === 'html' ? tagOf(token.raw) : undefined;
    const mark = tag?.closes === true ? tagMarks[tag.name] : undefined;
    if (mark !== undefined) lastClosing.set(mark, index);
  });
  const open: MarkName[] = [];
  return tokens.flatMap((token, index): Inline[] => {
    const marks = sortedMarks([...outer, ...open]);
    const text = (value: string): Inline => ({ kind: 'text', text: value, marks });
    const tag = token.type === 'html' ? tagOf(token.raw) : undefined;
    if (tag?.name === 'br') return [{ kind: 'break' }];
    const mark = tag === undefined ? undefined : tagMarks[tag.name];
    if (mark !== undefined && tag?.closes === false && open.length < 20 && index < (lastClosing.get(mark) ?? -1)) {
      open.push(mark);
      return [];
    }
    if (mark !== undefined && tag?.closes === true && open.includes(mark)) {
      open.splice(open.lastIndexOf(mark), 1);
      return [];
    }
    return readToken(token, marks, text, decode);
  });
}

function readToken(
  token: Token,
  marks: readonly MarkName[],
  text: (value: string) => Inline,
  decode: DecodeEntities,
): Inline[] {
  const children = (token as Tokens.Generic).tokens ?? [];
  const mark = tokenMarks[token.type];
  if (mark !== undefined) return walk(children, sortedMarks([...marks, mark]), decode);
  switch (token.type) {
    case 'br':
      return [{ kind: 'break' }];
    case 'checkbox':
      return [];
    case 'escape':
      return [text((token as Tokens.Escape).text)];
    case 'codespan':
      return [codeOrRaw((token as Tokens.Codespan).text, marks)];
    case 'link':
      return readLink(token as Tokens.Link, marks, decode);
    case 'image':
      return readImage(token as Tokens.Image, text, decode);
    case 'text':
      if (children.length > 0) return walk(children, marks, decode);
      return [text(decode(oneLine((token as Tokens.Text).text)))];
    default:
      return [text(oneLine(token.raw))];
  }
}

const oneLine = (text: string): string => text.replaceAll(/[ \t]*\n[ \t]*/g, ' ');

/** `storage:<ac:…/>`: what Markdown has no word for, on its way back. */
function codeOrRaw(code: string, marks: readonly MarkName[]): Inline {
  const [, format, rest = ''] = /^(adf|storage|wiki):(.+)$/s.exec(code) ?? [];
  if (format !== undefined) {
    const source = rest.startsWith('"') ? quoted(rest) : rest;
    if (source !== undefined && isRawSource(format as RichFormat, source)) {
      return { kind: 'raw', format: format as RichFormat, source };
    }
  }
  return { kind: 'text', text: code, marks: sortedMarks([...marks, 'code']) };
}

function quoted(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    // Somebody's own code, not ours.
    return undefined;
  }
}

function readLink(token: Tokens.Link, marks: readonly MarkName[], decode: DecodeEntities): Inline[] {
  if (token.autolink !== true) return linkInlines(decode(token.href), walk(token.tokens, marks, decode));
  const angled = token.raw.startsWith('<');
  if (angled && /^https?:/i.test(token.href)) return [{ kind: 'card', url: token.href }];
  const isAddress = angled ? safeAddress(token.href) !== undefined : token.href === token.text;
  return [{ kind: 'text', text: token.text, marks, ...(isAddress ? { href: safeAddress(token.href) } : {}) }];
}

function readImage(token: Tokens.Image, text: (value: string) => Inline, decode: DecodeEntities): Inline[] {
  const alt = plainText(walk(token.tokens, [], decode));
  const src = decode(token.href);
  const address = src.startsWith('media:') ? src : safeAddress(src);
  if (address === undefined) return [text(alt)];
  const note = token.title === null || token.title === '' ? undefined : decode(token.title);
  const name = alt === '' && src.startsWith('attachment:') ? decodeWord(src.slice('attachment:'.length)) : alt;
  return [{ kind: 'image', src: address, alt: name, note }];
}
