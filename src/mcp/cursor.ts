import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { parseJson } from '../lib/json.ts';
import { AppError } from '../lib/app-error.ts';

/** Where one connection's list goes on: from item `skip` of the page that starts at `page`. */
export type Position = { readonly id: string; readonly page?: string | undefined; readonly skip: number };

/** Without names of its parts: a model reads and repeats every character. */
const written = z.tuple([
  z.string(),
  /** The arguments of the first call, so that the cursor alone goes on with the same question. */
  z.record(z.string(), z.json()),
  z.array(z.tuple([z.string(), z.int().nonnegative(), z.string().optional()])).nonempty(),
]);
type Cursor = { readonly args: Record<string, unknown>; readonly at: readonly Position[] };

type Argument = string | number | boolean | readonly string[] | undefined;
export type CursorArgs = Readonly<Record<string, Argument>>;

export function writeCursor(tool: string, args: CursorArgs, at: readonly Position[]): string {
  const positions = at.map(({ id, page, skip }) => (page === undefined ? [id, skip] : [id, skip, page]));
  return Buffer.from(JSON.stringify([tool, args, positions])).toString('base64url');
}

/** Refuses a cursor that is not ours, belongs to another tool, or comes with other arguments than it was given for. */
export function readCursor(text: string, tool: string, args: CursorArgs): Cursor {
  const parsed = written.safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')));
  if (!parsed.success || parsed.data[0] !== tool)
    throw new AppError(
      'invalid-input',
      `This is not a cursor of ${tool}.`,
      'Pass the cursor exactly as the last answer gave it, or leave it out to start from the beginning.',
    );
  const [, begun, at] = parsed.data;
  const given = Object.entries(args).filter(([, value]) => value !== undefined);
  const other = given.find(([name, value]) => !isDeepStrictEqual(value, begun[name]));
  if (other !== undefined)
    throw new AppError(
      'invalid-input',
      `The cursor was given for another ${other[0]}.`,
      'Pass the cursor alone to go on, or leave it out to ask something else.',
    );
  return { args: begun, at: at.map(([id, skip, page]) => ({ id, skip, page })) };
}
