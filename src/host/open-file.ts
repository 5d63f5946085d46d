import { spawn } from 'node:child_process';
import { AppError } from '../lib/app-error.ts';
import type { Surroundings } from '../settings/data-folder.ts';

/** An opener that still runs after this long has found a program. */
const opensWithinMs = 5_000;

/** Opens a file as a double click does. AppError `unsupported` where there is nothing to open it with. */
export function openFile(path: string, platform: Surroundings['platform']): Promise<void> {
  const [command, ...args] = openers[platform];
  const child = spawn(command, [...args, path], { stdio: 'ignore', detached: true, windowsHide: true });
  return new Promise((resolve, reject) => {
    const limit = setTimeout(resolve, opensWithinMs);
    const ended = (failed: boolean, cause?: unknown): void => {
      clearTimeout(limit);
      if (failed) reject(nothingToOpenWith(cause));
      else resolve();
    };
    child.once('error', (cause) => {
      ended(true, cause);
    });
    child.once('exit', (code) => {
      ended(code !== 0);
    });
    child.unref();
  });
}

const openers: Readonly<Record<Surroundings['platform'], readonly [string, ...string[]]>> = {
  darwin: ['/usr/bin/open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
  linux: ['xdg-open'],
};

const nothingToOpenWith = (cause: unknown): AppError =>
  new AppError(
    'unsupported',
    'No program on this computer opens the extension by itself.',
    'In Claude Desktop open Settings, Extensions, Advanced settings, “Install Extension…” and choose the file.',
    { cause },
  );
