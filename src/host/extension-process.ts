import { execFile } from 'node:child_process';
import { isSea } from 'node:sea';
import { promisify } from 'node:util';
import type { ExtensionMaker } from '../clients/mcpb/second-road.ts';
import { AppError, type Problem } from '../lib/app-error.ts';
import type { DataFiles, Surroundings } from '../settings/data-folder.ts';
import { openFile } from './open-file.ts';
import { hostCommand } from './surroundings.ts';

const run = promisify(execFile);
/** Packing the whole program takes some fifteen seconds, more where much else is done. */
const limits = { timeout: 300_000, maxBuffer: 1024 * 1024, windowsHide: true };

type Where = { readonly here: Surroundings; readonly files: DataFiles; readonly demo: boolean };

/** Makes extensions in a process of its own: packing would keep this one from answering. */
export function extensionMaker({ here, files, demo }: Where): ExtensionMaker {
  const { command, args } = hostCommand();
  return {
    make: async (to) => {
      await run(command, [...args, 'extension', '--home', files.folder, '--to', to], limits).catch((cause: unknown) => {
        throw notMade(cause);
      });
    },
    open: (path) => openFile(path, here.platform),
    refusal: extensionRefusal({ platform: here.platform, demo }),
  };
}

/** Why none can be made, known before it is tried. */
export function extensionRefusal({
  platform,
  demo,
}: {
  platform: Surroundings['platform'];
  demo: boolean;
}): Problem | undefined {
  const unsupported = (message: string, next: string): Problem => ({ code: 'unsupported', message, next });
  if (demo)
    return unsupported(
      'The demo makes no extension.',
      'It would lead to a data folder that is gone when the demo ends. Start MCP Keyring without --demo.',
    );
  if (platform === 'win32' && !isSea())
    return unsupported(
      'In development no extension can be made on Windows.',
      'Claude starts programs there and no scripts. Package MCP Keyring first (npm run package).',
    );
  return undefined;
}

/** What it said last on stderr is a sentence for people (main.ts). */
function notMade(cause: unknown): AppError {
  const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim().split('\n').at(-1) : undefined;
  return new AppError(
    'folder-unavailable',
    'The extension could not be made.',
    said === undefined || said === '' ? 'Check that there is room on the disk, then try again.' : said,
    { cause },
  );
}
