import { readdir, stat } from 'node:fs/promises';

/** The little that has to be seen of a disk to find clients. Both answer for a path that is not there, too. */
export interface Disk {
  exists(path: string): Promise<boolean>;
  /** The names in a folder; none if it is not there. */
  list(folder: string): Promise<readonly string[]>;
}

/** What cannot be looked at counts as not there: it could not be changed either. */
export const systemDisk: Disk = {
  exists: (path) =>
    stat(path).then(
      () => true,
      () => false,
    ),
  list: (folder) => readdir(folder).catch(() => []),
};
