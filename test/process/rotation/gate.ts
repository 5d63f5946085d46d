import { renameSync, writeFileSync } from 'node:fs';

/** Called right before and right after every write: of a file, of a secret, at the system. */
export type Gate = () => void;

/** Never leaves half a file. */
export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}
