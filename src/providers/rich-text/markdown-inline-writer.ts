import { encodeWord, isBareAddress } from './addresses.ts';
import { hrefOf, tidyInlines, type Inline, type MarkName, type TextRun } from './document.ts';
import { codeSpan, escapeAddress, escapeText, escapeLineStart } from './markdown-escape.ts';

type Read = (markdown: string) => readonly Inline[];
type Options = { readonly careful: boolean; readonly lineBreak: string };

const signs: Partial<Record<MarkName, string>> = { strike: '~~', strong: '**', em: '_' };
const tags: Readonly<Record<MarkName, string>> = {
  underline: 'u',
  strike: 'del',
  strong: 'strong',
  em: 'em',
  sub: 'sub',
  sup: 'sup',
  code: 'code',
};

export type InlinePlace = 'paragraph' | 'heading' | 'cell';

/** Text within a paragraph. What is read back differently (signs next to letters, backticks) is written in tags instead. */
export function writeMarkdownInlines(parts: readonly Inline[], place: InlinePlace, read: Read): string {
  const inlines = tidyInlines(parts);
  const lineBreak = place === 'paragraph' ? '\\\n' : '<br>';
  const text = finish(writeParts(inlines, { careful: false, lineBreak }), place);
  if (isPlain(inlines) || isSame(read(asRead(text, place)), inlines)) return text;
  return finish(writeParts(inlines, { careful: true, lineBreak }), place);
}

const isPlain = (inlines: readonly Inline[]): boolean =>
  inlines.every((part) => part.kind === 'text' && part.marks.length === 0 && part.href === undefined) &&
  inlines.every((part) => part.kind === 'text' && !/[\\`*_~[\]<>&|!@:/]|www/.test(part.text));

/** A table takes its pipes apart before anything else is read. */
const asRead = (text: string, place: InlinePlace): string =>
  place === 'cell' ? text.replaceAll(String.raw`\|`, '|') : text;

function finish(text: string, place: InlinePlace): string {
  if (place === 'cell') return text.replaceAll(/\\?\|/g, String.raw`\|`);
  if (place === 'heading') return text.replace(/(^|\s)(#+)$/, String.raw`$1\$2`);
  return text.split('\n').map(escapeLineStart).join('\n');
}

/** The same to a reader. An address in plain text becomes a link wherever it is read, so that is no difference. */
function isSame(found: readonly Inline[], wanted: readonly Inline[]): boolean {
  const links = new Set(wanted.map(hrefOf));
  const unlinked = found.map((part) =>
    part.kind === 'text' && isBareAddress(part) && !links.has(part.href) ? { ...part, href: undefined } : part,
  );
  return JSON.stringify(tidyInlines(unlinked).map(ordered)) === JSON.stringify(wanted.map(ordered));
}

const ordered = (part: Inline): unknown =>
  part.kind === 'text'
    ? [part.text, part.marks, part.href]
    : Object.entries(part)
        .filter(([, value]) => value !== undefined)
        .sort();

function writeParts(inlines: readonly Inline[], options: Options): string {
  let out = '';
  // Only the end of what is written, because looking at all of it again and again takes minutes for long texts.
  let last = '';
  for (let at = 0; at < inlines.length;) {
    const part = inlines[at];
    if (part === undefined) break;
    const end = part.kind === 'text' || hrefOf(part) !== undefined ? endOfLink(inlines, at) : at + 1;
    const text = writeGroup(inlines.slice(at, end), options, last);
    last = text.slice(-2) || last;
    out += text;
    at = end;
  }
  return out;
}

/** Everything that carries the same address is one link. */
function endOfLink(inlines: readonly Inline[], start: number): number {
  const href = hrefOf(inlines[start]);
  let end = start + 1;
  const joins = (part: Inline | undefined): boolean =>
    href === undefined ? part?.kind === 'text' && part.href === undefined : hrefOf(part) === href;
  while (end < inlines.length && joins(inlines[end])) end++;
  return end;
}

function writeGroup(group: readonly Inline[], options: Options, before: string): string {
  const [first] = group;
  const href = hrefOf(first);
  if (first?.kind !== 'text' && href === undefined) return group.map((part) => writeOther(part, options)).join('');
  const runs = group.map((part): TextRun | Inline => (part.kind === 'text' ? { ...part, href: undefined } : part));
  if (href === undefined) return writeRuns(group as readonly TextRun[], new Set(), options, before);
  if (group.length === 1 && first?.kind === 'text' && canStandBare(first, options)) {
    return writeRuns([{ ...first, text: first.text }], new Set(), { ...options, careful: false }, before);
  }
  const label = runs.map((part) =>
    part.kind === 'text'
      ? writeRuns([part], new Set(), { ...options, careful: true }, ' ')
      : writeOther({ ...part, href: undefined } as Inline, options),
  );
  const plainLabel =
    options.careful || runs.some((part) => part.kind !== 'text')
      ? label.join('')
      : writeRuns(runs as readonly TextRun[], new Set(), options, '[');
  return `[${plainLabel}](${escapeAddress(href)})`;
}

const canStandBare = (run: TextRun, options: Options): boolean =>
  isBareAddress(run) &&
  !options.careful &&
  !run.marks.includes('code') &&
  /^https?:\/\/[\w\-.~:/?#@!$'+,;=%&]*[\w/]$/.test(run.text);

function writeOther(part: Inline, { lineBreak, careful }: Options): string {
  const escaped = (text: string): string => escapeText(text, { atLineStart: true, careful }).replaceAll('\n', ' ');
  switch (part.kind) {
    case 'break':
      return lineBreak;
    case 'image': {
      const title = part.note === undefined ? '' : ` "${part.note.replaceAll(/["\\\n]/g, '')}"`;
      const image = `![${escaped(part.alt)}](${escapeAddress(part.src)}${title})`;
      return part.href === undefined ? image : `[${image}](${escapeAddress(part.href)})`;
    }
    case 'mention':
      return `[@${escaped(part.name)}](mention:${encodeWord(part.id)})`;
    case 'status':
      return `[${escaped(part.text)}](status:${encodeWord(part.color)})`;
    case 'date':
      return `[${part.day}](date:${part.day})`;
    case 'card':
      return /^https?:\/\/[^\s<>|\\]*$/.test(part.url)
        ? `<${part.url}>`
        : `[${escaped(part.url)}](${escapeAddress(part.url)})`;
    case 'raw': {
      const isOneLine = !/[\r\n]|^["\s]|\s$|[\\|]/.test(part.source);
      return codeSpan(
        `${part.format}:${isOneLine ? part.source : JSON.stringify(part.source).replaceAll('|', '\\u007c')}`,
      );
    }
    case 'text':
      return escaped(part.text);
  }
}

