import { clip, sliceWhole } from '../lib/clip.ts';

/** A list within an item or a page. */
export type Section = {
  readonly key: string;
  /** As a list of entries about one thing, oldest first or in the system's order. */
  readonly entries: readonly object[];
  readonly lines: readonly string[];
  /** Which ones stay when not all fit. */
  readonly keep: 'newest' | 'first';
};

/** One item or page before it is cut to fit. */
export type Document = {
  /** What is short and always shown. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly head: string;
  readonly sections: readonly Section[];
  readonly notes: readonly string[];
  /** The long text, Markdown. */
  readonly body: { readonly key: 'description' | 'body'; readonly whole: string };
  /** How the rest is asked for: "get_item with description_from". */
  readonly tool: string;
};

/** Where an answer begins: entries of every section passed over, characters of the body passed over. */
export type Start = { readonly skip: number; readonly from: number };

export type Fitted = { readonly text: string; readonly data: Record<string, unknown> };

/** The longest single text within a section; the rest of a longer one is for the browser. */
const longestEntryText = 6000;
const perSection = 160;
const reserve = 300;

export function section<T extends object>(
  key: string,
  entries: readonly T[] | undefined,
  keep: Section['keep'],
  line: (entry: T) => string,
): Section[] {
  if (entries === undefined) return [];
  const bounded = entries.map(boundTexts);
  return [{ key, entries: bounded, lines: bounded.map(line), keep }];
}

function boundTexts<T extends object>(entry: T): T {
  const pairs = Object.entries(entry).map(([name, value]: [string, unknown]) => {
    if (typeof value !== 'string' || value.length <= longestEntryText) return [name, value];
    return [name, `${clip(value, longestEntryText)} (${String(value.length - longestEntryText)} more characters)`];
  });
  return Object.fromEntries(pairs) as T;
}

/** How much of an answer the whole document would take from `start` on. */
export function sizeOf(document: Document, start: Start): number {
  return fixedSize(document) + partSizes(document, start).reduce((sum, size) => sum + size, 0);
}

/** As much of a document as fits into `budget` characters, the same in text and data, saying how to get the rest. */
export function fitDocument(document: Document, start: Start, budget: number): Fitted {
  let available = budget - fixedSize(document);
  for (;;) {
    const fitted = cutTo(document, start, Math.max(0, available));
    const over = Math.max(fitted.text.length, JSON.stringify(fitted.data).length) - budget;
    if (over <= 0 || available <= 0) return fitted;
    available -= over;
  }
}

/** Shares `budget` out: small wishes are met in full, what they leave goes to the others. */
export function shareOut(wishes: readonly number[], budget: number): number[] {
  const shares = wishes.map(() => 0);
  const bySize = wishes.map((wish, index) => ({ wish, index })).sort((a, b) => a.wish - b.wish);
  let left = Math.max(0, budget);
  for (const [done, { wish, index }] of bySize.entries()) {
    const share = Math.min(wish, Math.floor(left / (bySize.length - done)));
    shares[index] = share;
    left -= share;
  }
  return shares;
}

function fixedSize({ facts, head, sections, notes }: Document): number {
  const words = notes.reduce((sum, note) => sum + note.length + 8, 0);
  return Math.max(head.length, JSON.stringify(facts).length) + words + sections.length * perSection + reserve;
}

function partSizes({ sections, body }: Document, { skip, from }: Start): number[] {
  const lists = sections.map((one) => {
    const { entries, lines } = passOver(one, skip);
    return entries.reduce((sum, entry, index) => sum + costOf(entry, lines[index] ?? ''), 0);
  });
  return [...lists, JSON.stringify(body.whole.slice(from)).length];
}

function costOf(entry: object, line: string): number {
  return Math.max(JSON.stringify(entry).length, line.length) + 1;
}

function passOver({ entries, lines, keep }: Section, skip: number) {
  const [begin, end] = keep === 'newest' ? [0, Math.max(0, entries.length - skip)] : [skip, entries.length];
  return { entries: entries.slice(begin, end), lines: lines.slice(begin, end) };
}

function cutTo(document: Document, start: Start, available: number): Fitted {
  const { facts, head, sections, notes, body, tool } = document;
  const shares = shareOut(partSizes(document, start), available);
  const cut = sections.map((one, index) => cutSection(one, start.skip, shares[index] ?? 0));
  const part = sliceWhole(
    body.whole,
    start.from,
    start.from + lengthWithin(body.whole, start.from, shares.at(-1) ?? 0),
  );
  const end = start.from + part.length;
  const rest = body.whole.length - end;
  const said = [...notes, ...cut.flatMap((one) => leftOut(one, tool))];
  const text = [
    head,
    ...(said.length === 0 ? [] : [said.map((note) => `Note: ${note}`).join('\n')]),
    ...noneOf(cut),
    ...cut.flatMap(({ key, lines, total }) =>
      total === 0 ? [] : [[`## ${heading(key)} (${String(total)})`, ...lines].join('\n')],
    ),
    ...(start.from === 0 ? [] : [`(${body.key} from character ${String(start.from)})`]),
    ...(sections.length > 0 && part !== '' ? [`## ${heading(body.key)}`] : []),
    part,
    ...(rest > 0 ? [`(${String(rest)} more characters: call ${tool} with ${body.key}_from ${String(end)})`] : []),
  ];
  return {
    text: text.filter((block) => block !== '').join('\n\n'),
    data: {
      ...facts,
      ...Object.fromEntries(cut.map(({ key, entries }) => [key, entries])),
      ...(said.length > 0 && { notes: said }),
      ...(body.whole !== '' && { [body.key]: part }),
      ...(rest > 0 && { [`${body.key}_next`]: end }),
    },
  };
}

type CutSection = { key: string; entries: object[]; lines: string[]; total: number; left: number; skip: number };

/** At least one entry, else a caller would never get on. */
function cutSection(one: Section, skip: number, share: number): CutSection {
  const { entries, lines } = passOver(one, skip);
  const order = entries.map((_, index) => index);
  if (one.keep === 'newest') order.reverse();
  let left = share;
  const kept: number[] = [];
  for (const index of order) {
    left -= costOf(entries[index] ?? {}, lines[index] ?? '');
    if (left < 0 && kept.length > 0) break;
    kept.push(index);
  }
  kept.sort((a, b) => a - b);
  return {
    key: one.key,
    entries: kept.map((index) => entries[index] ?? {}),
    lines: kept.map((index) => lines[index] ?? ''),
    total: one.entries.length,
    left: entries.length - kept.length,
    skip: skip + kept.length,
  };
}

/** What was asked for and is empty, on one line. */
function noneOf(cut: readonly CutSection[]): string[] {
  const empty = cut.filter(({ total }) => total === 0).map(({ key }) => key);
  return empty.length === 0 ? [] : [`No ${empty.join(', ')}.`];
}

function leftOut({ key, left, skip }: CutSection, tool: string): string[] {
  if (left === 0) return [];
  return [`${String(left)} more ${key}: call ${tool} with include ["${key}"] and skip ${String(skip)}.`];
}

/** How many characters from `from` on take at most `max` as JSON. */
export function lengthWithin(whole: string, from: number, max: number): number {
  let length = Math.min(whole.length - from, max);
  for (;;) {
    const size = JSON.stringify(whole.slice(from, from + length)).length;
    if (size <= max || length <= 0) return Math.max(0, length);
    // Line breaks and quotes count double in JSON.
    length = Math.min(length - 1, Math.floor((length * max) / size));
  }
}

function heading(key: string): string {
  return `${key.charAt(0).toUpperCase()}${key.slice(1)}`;
}
