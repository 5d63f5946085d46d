import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { AppError } from '../lib/app-error.ts';

/** Where one connection's list goes on: from item `skip` of the page that starts at `page`. */
const position = z.object({ id: z.string(), page: z.string().optional(), skip: z.int().nonnegative() });
export type Position = z.infer<typeof position>;

const cursor = z.object({
  tool: z.string(),
  /** The arguments of the first call, so that the cursor alone goes on with the same question. */
  args: z.record(z.string(), z.json()),
  at: z.array(position).nonempty(),
});
export type Cursor = z.infer<typeof cursor>;

type Argument = string | number | boolean | readonly string[] | undefined;
export type CursorArgs = Readonly<Record<string, Argument>>;

export function writeCursor(tool: string, args: CursorArgs, at: readonly Position[]): string {
  return Buffer.from(JSON.stringify({ tool, args, at })).toString('base64url');
}

/** Refuses a cursor that is not ours, belongs to another tool, or comes with other arguments than it was given for. */
export function readCursor(text: string, tool: string, args: CursorArgs): Cursor {
  const parsed = cursor.safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')));
  if (!parsed.success || parsed.data.tool !== tool)
    throw new AppError(
      'invalid-input',
      `This is not a cursor of ${tool}.`,
      'Pass the cursor exactly as the last answer gave it, or leave it out to start from the beginning.',
    );
  const given = Object.entries(args).filter(([, value]) => value !== undefined);
  const other = given.find(([name, value]) => !isDeepStrictEqual(value, parsed.data.args[name]));
  if (other !== undefined)
    throw new AppError(
      'invalid-input',
      `The cursor was given for another ${other[0]}.`,
      'Pass the cursor alone to go on, or leave it out to ask something else.',
    );
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
