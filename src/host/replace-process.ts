import { openSync, readSync, closeSync } from 'node:fs';

export type Start = {
  /** As it was typed: what the program is told that it is called. */
  readonly name: string;
  /** Where it is. */
  readonly path: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

/** Far below what the systems take for arguments and environment together (macOS: 1 MB). */
const mostBytes = 256 * 1024;

/**
 * Becomes the other program, where the system can do that: no second process stays, and pipes, signals, exit code and
 * the parent's hold on it are its own. Comes back where it cannot be done, or where it might fail: Node aborts then.
 */
export function replaceProcess({ name, path, args, env }: Start): void {
  if (process.platform === 'win32' || typeof process.execve !== 'function') return;
  if (sizeOf(args, env) > mostBytes || !isSureToStart(path)) return;
  // Node ignores SIGPIPE, and that would be passed on; putting a listener away restores what programs expect.
  const nothing = (): void => undefined;
  process.on('SIGPIPE', nothing).off('SIGPIPE', nothing);
  process.execve(path, [name, ...args], { ...env });
}

const sizeOf = (args: readonly string[], env: Readonly<Record<string, string>>): number =>
  Buffer.byteLength([...args, ...Object.entries(env).flat()].join('\0'));

/** A program for this very kind of machine, or a script whose interpreter is one. */
function isSureToStart(path: string, isInterpreter = false): boolean {
  const head = headOf(path);
  if (head === undefined) return false;
  if (head.toString('latin1', 0, 2) === '#!') {
    const interpreter = /^#![ \t]*([^ \t\n]+)[^\n]*\n/.exec(head.toString('utf8'))?.[1];
    return !isInterpreter && interpreter !== undefined && isSureToStart(interpreter, true);
  }
  return isLikeUs(head);
}

/** The format, the word size, the byte order and, for ELF, the kind of processor. */
function isLikeUs(head: Buffer): boolean {
  const own = headOf(process.execPath);
  if (own === undefined) return false;
  const same = (from: number, to: number): boolean => head.subarray(from, to).equals(own.subarray(from, to));
  return process.platform === 'linux' ? same(0, 6) && same(18, 20) : same(0, 8) || isUniversal(head);
}

/** A macOS program for several processors. */
const isUniversal = (head: Buffer): boolean => head.length >= 4 && head.readUInt32BE(0) === 0xcafebabe;

function headOf(path: string): Buffer | undefined {
  try {
    const file = openSync(path, 'r');
    try {
      const head = Buffer.alloc(256);
      return head.subarray(0, readSync(file, head, 0, head.length, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}
