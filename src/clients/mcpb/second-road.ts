import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, type Problem } from '../../lib/app-error.ts';
import type { Surroundings } from '../../settings/data-folder.ts';
import type { ClaudeStatus } from '../claude-desktop/status.ts';
import { installedExtensions } from './installed-extensions.ts';
import type { ExportedExtension, SecondRoadStatus } from './second-road-status.ts';

/** What the shell does for it. */
export type ExtensionMaker = {
  /** Makes the bundle at this place. */
  readonly make: (to: string) => Promise<void>;
  /** Opens it with the program that this computer has for it: Claude Desktop. */
  readonly open: (path: string) => Promise<void>;
  /** Why none can be made here. */
  readonly refusal?: Problem | undefined;
};

type SecondRoadParts = ExtensionMaker & {
  readonly folder: string;
  readonly version: string;
  readonly surroundings: Surroundings;
  readonly claude: () => Promise<Pick<ClaudeStatus, 'locations'>>;
};

export interface SecondRoad {
  status(): Promise<SecondRoadStatus>;
  export(): Promise<ExportedExtension>;
  /** Hands what was exported last to Claude. No other file can be named. */
  open(): Promise<void>;
}

/** Those of earlier versions, and what was left of one that was not finished. */
const leftovers = /^(MCP-Keyring-.*\.mcpb|\.making-.*)$/;

export function createSecondRoad(parts: SecondRoadParts): SecondRoad {
  const { folder, version, surroundings, refusal, make, open } = parts;
  const file = join(folder, `MCP-Keyring-${version}.mcpb`);
  let making: Promise<ExportedExtension> | undefined;

  const makeOne = async (): Promise<ExportedExtension> => {
    if (refusal !== undefined) throw new AppError(refusal.code, refusal.message, refusal.next);
    await make(file);
    await removeOthers(folder, file);
    return (await exported(file, version)) ?? missing();
  };
  return {
    async status() {
      const [made, installed, { locations }] = await Promise.all([
        exported(file, version),
        installedExtensions(surroundings),
        parts.claude(),
      ]);
      const hasEntry = locations.some(({ readByClaude, state }) => readByClaude && hasOurEntry.has(state));
      return {
        ...{ version, installed: installed.map((each) => ({ ...each, outdated: each.version !== version })) },
        both: hasEntry && installed.some(({ enabled }) => enabled),
        ...(made !== undefined && { exported: made }),
        ...(refusal !== undefined && { refusal }),
      };
    },
    // Asked twice at once, it is made once.
    export: () =>
      (making ??= makeOne().finally(() => {
        making = undefined;
      })),
    async open() {
      if ((await exported(file, version)) === undefined) missing();
      await open(file);
    },
  };
}

const hasOurEntry: ReadonlySet<string> = new Set(['current', 'outdated']);

async function exported(path: string, version: string): Promise<ExportedExtension | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found === undefined ? undefined : { path, version, bytes: found.size, madeAt: found.mtime.toISOString() };
}

/** Each holds the whole program. */
async function removeOthers(folder: string, kept: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => leftovers.test(name) && join(folder, name) !== kept);
  await Promise.all(names.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

function missing(): never {
  throw new AppError('file-unreadable', 'The extension is not there any more.', 'Export it again.');
}
