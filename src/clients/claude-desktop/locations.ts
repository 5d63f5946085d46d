import { posix, win32, type PlatformPath } from 'node:path';
import type { Surroundings } from '../../settings/data-folder.ts';
import type { Disk } from '../files/disk.ts';

const configFileName = 'claude_desktop_config.json';

export type FoundLocation = {
  readonly path: string;
  readonly kind: 'standard' | 'msix';
  /** False where Claude, as it is installed now, looks elsewhere. */
  readonly readByClaude: boolean;
};

export type FoundClaude = { readonly installed: boolean; readonly locations: readonly FoundLocation[] };

/**
 * Every place where a Claude Desktop that is really there keeps its configuration. The file itself may be missing. A
 * Claude that was installed but never started has no place yet: its folder is Claude's to make.
 */
export function findClaude(surroundings: Surroundings, disk: Disk): Promise<FoundClaude> {
  switch (surroundings.platform) {
    case 'darwin':
      return findOnMac(surroundings, disk);
    case 'win32':
      return findOnWindows(surroundings, disk);
    case 'linux':
      return findOnLinux(surroundings, disk);
  }
}

async function findOnMac({ home }: Surroundings, disk: Disk): Promise<FoundClaude> {
  const folder = posix.join(home, 'Library', 'Application Support', 'Claude');
  const apps = ['/Applications/Claude.app', posix.join(home, 'Applications', 'Claude.app')];
  return standard(posix.join(folder, configFileName), await disk.exists(folder), await anyExists(disk, apps));
}

async function findOnLinux({ home, env }: Surroundings, disk: Disk): Promise<FoundClaude> {
  const folder = posix.join(absolute(posix, env['XDG_CONFIG_HOME']) ?? posix.join(home, '.config'), 'Claude');
  const apps = ['/usr/bin/claude-desktop', '/usr/lib/claude-desktop', '/opt/Claude', '/opt/claude-desktop'];
  return standard(posix.join(folder, configFileName), await disk.exists(folder), await anyExists(disk, apps));
}

/** The installer is an MSIX package since February 2026; such a Claude silently ignores the file under %APPDATA%. */
async function findOnWindows({ home, env }: Surroundings, disk: Disk): Promise<FoundClaude> {
  const roaming = absolute(win32, env['APPDATA']) ?? win32.join(home, 'AppData', 'Roaming');
  const local = absolute(win32, env['LOCALAPPDATA']) ?? win32.join(home, 'AppData', 'Local');
  const packages = await msixPackages(win32.join(local, 'Packages'), disk);
  const plainFolder = win32.join(roaming, 'Claude');
  const plain = standard(
    win32.join(plainFolder, configFileName),
    await disk.exists(plainFolder),
    await disk.exists(win32.join(local, 'AnthropicClaude')),
  );
  const msix = packages.roaming.map((folder) => ({
    path: win32.join(folder, 'Claude', configFileName),
    kind: 'msix' as const,
    readByClaude: true,
  }));
  return {
    installed: plain.installed || packages.found,
    locations: [...msix, ...plain.locations.map((place) => ({ ...place, readByClaude: !packages.found }))],
  };
}

async function msixPackages(folder: string, disk: Disk): Promise<{ found: boolean; roaming: readonly string[] }> {
  const names = (await disk.list(folder)).filter((name) => /^Claude_/i.test(name)).sort();
  const folders = names.map((name) => win32.join(folder, name, 'LocalCache', 'Roaming'));
  const there = await Promise.all(folders.map((path) => disk.exists(path)));
  return { found: names.length > 0, roaming: folders.filter((_, index) => there[index]) };
}

const standard = (path: string, started: boolean, app: boolean): FoundClaude => ({
  installed: started || app,
  locations: started ? [{ path, kind: 'standard', readByClaude: true }] : [],
});

const anyExists = async (disk: Disk, paths: readonly string[]): Promise<boolean> =>
  (await Promise.all(paths.map((path) => disk.exists(path)))).includes(true);

/** An environment variable counts only if it holds an absolute path, as the XDG specification asks. */
const absolute = (path: PlatformPath, value: string | undefined): string | undefined =>
  value !== undefined && path.isAbsolute(value) ? value : undefined;
