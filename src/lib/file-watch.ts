import { mkdirSync, watch } from 'node:fs';

const settleMs = 50;

/**
 * Calls back after something in the folder changed, or only the named file. Files are replaced when they are written
 * atomically, so it is always a folder that is watched. Returns how to stop.
 */
export function watchFolder(folder: string, changed: () => void, onlyFile?: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return watchExisting(folder, changed, onlyFile);
}

/** The same for a folder of somebody else, which is not ours to make. Throws where it is not there. */
export function watchExisting(folder: string, changed: () => void, onlyFile?: string): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, { persistent: false }, (_, name) => {
    if (onlyFile !== undefined && name !== onlyFile) return;
    clearTimeout(timer); // One write makes several notices.
    timer = setTimeout(changed, settleMs);
  });
  // Windows says so when the folder itself is deleted.
  watcher.on('error', () => {
    watcher.close();
  });
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
