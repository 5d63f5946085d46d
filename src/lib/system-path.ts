import { posix, win32, type PlatformPath } from 'node:path';

type Platform = 'darwin' | 'win32' | 'linux';

/** The rules for paths of the system asked about, which is not always the one we run on. */
export const pathOn = (platform: Platform): PlatformPath => (platform === 'win32' ? win32 : posix);

type Search = { readonly platform: Platform; readonly env: Readonly<Record<string, string | undefined>> };

/** The folders of PATH. A relative one is left out: it would mean another folder to each process. */
export function programFolders({ platform, env }: Search): readonly string[] {
  // Windows has the name in any case.
  const name = Object.keys(env).find((key) => (platform === 'win32' ? key.toUpperCase() : key) === 'PATH');
  const path = pathOn(platform);
  const folders = (name === undefined ? '' : (env[name] ?? '')).split(path.delimiter);
  return folders.map((folder) => folder.replace(/^"(.*)"$/, '$1')).filter((folder) => path.isAbsolute(folder));
}
