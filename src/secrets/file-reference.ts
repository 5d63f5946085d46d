import { AppError } from '../lib/app-error.ts';
import { pathOn } from '../lib/system-path.ts';
import { sourceFailed } from './reference-problems.ts';

type FileFacts = {
  isFile(): boolean;
  isDirectory(): boolean;
  readonly size: number;
  readonly mtimeMs: number;
  readonly ino: number;
  readonly mode: number;
};

/** The part of `node:fs/promises` that is used. */
export type ReferenceFiles = {
  stat(path: string): Promise<FileFacts>;
  /** All of it, or of a file that is too long for a key its beginning. */
  readFile(path: string): Promise<Buffer>;
};

export type FilePlaces = { readonly platform: 'darwin' | 'win32' | 'linux'; readonly home: string };

/** As for a key that is typed (src/connections/inputs.ts). */
export const longestKey = 8192;

type Held = { readonly mark: string; readonly secret: Promise<string> };

/** Reads each state of a file once; the state is looked at with every call, so that a changed file counts at once. */
export function createFileReader(parts: FilePlaces & { readonly files: ReferenceFiles }) {
  const held = new Map<string, Held>();
  return {
    read: async (path: string, anew: boolean): Promise<string> => {
      const full = pathOf(path, parts);
      // Looked at before it is read: what is written in between makes the next look find another state.
      const mark = markOf(full, await factsOf(full, parts.files));
      const known = held.get(full);
      if (!anew && known?.mark === mark) return known.secret;
      const entry: Held = { mark, secret: readKey(full, parts.files) };
      held.set(full, entry);
      entry.secret.catch(() => {
        if (held.get(full) === entry) held.delete(full);
      });
      return entry.secret;
    },
    forget: (): void => {
      held.clear();
    },
  };
}

/** The full path of what the user typed; AppError `invalid-input` for one that depends on where a process was started. */
export function pathOf(typed: string, { platform, home }: FilePlaces): string {
  const path = pathOn(platform);
  const full = /^~[/\\]/.test(typed) ? path.join(home, typed.slice(2)) : typed;
  if (path.isAbsolute(full)) return path.normalize(full);
  const begin = platform === 'win32' ? 'C:\\ or ~\\' : '/ or ~/';
  throw new AppError('invalid-input', `“${typed}” is not a full path.`, `Begin it with ${begin}.`);
}

async function factsOf(path: string, files: ReferenceFiles): Promise<FileFacts> {
  const facts = await files.stat(path).catch((error: unknown) => {
    throw fileError(path, error);
  });
  if (facts.isDirectory()) throw sourceFailed['file-is-folder'](path);
  // Reading a pipe or a device could wait for ever.
  if (!facts.isFile()) throw sourceFailed['file-not-ordinary'](path);
  if (facts.size > longestKey) throw sourceFailed['file-too-long'](path);
  return facts;
}

const markOf = (path: string, { mtimeMs, size, ino }: FileFacts): string => [path, mtimeMs, size, ino].join('\n');

async function readKey(path: string, files: ReferenceFiles): Promise<string> {
  const bytes = await files.readFile(path).catch((error: unknown) => {
    throw fileError(path, error);
  });
  if (bytes.length > longestKey) throw sourceFailed['file-too-long'](path);
  const key = decoded(bytes).replace(/[\r\n]+$/, '');
  if (key.trim() === '') throw sourceFailed['file-empty'](path);
  if (key.length > longestKey) throw sourceFailed['file-too-long'](path);
  return key;
}

/** What an editor saves and what PowerShell's `>` writes: UTF-8 or UTF-16, with a byte order mark or without. */
function decoded(bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

function fileError(path: string, error: unknown): AppError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return sourceFailed['file-missing'](path);
  if (code === 'EISDIR') return sourceFailed['file-is-folder'](path);
  return sourceFailed['file-unreadable'](path, error);
}
