import crossSpawn from 'cross-spawn';
import type { EventBus } from './api/event-bus.ts';
import type { AppParts } from './app-parts.ts';
import type { ClaudeDesktop } from './clients/claude-desktop/claude-desktop.ts';
import type { GuardNotice } from './clients/claude-desktop/guard/words.ts';
import { createGuardedClaude } from './clients/claude-desktop/guarded-claude.ts';
import { createClaudeLog } from './clients/claude-desktop/logs/claude-log.ts';
import { maskLine } from './clients/claude-desktop/mask-line.ts';
import { readOrganisationPolicy } from './clients/claude-desktop/organisation-policy.ts';
import { createSight } from './clients/claude-desktop/sight/sight.ts';
import { extensionTitle } from './clients/mcpb/manifest.ts';
import { createSecondRoad } from './clients/mcpb/second-road.ts';
import { createClientEntries } from './clients/client-entries.ts';
import { createBackups, type Backups } from './clients/files/backups.ts';
import { createFileChanges, type ChangeFile } from './clients/files/change-file.ts';
import { createFileLocks, type FileLocks } from './clients/files/file-locks.ts';
import { entryName, ownEntryOf } from './clients/own-entry.ts';
import type { ConnectionParts } from './connections/parts.ts';
import type { Hunt } from './hunt/hunt.ts';
import { openHunt } from './hunt/open-hunt.ts';
import { createClientAccessFile } from './policy/client-access-file.ts';
import { otherServers } from './other-servers.ts';
import { createAnnouncer } from './reminders/announcer.ts';
import type { PreferencesFile } from './settings/preferences-file.ts';

type Shared = Pick<ConnectionParts, 'file' | 'secrets'> & {
  readonly events: EventBus;
  readonly preferences: PreferencesFile;
  readonly changes: FileChanges;
};

type FileChanges = { readonly backups: Backups; readonly locks: FileLocks; readonly changeFile: ChangeFile };

/** One for all, so that no two changes of ours to one file ever meet. */
export function fileChangesOf({ files, clock }: AppParts): FileChanges {
  const backups = createBackups({ folder: files.backups, clock });
  const locks = createFileLocks(files.locks);
  return { backups, locks, changeFile: createFileChanges({ backups, clock, locks }) };
}

/** What is done with the files and servers of other programs. */
export function otherPrograms(parts: AppParts, shared: Shared) {
  const { files, surroundings, runProgram: run } = parts;
  const { file, secrets, events, changes } = shared;
  const guarded = claudeDesktop(parts, shared);
  return {
    ...guarded,
    organisationPolicy: () => readOrganisationPolicy({ surroundings, run }),
    ...claudeSight(parts, guarded.claude, file),
    clients: clientEntries(parts, events, changes),
    clientAccess: createClientAccessFile(files.clientAccess),
    ...otherServers(parts, { secrets }, events, changes),
  };
}

function clientEntries({ surroundings, mcpCommand, runProgram }: AppParts, events: EventBus, changes: FileChanges) {
  const changed = (): void => {
    events.emit('clients.changed', {});
  };
  return createClientEntries({ surroundings, command: mcpCommand, runProgram, changed, ...changes });
}

/** What Claude sees of us, what it says about us, and the other way into it. */
function claudeSight(parts: AppParts, claude: ClaudeDesktop, file: ConnectionParts['file']) {
  const { surroundings, clock, secrets, files, info, extension } = parts;
  const mask = (line: string): string => maskLine(secrets.redactor.redact(line));
  const status = () => claude.status();
  const connections = async () => (await file.read()).connections;
  return {
    sight: createSight({ surroundings, clock, mask, status, connections, spawn: crossSpawn }),
    claudeLog: createClaudeLog({ surroundings, mask, names: [entryName, extensionTitle] }),
    secondRoad: createSecondRoad({
      ...extension,
      folder: files.exports,
      version: info.version,
      surroundings,
      claude: status,
    }),
  };
}

function claudeDesktop(parts: AppParts, { events, preferences, changes }: Shared) {
  const { mcpCommand, files } = parts;
  const isHeard = () => events.isHeard();
  const guarded = createGuardedClaude({
    ...parts,
    ...changes,
    entry: { name: entryName, ...ownEntryOf(mcpCommand, 'claude-desktop') },
    memoryPath: files.claudeGuard,
    preferences,
    announce: createAnnouncer({ ...parts, preferences, isHeard, announce: tellOfClaude(events) }),
    changed: () => {
      events.emit('claude.changed', {});
    },
    newId: () => crypto.randomUUID(),
  });
  events.follow('preferences.changed', () => {
    guarded.watching.hurry();
  });
  return guarded;
}

const tellOfClaude =
  (events: EventBus) =>
  (notice: GuardNotice): void => {
    events.emit('reminders.notice', { reminderId: crypto.randomUUID(), kind: 'claude-desktop', ...notice });
  };

type HuntServices = Pick<Parameters<typeof openHunt>[0], 'connections' | 'keys' | 'profiles' | 'preferences'> & {
  readonly secrets: ConnectionParts['secrets'];
  readonly events: EventBus;
  readonly changes: FileChanges;
};

/** The hunt for keys in plain text, which moves them to the others. */
export function huntOf(parts: AppParts, services: HuntServices): Hunt {
  const { secrets, events, changes } = services;
  return openHunt({
    ...{ ...parts, ...services, ...changes, reader: secrets.reader },
    learn: (secret) => {
      secrets.learn(secret);
    },
    progress: (progress) => {
      events.emit('hunt.progress', progress);
    },
    changed: () => {
      events.emit('hunt.changed', {});
    },
  });
}
