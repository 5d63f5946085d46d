import type { EventBus } from './api/event-bus.ts';
import type { AppParts } from './app-parts.ts';
import { systemDisk } from './clients/files/disk.ts';
import type { ConnectionParts } from './connections/parts.ts';
import { createEntryMoves, type EntryMoveParts } from './profiles/entry-moves.ts';
import { createProfileFile } from './profiles/profile-file.ts';
import { createProfiles } from './profiles/profiles.ts';

type FileChanges = Pick<EntryMoveParts, 'backups' | 'changeFile'>;

/** The keys of other MCP servers, and their entries in the files of clients. */
export function otherServers(
  parts: AppParts,
  { secrets }: Pick<ConnectionParts, 'secrets'>,
  events: EventBus,
  changes: FileChanges,
) {
  const { files, clock, logger, runHost } = parts;
  const changed = (): void => {
    events.emit('profiles.changed', {});
  };
  const profiles = createProfiles({ file: createProfileFile(files.profiles), secrets, clock, logger, changed });
  const { surroundings, processes } = parts;
  const around = { surroundings, processes, host: runHost, disk: systemDisk };
  return { profiles, runHost, entryMoves: createEntryMoves({ ...around, ...changes, profiles, changed }) };
}
