import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pointedAt, pointedAtItself } from './pointed-at.ts';
import type { Target } from './target.ts';

/** A folder of projects is found through; a whole disk is not. */
const limits = { depth: 8, entries: 50_000, files: 1_000 } as const;

/** Other people's code, and what is made anew. */
const passedOver = new Set([
  ...[
    'node_modules',
    'bower_components',
    'vendor',
    '.git',
    '.hg',
    '.svn',
    '__pycache__',
    '.cache',
    '.npm',
    '.pnpm-store',
  ],
  ...['.venv', 'venv', 'site-packages', '.tox', '.gradle', '.m2', '.cargo', '.rustup', 'target', 'Library', 'AppData'],
]);

/** `incomplete`: why not everything was looked at. */
export type Walked = { readonly targets: readonly Target[]; readonly incomplete?: string };

/** The files worth looking into at a place the user pointed at: a file, or a folder with all below it. Links are not followed. */
export async function walk(place: string, signal?: AbortSignal): Promise<Walked> {
  const start = await realpath(place).catch(() => undefined);
  if (start === undefined) return { targets: [], incomplete: 'It is not there any more.' };
  if (!(await stat(start)).isDirectory()) return { targets: [{ ...pointedAtItself(place), path: place }] };
  const targets: Target[] = [];
  let folders: readonly string[] = [place];
  let entries = 0;
  let unread = 0;
  for (let depth = 0; depth <= limits.depth && folders.length > 0; depth += 1) {
    const below: string[] = [];
    for (const folder of folders) {
      signal?.throwIfAborted();
      const found = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
      if (found === undefined) unread += 1;
      entries += found?.length ?? 0;
      if (entries > limits.entries || targets.length > limits.files) return { targets, incomplete: tooMuch };
      for (const entry of found ?? []) {
        const path = join(folder, entry.name);
        if (entry.isDirectory() && !passedOver.has(entry.name)) below.push(path);
        const target = entry.isFile() ? pointedAt(path) : undefined;
        if (target !== undefined) targets.push(target);
      }
    }
    folders = below;
  }
  if (folders.length > 0) return { targets, incomplete: 'Folders more than eight levels deep were not looked into.' };
  return unread === 0 ? { targets } : { targets, incomplete: 'Some folders in it may not be read by this user.' };
}

const tooMuch = 'There is too much in it to look through everything. Add the folders that matter one by one.';
