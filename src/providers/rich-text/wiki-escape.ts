import { wikiEmoticons } from './emoticons.ts';

const emoticon = new RegExp(
  Object.keys(wikiEmoticons)
    .map((sign) => sign.replaceAll(/[()*?+/]/g, String.raw`\$&`))
    .join('|'),
  'g',
);
const address = /https?:\/\/[^\s|[\]{}"<>\\]*[^\s|[\]{}"<>\\.,;:!?)*_^~+-]/g;

/** Text that stays the text it is in Jira's wiki markup; web addresses link themselves there. */
export function escapeWiki(text: string): string {
  let out = '';
  let end = 0;
  for (const match of text.matchAll(address)) {
    out += escapeSigns(text, end, match.index) + match[0];
    end = match.index + match[0].length;
  }
  return out + escapeSigns(text, end, text.length);
}

const isWord = (char: string): boolean => /[\p{L}\p{N}]/u.test(char);
const isGap = (char: string): boolean => char === '' || /\s/.test(char);

function escapeSigns(text: string, from: number, to: number): string {
  const piece = text.slice(from, to);
  const signs = new Set([...piece.matchAll(emoticon)].map((match) => match.index));
  return piece.replaceAll(/[\\&*_^~+{}[\]!?|:;(-]/g, (char, at: number) => {
    const before = text.charAt(from + at - 1);
    const after = text.charAt(from + at + 1);
    if (char === '\\') return '&#92;';
    if (char === '&') return /^#?\w+;/.test(text.slice(from + at + 1, from + at + 40)) ? '&amp;' : char;
    return signs.has(at) || isSign(char, before, after) ? `\\${char}` : char;
  });
}

function isSign(char: string, before: string, after: string): boolean {
  switch (char) {
    case '{':
    case '}':
    case '[':
    case ']':
    case '|':
      return true;
    case '!':
      return !isWord(before) && !isGap(after);
    case '?':
      return before === '?' || after === '?';
    case ':':
    case ';':
    case '(':
      return false;
    default:
      return !(isWord(before) && isWord(after)) && !(isGap(before) && isGap(after));
  }
}

/** A line that would begin a heading, a list or a quotation. */
export const escapeWikiLine = (line: string): string =>
  line
    .replace(
      /^(\s*)([*#-]+)(?=\s|$)/,
      (_, space: string, signs: string) => space + signs.replaceAll(/./g, String.raw`\$&`),
    )
    .replace(/^(\s*(?:h[1-6]|bq))\./, '$1&#46;');
