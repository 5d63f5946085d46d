import type { ClientPlace, ClientRecord } from '../client.ts';
import type { Disk } from '../files/disk.ts';
import { baseFolders, type BaseFolders } from './base-folders.ts';

type Whereabouts = {
  readonly places: (folders: BaseFolders) => readonly ClientPlace[];
  /** Programs that tell of a client which was never started, and so has no folder yet. */
  readonly programs?: (folders: BaseFolders) => readonly string[];
};

/** Finds a client whose files are always in the same places. */
export function foundAt({ places, programs = () => [] }: Whereabouts): ClientRecord['find'] {
  return async (surroundings, disk) => {
    const folders = baseFolders(surroundings);
    const all = places(folders);
    const there = await thoseThere(disk, all, ({ folder }) => folder);
    if (there.length > 0) return { installed: true, places: there };
    return { installed: (await thoseThere(disk, programs(folders), (path) => path)).length > 0, places: [] };
  };
}

async function thoseThere<T>(disk: Disk, all: readonly T[], pathOf: (one: T) => string): Promise<readonly T[]> {
  const exist = await Promise.all(all.map((one) => disk.exists(pathOf(one))));
  return all.filter((_, index) => exist[index]);
}

/** Where an application with a window is, by its name on macOS, in %LOCALAPPDATA%\Programs and under /usr. */
export const application =
  ({ mac, windows, linux }: { mac: string; windows: string; linux: string }) =>
  ({ platform, join, home, local }: BaseFolders): readonly string[] => {
    switch (platform) {
      case 'darwin':
        return [`/Applications/${mac}.app`, join(home, 'Applications', `${mac}.app`)];
      case 'win32':
        return [join(local, 'Programs', windows)];
      case 'linux':
        return [`/usr/bin/${linux}`, `/usr/share/${linux}`, `/opt/${linux}`];
    }
  };
