import { cp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type HostProgram = { readonly command: string; readonly args: readonly string[] };

type Places = {
  readonly packaged: boolean;
  /** In development: the folder of package.json. */
  readonly appPath: string;
  readonly resourcesPath: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A folder of ours that stays when the window is closed. */
  readonly keptFolder: string;
};

/**
 * The host beside this window. In development it is a file for the Node that runs the scripts; packaged, a program of its
 * own. Claude gets the path of it, too, so it has to be one that stays.
 */
export async function findHost(places: Places): Promise<HostProgram> {
  const { packaged, appPath, resourcesPath, platform, env, keptFolder } = places;
  if (!packaged) return { command: env['MCP_KEYRING_NODE'] ?? 'node', args: [join(appPath, 'out', 'host.cjs')] };
  const image = env['APPIMAGE'];
  const kept = image === undefined ? resourcesPath : await keepCopy(resourcesPath, join(keptFolder, 'program'), image);
  return { command: join(kept, 'host', platform === 'win32' ? 'keyring-host.exe' : 'keyring-host'), args: [] };
}

/** An AppImage is mounted only while the window is open, but Claude starts the host at any time, and people `web`. */
async function keepCopy(from: string, to: string, image: string): Promise<string> {
  const { size, mtimeMs } = await stat(image);
  const mark = `${size} ${mtimeMs}`;
  const markFile = join(to, 'copied-from');
  if ((await readFile(markFile, 'utf8').catch(() => undefined)) === mark) return to;
  const [fresh, old] = [`${to}.new`, `${to}.old`];
  for (const left of [fresh, old]) await rm(left, { recursive: true, force: true });
  for (const name of ['host', 'renderer']) await cp(join(from, name), join(fresh, name), { recursive: true });
  await writeFile(join(fresh, 'copied-from'), mark);
  await rename(to, old).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  });
  await rename(fresh, to);
  await rm(old, { recursive: true, force: true });
  return to;
}
