import { sliceWhole } from '../lib/clip.ts';
import type { OperationAnswer } from '../providers/operation-call.ts';
import { maxAnswerChars } from './answer.ts';
import { chosenFields } from './chosen-fields.ts';

export type OperationShown = {
  readonly text: string;
  readonly data: { status: number; answer?: unknown; part?: string; next_from?: number };
};

type Wish = {
  readonly fields?: readonly string[] | undefined;
  /** The character of the answer's JSON to go on from. */
  readonly from?: number | undefined;
  /** How much of the answer's room is taken already. */
  readonly reserved?: number | undefined;
};

/** What stands around the answer. */
const reserve = 400;

/** A system's answer as JSON, whole where it fits, else from `from` on as much as fits. */
export function showOperation(
  { status, json }: OperationAnswer,
  { fields, from = 0, reserved = 0 }: Wish,
): OperationShown {
  if (json === undefined) return { text: `Status ${String(status)}, no content.`, data: { status } };
  const answer = fields === undefined ? json : chosenFields(json, fields);
  const whole = JSON.stringify(answer) as string | undefined;
  if (whole === undefined) return { text: `Status ${String(status)}: nothing of these fields.`, data: { status } };
  const room = maxAnswerChars - reserve - reserved;
  if (from === 0 && whole.length <= room)
    return { text: `Status ${String(status)}\n${whole}`, data: { status, answer } };
  const part = fittingPart(whole, from, room);
  const next = from + part.length;
  const rest = whole.length - next;
  const more =
    rest > 0
      ? `\n(${String(rest)} more characters. Ask for less with fields or the query, or for the rest with from: ${String(next)}.)`
      : '';
  return {
    text: `Status ${String(status)}, from character ${String(from)}\n${part}${more}`,
    data: { status, part, ...(rest > 0 && { next_from: next }) },
  };
}

/** Quotes count double when the part becomes a string of JSON again. */
function fittingPart(whole: string, from: number, room: number): string {
  let length = room;
  for (;;) {
    const part = sliceWhole(whole, from, from + length);
    const over = JSON.stringify(part).length - room;
    if (over <= 0 || length <= 1) return part;
    length = Math.max(1, length - over);
  }
}
