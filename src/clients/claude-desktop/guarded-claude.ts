import type { Clock } from '../../lib/clock.ts';
import type { Logger } from '../../lib/logger.ts';
import type { RunningProcess } from '../../lib/processes.ts';
import type { Surroundings } from '../../settings/data-folder.ts';
import type { PreferencesFile } from '../../settings/preferences-file.ts';
import type { Backups } from '../files/backups.ts';
import type { ChangeFile } from '../files/change-file.ts';
import { systemDisk } from '../files/disk.ts';
import { createClaudeDesktop, type ClaudeDesktop } from './claude-desktop.ts';
import { createClaudeProcess } from './guard/claude-process.ts';
import type { OwnEntry } from './guard/entries.ts';
import { createGuard, type Guard } from './guard/guard.ts';
import { createGuardMemory } from './guard/memory.ts';
import { createWatching, type Watching } from './guard/watching.ts';
import type { GuardNotice } from './guard/words.ts';
import { findClaude } from './locations.ts';

export type GuardedClaudeParts = {
  readonly surroundings: Surroundings;
  /** What Claude shall start: an absolute command, because Claude starts it without a PATH. */
  readonly entry: OwnEntry;
  readonly backups: Backups;
  readonly changeFile: ChangeFile;
  readonly processes: () => Promise<readonly RunningProcess[]>;
  /** The path of claude-guard.json. */
  readonly memoryPath: string;
  readonly preferences: Pick<PreferencesFile, 'read'>;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn'>;
  readonly announce: (notices: readonly GuardNotice[]) => Promise<void>;
  readonly changed: () => void;
  readonly newId: () => string;
};

export type GuardedClaude = { readonly claude: ClaudeDesktop; readonly guard: Guard; readonly watching: Watching };

/** Claude Desktop's entry, and the guard over it. */
export function createGuardedClaude(parts: GuardedClaudeParts): GuardedClaude {
  const { surroundings, processes, clock, entry } = parts;
  const { platform } = surroundings;
  const find = () => findClaude(surroundings, systemDisk);
  const guard = createGuard({
    ...parts,
    find,
    memory: createGuardMemory(parts.memoryPath),
    claude: createClaudeProcess({ platform, processes, clock }),
    exists: (path) => systemDisk.exists(path),
    now: () => clock.now(),
    hurry: () => {
      watching.hurry();
    },
  });
  const watching = createWatching({ guard, find, platform, clock, logger: parts.logger });
  return { claude: createClaudeDesktop({ surroundings, entry, processes, guard }), guard, watching };
}
