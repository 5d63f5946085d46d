import { constants, accessSync, statSync } from 'node:fs';
import { posix } from 'node:path';

/** What a name typed as a command means: the file to start, or why there is none. */
export type FoundCommand =
  { readonly kind: 'found'; readonly path: string } | { readonly kind: 'absent' | 'not-executable' };

/** Looks through PATH as a POSIX shell does: a name with a slash is a path, an empty folder is the current one. */
export function findCommand(name: string, path: string | undefined): FoundCommand {
  const places = name.includes('/') ? [name] : foldersOf(path).map((folder) => posix.join(folder, name));
  const found = places.find(isExecutable);
  if (found !== undefined) return { kind: 'found', path: found };
  return { kind: name !== '' && places.some(isThere) ? 'not-executable' : 'absent' };
}

/** Without PATH the shells have one of their own. */
const foldersOf = (path: string | undefined): readonly string[] =>
  (path ?? '/usr/local/bin:/usr/bin:/bin').split(':').map((folder) => (folder === '' ? '.' : folder));

const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

function isExecutable(path: string): boolean {
  try {
    if (!statSync(path).isFile()) return false;
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
