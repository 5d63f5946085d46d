import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { Surroundings } from '../settings/data-folder.ts';
import { isIgnored } from './gitignore.ts';
import type { Risk } from './report.ts';
import type { Target } from './target.ts';

/** What makes a key in this file worse than in another one. What cannot be found out counts as no risk. */
export async function risksOf({ path, source }: Target, surroundings: Surroundings): Promise<readonly Risk[]> {
  const real = await realpath(path).catch(() => path);
  const [open, inGit] = await Promise.all([othersCanRead(real, surroundings), isInGit(real, surroundings)]);
  return [
    ...(open ? (['others-can-read'] as const) : []),
    ...(isSynced(real) || isSynced(path) ? (['synced'] as const) : []),
    ...(inGit ? (['in-git'] as const) : []),
    ...(source === 'shell-profile' ? (['every-program'] as const) : []),
  ];
}

/** The file's mode says so, and every folder on the way lets them through. Windows keeps that elsewhere. */
async function othersCanRead(path: string, { platform }: Surroundings): Promise<boolean> {
  if (platform === 'win32') return false;
  const modeOf = async (each: string): Promise<number> => (await stat(each).catch(() => undefined))?.mode ?? 0;
  if (((await modeOf(path)) & 0o004) === 0) return false;
  const modes = await Promise.all(foldersAbove(path).map(modeOf));
  return modes.every((mode) => (mode & 0o001) !== 0);
}

const synced =
  /^(OneDrive( ?-.*)?|Dropbox( \(.*\))?|iCloud ?Drive|Mobile Documents|CloudStorage|Google ?Drive|My Drive|Nextcloud\d*|ownCloud|pCloud ?Drive|MEGA(sync)?|Box( Sync)?|SynologyDrive|Sync)$/i;

const isSynced = (path: string): boolean =>
  path
    .split(/[/\\]/)
    .slice(0, -1)
    .some((part) => synced.test(part));

/** In a work tree, and the tree's own rules do not keep it out. Git itself is not asked: it may run what a repository says. */
async function isInGit(path: string, { home, env }: Surroundings): Promise<boolean> {
  for (const root of foldersAbove(path)) {
    if ((await lstat(join(root, '.git')).catch(() => undefined)) === undefined) continue;
    const parts = relative(root, path).split(sep);
    const rules = await rulesFor(root, parts, join(configHome(home, env), 'git', 'ignore'));
    return !isIgnored(parts.join('/'), rules);
  }
  return false;
}

/** From the weakest to the strongest: the user's own, the repository's, and those of each folder on the way. */
async function rulesFor(root: string, parts: readonly string[], own: string) {
  const read = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');
  const folders = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1));
  const files = [
    { base: '', text: await read(own) },
    { base: '', text: await read(join(root, '.git', 'info', 'exclude')) },
    { base: '', text: await read(join(root, '.gitignore')) },
  ];
  for (const folder of folders)
    files.push({ base: folder.join('/'), text: await read(join(root, ...folder, '.gitignore')) });
  return files;
}

function configHome(home: string, env: Surroundings['env']): string {
  const set = env['XDG_CONFIG_HOME'] ?? '';
  return set === '' ? join(home, '.config') : set;
}

function foldersAbove(path: string): readonly string[] {
  const folder = dirname(path);
  return basename(folder) === '' ? [folder] : [folder, ...foldersAbove(folder)];
}
