import { z } from 'zod';
import { fingerprintOf } from '../clients/files/config-file.ts';
import type { ConfigFormat, Path } from '../clients/formats/format.ts';

const piece = z.union([
  z.string(),
  /** A text value of the file, with what stood around it: it is filled in again and never kept here. */
  z.object({ path: z.array(z.union([z.string(), z.number()])), open: z.string(), close: z.string() }),
]);
type Piece = z.infer<typeof piece>;

/**
 * How the changed part of a file was laid out before an entry was moved, so that putting it back gives every byte again:
 * names, white space and punctuation only.
 */
export const entryLayout = z.object({
  /** Of the file as the move left it: the layout is used for exactly that. */
  fingerprint: z.string(),
  /** How much of that file stands before and behind the part. */
  head: z.number().int().nonnegative(),
  tail: z.number().int().nonnegative(),
  pieces: z.array(piece),
});
export type EntryLayout = z.infer<typeof entryLayout>;

type Format = Pick<ConfigFormat, 'texts'>;

/** Undefined where the part has comments, which may say anything, or where a value cannot be told from what is around it. */
export function layoutOf(format: Format, before: string, after: string): EntryLayout | undefined {
  const values = format.texts(before);
  const shorter = Math.min(before.length, after.length);
  const equal = countEqual(shorter, (at) => before[at] === after[at]);
  const equalBehind = countEqual(shorter - equal, (at) => before.at(-1 - at) === after.at(-1 - at));
  // Values are whole on one side or the other.
  const cut = (at: number) => values.find(({ start, end }) => start < at && at < end);
  const head = cut(equal)?.start ?? equal;
  const end = cut(before.length - equalBehind)?.end ?? before.length - equalBehind;
  const pieces: Piece[] = [];
  let from = head;
  for (const { path, text, start, end: stop } of values.filter((each) => each.start >= head && each.end <= end)) {
    const source = before.slice(start, stop);
    const at = source.indexOf(text);
    if (text === '' ? source.length > 2 : at === -1) return undefined;
    const open = text === '' ? source : source.slice(0, at);
    pieces.push(before.slice(from, start), { path: [...path], open, close: source.slice(open.length + text.length) });
    from = stop;
  }
  pieces.push(before.slice(from, end));
  const mayTell = pieces.some((each) => typeof each === 'string' && /#|\/\/|\/\*/.test(each));
  return mayTell ? undefined : { fingerprint: fingerprintOf(after), head, tail: before.length - end, pieces };
}

type Back = {
  readonly format: Format;
  /** The file as the move left it. */
  readonly moved: string;
  /** The file with the entry put back, laid out anyhow: the answer where the layout is of no use. */
  readonly rewritten: string;
  readonly layout: EntryLayout | undefined;
  /** Whether the client would start from this file what it is to start. */
  readonly isRight: (text: string) => boolean;
};

/** The file with the entry put back as it was laid out before it was moved. */
export function laidOut({ format, moved, rewritten, layout, isRight }: Back): string {
  if (layout === undefined || fingerprintOf(moved) !== layout.fingerprint) return rewritten;
  const texts = new Map(format.texts(rewritten).map(({ path, text }) => [keyOf(path), text]));
  const filled = layout.pieces.map((each) =>
    typeof each === 'string' ? each : each.open + (texts.get(keyOf(each.path)) ?? '') + each.close,
  );
  const restored = moved.slice(0, layout.head) + filled.join('') + moved.slice(moved.length - layout.tail);
  return isRight(restored) ? restored : rewritten;
}

function countEqual(limit: number, equal: (at: number) => boolean): number {
  let count = 0;
  while (count < limit && equal(count)) count += 1;
  return count;
}

const keyOf = (path: Path): string => JSON.stringify(path);
