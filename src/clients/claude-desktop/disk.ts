import { readdir, stat } from 'node:fs/promises';
import type { Disk } from './locations.ts';

/** What cannot be looked at counts as not there: it could not be changed either. */
export const systemDisk: Disk = {
  exists: (path) =>
    stat(path).then(
      () => true,
      () => false,
    ),
  list: (folder) => readdir(folder).catch(() => []),
};
