import { AppError } from '../../lib/app-error.ts';

const next =
  'Correct the file with the program that it belongs to, or in an editor, and try again. It was not changed.';

/** A refusal of the file as it stands. The sentence never quotes the file: other servers keep their keys in it. */
export const notParsable = (message: string, cause?: unknown): AppError =>
  new AppError('file-not-parsable', message, next, { cause });

export function place(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return `line ${line}, column ${offset - before.lastIndexOf('\n')}`;
}

/** `"mcpServers"` or `"mcp" / "servers"`: names that the client gives, not the file. */
export const notAList = (root: readonly string[], kind: string): AppError =>
  notParsable(
    `${root.map((key) => `"${key}"`).join(' / ')} in the file is not ${kind}, so no server can be added to it.`,
  );

export const severalTimes = (name: string, count: number): AppError =>
  notParsable(`"${name}" is in the file ${count} times; only one can count.`);

/** For a path that a caller took from another text than this one. */
export const notThere = (): AppError => notParsable('What was to be changed is not in the file any more.');

/** For a file whose owner reads it, and which an edit would make into something else than was meant. */
export const unsafe = (cause?: unknown): AppError =>
  notParsable('The file is written in a way in which it cannot be changed safely.', cause);
