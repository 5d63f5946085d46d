import { chosenHeading, edited, type SectionEdit } from './storage-section.ts';

/**
 * Changes the text below one heading, up to the next heading of its level, and leaves the rest alone; the heading
 * stays. AppError invalid-input names the headings there are when it is missing.
 */
export function editMarkdownSection(markdown: string, heading: string, mode: SectionEdit, replacement: string): string {
  const headings = headingsOf(markdown);
  const chosen = chosenHeading(headings, heading);
  const next = headings.find(({ start, level }) => start > chosen.start && level <= chosen.level);
  const to = next?.start ?? markdown.length;
  const body = markdown.slice(chosen.end, to).trim();
  const text = replacement.trim();
  const parts = { replace: [text], append: [body, text], prepend: [text, body] }[mode].filter((part) => part !== '');
  const after = next === undefined ? '\n' : '\n\n';
  const written = parts.length === 0 ? after : `\n\n${parts.join('\n\n')}${after}`;
  return edited(markdown, { from: chosen.end, to }, 'replace', written);
}

type Heading = { readonly text: string; readonly level: number; readonly start: number; readonly end: number };

/** Headings of both kinds, and none within fenced code. */
function headingsOf(markdown: string): Heading[] {
  const headings: Heading[] = [];
  let fence = '';
  let before = { text: '', start: 0 };
  let start = 0;
  for (const line of markdown.split('\n')) {
    const end = start + line.replace(/\r$/, '').length;
    const [, sign = ''] = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line) ?? [];
    const closes = fence !== '' && sign.startsWith(fence) && line.trim() === sign;
    if (closes) fence = '';
    else if (fence === '' && sign !== '') fence = sign;
    else if (fence === '') {
      const [, marks, text = ''] = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\r?$/.exec(line) ?? [];
      const isUnderline = /^ {0,3}(?:=+|-+)[ \t]*\r?$/.test(line) && isParagraphLine(before.text);
      if (marks !== undefined) headings.push({ text: plain(text), level: marks.length, start, end });
      else if (isUnderline)
        headings.push({ text: plain(before.text), level: line.includes('=') ? 1 : 2, start: before.start, end });
    }
    before = fence === '' ? { text: line, start } : { text: '', start };
    start += line.length + 1;
  }
  return headings;
}

const isParagraphLine = (line: string): boolean =>
  line.trim() !== '' && !/^\s*(?:[#>|`~]|[-*+]\s|\d+[.)]\s|={2,}|-{2,})|^ {4}/.test(line);

/** As people read it, without the signs for bold and the like. */
const plain = (text: string): string =>
  text
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/(?<!\\)(?:\*\*|__|~~|[*_`])|<\/?[a-z]+>/g, '')
    .replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')
    .trim();
