import { z } from 'zod';
import { entryMove, entryOverview, entryPlace, entryWritten } from '../../profiles/entry-place.ts';
import { byProfile, newProfile, profileKey, profileRename, profileVariable } from '../../profiles/inputs.ts';
import { profile } from '../../profiles/profile.ts';
import type { CallList, EventList } from './call-list.ts';

/** With what stands before the command of a server that gets these keys: "keyring-host run github --". */
const shownProfile = profile
  .omit({ lastVersion: true })
  .extend({ start: z.object({ command: z.string(), args: z.array(z.string()) }) });

/** Other MCP servers, started with keys from the keychain. */
export const profileCalls = {
  'profiles.list': { input: z.object({}), output: z.array(shownProfile) },
  /** Looks through the files of all clients: who starts through a profile, and who could. Names only. */
  'profiles.entries': { input: z.object({}), output: entryOverview },
  'profiles.create': { input: newProfile, output: shownProfile },
  'profiles.rename': { input: profileRename, output: shownProfile },
  /** Adds a variable or replaces its key; a server gets it when it is started the next time. */
  'profiles.setVariable': { input: profileKey, output: shownProfile },
  'profiles.removeVariable': { input: profileVariable, output: shownProfile },
  /** Refused while an entry still starts through it. */
  'profiles.remove': { input: byProfile, output: z.object({}) },
  /** Takes the keys out of a client's entry and starts its server through a profile. */
  'profiles.moveEntry': { input: entryMove, output: entryWritten },
  /** Writes the keys back into the client's file, in plain text. They do not pass through the window. */
  'profiles.putBack': { input: entryPlace, output: entryWritten },
} as const satisfies CallList;

export const profileEvents = {
  /** Fetch again: the profiles changed, or who uses them. */
  'profiles.changed': z.object({}),
} as const satisfies EventList;
