import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGuardedClaude, type GuardedClaudeParts } from '../../../../src/clients/claude-desktop/guarded-claude.ts';
import { createBackups } from '../../../../src/clients/files/backups.ts';
import { createFileChanges } from '../../../../src/clients/files/change-file.ts';
import { createFileLocks } from '../../../../src/clients/files/file-locks.ts';
import { silentLogger } from '../../../../src/lib/logger.ts';
import { preferences } from '../../../../src/settings/preferences.ts';

export const entry = { name: 'mcp-keyring', command: '/opt/mcp-keyring/keyring-host', args: ['mcp'] };

type Changes = Partial<GuardedClaudeParts> & Pick<GuardedClaudeParts, 'clock'>;

/** Claude Desktop in a home of its own, with the guard over it; nothing runs by itself. */
export async function openClaude(home: string, changes: Changes) {
  const { clock } = changes;
  const backups = createBackups({ folder: join(home, 'data', 'backups'), clock });
  const clockOfFiles = { now: () => clock.now(), wait: () => Promise.resolve() };
  const memory = await mkdtemp(join(tmpdir(), 'guard-'));
  const locks = createFileLocks(join(memory, 'locks'));
  const guarded = createGuardedClaude({
    surroundings: { platform: 'linux', home, env: {} },
    entry,
    backups,
    // A write waits a little for what others do to the file meanwhile; nobody turns the clock for that.
    changeFile: createFileChanges({ backups, clock: clockOfFiles, locks }),
    processes: () => Promise.resolve([]),
    memoryPath: join(memory, 'claude-guard.json'),
    preferences: { read: () => Promise.resolve(preferences.parse({})) },
    logger: silentLogger,
    announce: () => Promise.resolve(),
    changed: () => undefined,
    newId: () => crypto.randomUUID(),
    ...changes,
  });
  return { ...guarded, backups };
}
