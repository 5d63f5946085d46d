import { posix, win32, type PlatformPath } from 'node:path';
import type { Surroundings } from '../../settings/data-folder.ts';
import type { Disk } from '../files/disk.ts';
import type { NotRead } from './status.ts';

const configFileName = 'claude_desktop_config.json';

export type FoundLocation = {
  readonly path: string;
  readonly kind: 'standard' | 'msix';
  /** False where Claude, as it is installed now, looks elsewhere. */
  readonly readByClaude: boolean;
  /** Why Claude does not read it. */
  readonly notRead?: NotRead;
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

/** The official package and the repackages of others (Nix, AppImage) use one folder. */
async function findOnLinux({ home, env }: Surroundings, disk: Disk): Promise<FoundClaude> {
  const usual = posix.join(home, '.config');
  const config = absolute(posix, env['XDG_CONFIG_HOME']) ?? usual;
  const folder = posix.join(config, 'Claude');
  const apps = [...linuxApps, posix.join(home, '.nix-profile', 'bin', 'claude-desktop')];
  const found = standard(posix.join(folder, configFileName), await disk.exists(folder), await anyExists(disk, apps));
  const beside = [
    // Some instructions for other programs name it in lower case.
    { path: posix.join(config, 'claude', configFileName), notRead: 'lower-case' as const },
    ...(config === usual
      ? []
      : [{ path: posix.join(usual, 'Claude', configFileName), notRead: 'other-folder' as const }]),
  ];
  const there = await Promise.all(beside.map(({ path }) => disk.exists(path)));
  const ignored = beside
    .filter((_, index) => there[index])
    .map((place) => ({ ...place, kind: 'standard' as const, readByClaude: false }));
  return { ...found, locations: [...found.locations, ...ignored] };
}

const linuxApps = [
  '/usr/bin/claude-desktop',
  '/usr/local/bin/claude-desktop',
  '/usr/lib/claude-desktop',
  '/opt/Claude',
  '/opt/claude-desktop',
  '/run/current-system/sw/bin/claude-desktop',
];

/** The installer is an MSIX package since February 2026; such a Claude silently ignores the file under %APPDATA%. */
async function findOnWindows({ home, env }: Surroundings, disk: Disk): Promise<FoundClaude> {
  const roaming = absolute(win32, env['APPDATA']) ?? win32.join(home, 'AppData', 'Roaming');
  const local = absolute(win32, env['LOCALAPPDATA']) ?? win32.join(home, 'AppData', 'Local');
  const packages = await msixPackages(win32.join(local, 'Packages'), disk);
  const plainFolder = win32.join(roaming, 'Claude');
  const squirrel = await disk.exists(win32.join(local, 'AnthropicClaude'));
  const plain = standard(win32.join(plainFolder, configFileName), await disk.exists(plainFolder), squirrel);
  const beside = { readByClaude: false, notRead: squirrel ? ('old-program' as const) : ('package' as const) };
  return {
    installed: plain.installed || packages.found,
    locations: [
      ...packages.locations,
      ...plain.locations.map((place) => (packages.found ? { ...place, ...beside } : place)),
    ],
  };
}

/** Anthropic's own. A package of another publisher is Claude's only where this one is not there. */
const officialPackage = /^Claude_pzs8sxrjxfjjc$/i;

async function msixPackages(folder: string, disk: Disk): Promise<{ found: boolean; locations: FoundLocation[] }> {
  const names = (await disk.list(folder)).filter((name) => /^Claude_/i.test(name)).sort();
  const hasOfficial = names.some((name) => officialPackage.test(name));
  const places = names.map((name) => ({
    roaming: win32.join(folder, name, 'LocalCache', 'Roaming'),
    isOther: hasOfficial && !officialPackage.test(name),
  }));
  const there = await Promise.all(places.map(({ roaming }) => disk.exists(roaming)));
  const locations = places
    .filter((_, index) => there[index])
    .map(({ roaming, isOther }) => ({
      path: win32.join(roaming, 'Claude', configFileName),
      kind: 'msix' as const,
      readByClaude: !isOther,
      ...(isOther ? { notRead: 'other-package' as const } : {}),
    }))
    .toSorted((a, b) => Number(b.readByClaude) - Number(a.readByClaude));
  return { found: names.length > 0, locations };
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
