import { attachmentAddress, linkInlines, safeAddress } from './addresses.ts';
import { plainRun, sortedMarks, type Inline, type MarkName } from './document.ts';
import { wikiEmoticons } from './emoticons.ts';
import type { DecodeEntities } from './entities.ts';

const markOf: Readonly<Record<string, MarkName>> = {
  '*': 'strong',
  _: 'em',
  '-': 'strike',
  '+': 'underline',
  '^': 'sup',
  '~': 'sub',
  '??': 'em',
};
/** How far the end of `*bold*` is looked for. */
const longestPhrase = 5000;

type Found = { readonly inlines: readonly Inline[]; readonly end: number };
type Scan = { readonly text: string; readonly marks: readonly MarkName[]; readonly decode: DecodeEntities };
/** Characters looked through in vain, per text; beyond it signs are signs. */
const searchBudget = 10_000_000;

export function readWikiInlines(text: string, decode: DecodeEntities, marks: readonly MarkName[] = []): Inline[] {
  const scan: Scan = { text, marks, decode };
  const out: Inline[] = [];
  let plain = 0;
  let budget = searchBudget;
  const sign = /[\\{[!*_+^~?\n:;(-]|https?:\/\//gi;
  for (let match = sign.exec(text); match !== null; match = sign.exec(text)) {
    const found = budget > 0 || /[\n\\]/.test(match[0]) ? readSign(scan, match.index) : undefined;
    if (found === undefined) {
      budget -= Math.min(longestPhrase, text.length - match.index);
      continue;
    }
    if (match.index > plain) out.push(words(scan, text.slice(plain, match.index)));
    out.push(...found.inlines);
    plain = found.end;
    sign.lastIndex = found.end;
  }
  if (plain < text.length) out.push(words(scan, text.slice(plain)));
  return out;
}

const words = ({ marks, decode }: Scan, text: string): Inline => ({
  kind: 'text',
  text: decode(text.replaceAll(/[ \t]+/g, ' '))
    .replaceAll(/(^|\s)---(?=\s|$)/g, '$1—')
    .replaceAll(/(^|\s)--(?=\s|$)/g, '$1–'),
  marks,
});

const isWord = (char: string): boolean => /[\p{L}\p{N}]/u.test(char);
const isGap = (char: string): boolean => char === '' || /\s/.test(char);

function at(text: string, pattern: RegExp, index: number): RegExpExecArray | undefined {
  const sticky = new RegExp(pattern.source, `${pattern.flags.replace('y', '')}y`);
  sticky.lastIndex = index;
  return sticky.exec(text) ?? undefined;
}

function readSign(scan: Scan, index: number): Found | undefined {
  const { text } = scan;
  switch (text.charAt(index)) {
    case '\n':
      return { inlines: [{ kind: 'break' }], end: index + 1 };
    case '\\':
      return readBackslash(scan, index);
    case '{':
      return readBrace(scan, index);
    case '[':
      return readLink(scan, index);
    case '!':
      return readImage(scan, index);
    case 'h':
    case 'H':
      return readAddress(scan, index);
    case ':':
    case ';':
    case '(':
      return readEmoticon(scan, index);
    default:
      return readPhrase(scan, index);
  }
}

function readBackslash({ text, marks }: Scan, index: number): Found | undefined {
  if (text.charAt(index + 1) === '\\' && text.charAt(index + 2) !== '\\') {
    return { inlines: [{ kind: 'break' }], end: index + 2 };
  }
  const next = text.charAt(index + 1);
  if (!/[*_^~+{}[\]!?|:;(#-]/.test(next)) return undefined;
  return { inlines: [{ kind: 'text', text: next, marks }], end: index + 2 };
}

function readBrace(scan: Scan, index: number): Found | undefined {
  const { text, marks, decode } = scan;
  const code = at(text, /\{\{((?:\\.|[^\n\\]){1,5000}?)\}\}/, index);
  if (code?.[1] !== undefined) {
    const inner = decode(code[1].replaceAll(/\\([*_^~+{}[\]!?|:;(#-])/g, '$1'));
    return {
      inlines: [{ kind: 'text', text: inner, marks: sortedMarks([...marks, 'code']) }],
      end: index + code[0].length,
    };
  }
  const forced = at(text, /\{([*_+^~-])\}/, index);
  const mark = markOf[forced?.[1] ?? ''];
  if (forced !== undefined && mark !== undefined && !marks.includes(mark)) {
    const from = index + forced[0].length;
    const close = text.slice(from, from + longestPhrase).indexOf(forced[0]);
    if (close > 0) {
      const inner = text.slice(from, from + close);
      return {
        inlines: readWikiInlines(inner, decode, sortedMarks([...marks, mark])),
        end: from + close + forced[0].length,
      };
    }
  }
  const macro = at(text, /\{([a-z][\w-]*)(?::[^}\n]*)?\}/i, index);
  if (macro === undefined) return undefined;
  const isColor = macro[1]?.toLowerCase() === 'color';
  return { inlines: isColor ? [] : [{ kind: 'raw', format: 'wiki', source: macro[0] }], end: index + macro[0].length };
}

function readLink(scan: Scan, index: number): Found | undefined {
  const { text, marks, decode } = scan;
  const match = at(text, /\[((?:\\.|[^\]\n\\]){1,2000})\]/, index);
  if (match?.[1] === undefined) return undefined;
  const end = index + match[0].length;
  const bar = match[1].lastIndexOf('|');
  const parts = match[1].split('|');
  const label =
    bar < 0 ? undefined : match[1].startsWith('^') ? undefined : parts.length > 2 ? parts[0] : match[1].slice(0, bar);
  const target = decode((label === undefined ? parts[0] : parts[1]) ?? '').trim();
  const inlines = (fallback: string): Inline[] =>
    label === undefined ? [{ ...plainRun(fallback), marks }] : readWikiInlines(label, decode, marks);
  if (/^~\S/.test(target)) {
    const id = target.slice(1);
    return { inlines: [{ kind: 'mention', id, name: label === undefined ? id : label }], end };
  }
  if (/^\^./.test(target))
    return { inlines: linkInlines(attachmentAddress(target.slice(1)), inlines(target.slice(1))), end };
  if (!/^(?:[a-z][a-z0-9+.-]*:|#|\/|mailto:)\S*$/i.test(target)) return undefined;
  if (safeAddress(target) === undefined) return label === undefined ? undefined : { inlines: inlines(target), end };
  if (label === undefined && /^https?:/i.test(target)) return { inlines: [{ kind: 'card', url: target }], end };
  return { inlines: linkInlines(target, inlines(target.replace(/^(?:mailto:|#)/i, ''))), end };
}

function readImage({ text, decode }: Scan, index: number): Found | undefined {
  if (isWord(text.charAt(index - 1))) return undefined;
  const match = at(text, /!([^!|\n\s][^!|\n]{0,1000})(?:\|([^!\n]{0,1000}))?!/, index);
  const target = decode(match?.[1] ?? '').trim();
  if (match === undefined || !/\.\w{2,5}$|^https?:\/\//i.test(target)) return undefined;
  const given = /(?:^|,)\s*alt=\s*"?([^,"]*)/.exec(match[2] ?? '')?.[1]?.trim() ?? '';
  const isWeb = /^[a-z][a-z0-9+.-]*:/i.test(target);
  const src = isWeb ? safeAddress(target) : attachmentAddress(target);
  if (src === undefined) return undefined;
  const alt = given === '' && !isWeb ? target : given;
  return { inlines: [{ kind: 'image', src, alt }], end: index + match[0].length };
}

function readAddress({ text, marks }: Scan, index: number): Found | undefined {
  const match = at(text, /https?:\/\/[^\s|[\]{}"<>\\]*[^\s|[\]{}"<>\\.,;:!?)*_^~+-]/i, index);
  if (match === undefined || isWord(text.charAt(index - 1))) return undefined;
  const [url] = match;
  return { inlines: [{ kind: 'text', text: url, marks, href: url }], end: index + url.length };
}

function readEmoticon({ text }: Scan, index: number): Found | undefined {
  const before = text.charAt(index - 1);
  const sign = [2, 3, 4].map((length) => text.slice(index, index + length)).find((short) => short in wikiEmoticons);
  if (sign === undefined || isWord(before) || isWord(text.charAt(index + sign.length))) return undefined;
  return { inlines: [plainRun(wikiEmoticons[sign] ?? sign)], end: index + sign.length };
}

function readPhrase({ text, marks, decode }: Scan, index: number): Found | undefined {
  const char = text.charAt(index);
  const sign = char === '?' ? '??' : char;
  const mark = markOf[sign];
  if (mark === undefined || marks.includes(mark) || !text.startsWith(sign, index)) return undefined;
  const from = index + sign.length;
  const before = text.charAt(index - 1);
  if (isWord(before) || before === char || isGap(text.charAt(from)) || text.charAt(from) === char) return undefined;
  const close = closing(text, sign, from);
  if (close === undefined) return undefined;
  return {
    inlines: readWikiInlines(text.slice(from, close), decode, sortedMarks([...marks, mark])),
    end: close + sign.length,
  };
}

function closing(text: string, sign: string, from: number): number | undefined {
  const limit = Math.min(text.length, from + longestPhrase);
  for (let index = from; index < limit; index++) {
    const char = text.charAt(index);
    if (char === '\n') return undefined;
    if (char === '\\') index++;
    else if (text.startsWith('{{', index)) index = Math.max(index, text.indexOf('}}', index));
    else if (
      index > from &&
      text.startsWith(sign, index) &&
      !isGap(text.charAt(index - 1)) &&
      !isWord(text.charAt(index + sign.length))
    )
      return index;
  }
  return undefined;
}
