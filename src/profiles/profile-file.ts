import { z } from 'zod';
import { AppError } from '../lib/app-error.ts';
import { createDataFile, type DataFile } from '../lib/data-file.ts';
import { storedKey } from '../secrets/stored-key.ts';
import { entryLayout } from './entry-layout.ts';
import { entryPlace } from './entry-place.ts';
import { profile, type Profile } from './profile.ts';

const content = z.object({
  profiles: z.array(profile),
  /** Entries that were moved, with how they looked before: for putting them back to the byte. */
  layouts: z.array(entryPlace.extend({ layout: entryLayout })).default([]),
  /** Keys that no profile uses, written down before they could come to lie about: to be deleted when possible. */
  leftovers: z.array(storedKey).default([]),
});
export type ProfileFileContent = z.infer<typeof content>;
export type ProfileFile = DataFile<ProfileFileContent>;

export function createProfileFile(path: string): ProfileFile {
  return createDataFile({ path, version: 1, schema: content, empty: { profiles: [], layouts: [], leftovers: [] } });
}

/** AppError `unknown-profile` names the ones there are: it is mostly read in a client's log. */
export function findProfile({ profiles }: Pick<ProfileFileContent, 'profiles'>, id: string): Profile {
  const found = profiles.find((candidate) => candidate.id === id);
  if (found !== undefined) return found;
  const there =
    profiles.length === 0 ? 'There are none yet.' : `There are: ${profiles.map((each) => each.id).join(', ')}.`;
  throw new AppError(
    'unknown-profile',
    `There is no profile “${id}”.`,
    `${there} Profiles are made in MCP Keyring, under “Other servers”.`,
  );
}

/** AppError `invalid-input` when another one is called so, ignoring case. */
export function assertProfileNameFree({ profiles }: ProfileFileContent, name: string, ownId?: string): void {
  const other = profiles.find((each) => each.id !== ownId && each.name.toLowerCase() === name.toLowerCase());
  if (other === undefined) return;
  throw new AppError('invalid-input', `There is already a profile called “${other.name}”.`, 'Choose another name.');
}

export function withProfile(content: ProfileFileContent, id: string, change: (current: Profile) => Profile) {
  const changed = change(findProfile(content, id));
  return { ...content, profiles: content.profiles.map((each) => (each.id === id ? changed : each)) };
}