/** Runs of one link or of none: the mark that reaches furthest goes outermost. */
function writeRuns(runs: readonly TextRun[], done: ReadonlySet<MarkName>, options: Options, before: string): string {
  let out = '';
  let last = before;
  for (let at = 0; at < runs.length;) {
    const run = runs[at];
    if (run === undefined) break;
    const [widest] = run.marks
      .filter((mark) => !done.has(mark))
      .map((mark) => ({ mark, end: endOfMark(runs, at, mark) }))
      .sort((a, b) => b.end - a.end);
    if (widest === undefined || widest.mark === 'code') {
      const text = writeRun(run, options, last);
      last = text.slice(-2) || last;
      out += text;
      at++;
    } else {
      const inner = runs.slice(at, widest.end);
      const write = (prefix: string): string => writeRuns(inner, new Set([...done, widest.mark]), options, prefix);
      const text = wrapped(widest.mark, write, last, firstChar(runs[widest.end]), options);
      last = text.slice(-2) || last;
      out += text;
      at = widest.end;
    }
  }
  return out;
}

const firstChar = (run: TextRun | undefined): string => run?.text.charAt(0) ?? '';

function endOfMark(runs: readonly TextRun[], start: number, mark: MarkName): number {
  let end = start + 1;
  while (end < runs.length && runs[end]?.marks.includes(mark) === true) end++;
  return end;
}

function wrapped(
  mark: MarkName,
  write: (before: string) => string,
  before: string,
  after: string,
  options: Options,
): string {
  const sign = signs[mark];
  if (sign === undefined || options.careful) return `<${tags[mark]}>${write('>')}</${tags[mark]}>`;
  const inWord = mark === 'em' && (/[\p{L}\p{N}_*]$/u.test(before) || /^[\p{L}\p{N}]/u.test(after));
  const used = inWord ? '*' : sign;
  return `${used}${write(used)}${used}`;
}

function writeRun(run: TextRun, options: Options, before: string): string {
  if (!run.marks.includes('code')) {
    return escapeText(run.text, { atLineStart: before === '' || before.endsWith('\n'), careful: options.careful });
  }
  const code = run.text.replaceAll(/[\r\n]+/g, ' ');
  const looksRaw = /^(adf|storage|wiki):/.test(code);
  if (!options.careful && !looksRaw) return codeSpan(code);
  return `<code>${escapeText(code, { atLineStart: true, careful: true })}</code>`;
}
