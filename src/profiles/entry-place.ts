import { z } from 'zod';
import { clientIds } from '../clients/client.ts';
import { profileId } from './profile.ts';
import { variableName } from './variable-name.ts';

/** One server in one file of one client. */
export const entryPlace = z.object({
  client: z.enum(clientIds),
  path: z.string(),
  server: z.string(),
});
export type EntryPlace = z.infer<typeof entryPlace>;

export const sameEntry = (one: EntryPlace, other: EntryPlace): boolean =>
  one.client === other.client && one.path === other.path && one.server === other.server;

const shownPlace = entryPlace.extend({
  clientName: z.string(),
  /** Set where the client has several files. */
  label: z.string().optional(),
  /** What the user does for the client to notice a change. */
  reload: z.string(),
});
export type ShownPlace = z.infer<typeof shownPlace>;

/** An entry that starts its server through `keyring-host run`. */
const profileUse = shownPlace.extend({ profileId: z.string() });
export type ProfileUse = z.infer<typeof profileUse>;

/** An entry with keys in plain text, or what may be such: names only. */
const movableEntry = shownPlace.extend({
  variables: z.array(
    z.object({
      name: variableName,
      /** Its name or its value looks like a key. */
      likely: z.boolean(),
    }),
  ),
});
export type MovableEntry = z.infer<typeof movableEntry>;

export const entryOverview = z.object({ uses: z.array(profileUse), movable: z.array(movableEntry) });
export type EntryOverview = z.infer<typeof entryOverview>;

export const entryMove = entryPlace.extend({
  variables: z.array(variableName).min(1, 'Choose at least one variable.').max(100),
});
export type EntryMove = z.infer<typeof entryMove>;

/** What became of a client's file. */
export const entryWritten = z.object({
  profileId,
  path: z.string(),
  reload: z.string(),
  backupPath: z.string().optional(),
});
export type EntryWritten = z.infer<typeof entryWritten>;
