import type { Disk } from '../../src/clients/files/disk.ts';

/** A disk on which exactly these folders and files are, with either kind of slash. */
export function diskWith(...paths: readonly string[]): Disk {
  const all = new Set(
    paths.flatMap((path) => path.split(/(?<=.)(?=[\\/])/).map((_, i, parts) => parts.slice(0, i + 1).join(''))),
  );
  return {
    exists: (path) => Promise.resolve(all.has(path)),
    list: (folder) =>
      Promise.resolve(
        [...all]
          .filter((path) => /^[\\/][^\\/]+$/.test(path.replace(folder, '')))
          .map((path) => path.slice(folder.length + 1)),
      ),
  };
}
