import { z } from 'zod';
import { freeName, oneLine } from '../lib/free-name.ts';
import { secretPlace } from '../secrets/secret-reference.ts';
import { variableName } from './variable-name.ts';

/** What is typed in a terminal and stands in the entries of clients, so it never changes. */
export const profileId = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'Use 1 to 40 small letters, digits and dashes.');

const longestName = 80;

/** One line of plain text: names stand in lists. */
export const profileName = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(longestName, 'Use at most 80 characters.')
  .regex(/^[^\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]*$/u, 'Use one line of plain text.');

/** A variable that the server gets, and what is known of its key without knowing the key. */
const profileVariable = z.object({
  name: variableName,
  /** Where the key lives. */
  home: secretPlace,
  /** The last characters, e.g. `…9f3a`. */
  hint: z.string(),
  /** Counts up over the whole profile; part of the secret's item name. */
  version: z.number().int().positive(),
  /** When the key was entered or moved here. */
  createdAt: z.iso.datetime(),
});
export type ProfileVariable = z.infer<typeof profileVariable>;

/** The keys with which `keyring-host run` starts somebody else's server. Never a key in it. */
export const profile = z.object({
  id: profileId,
  name: profileName,
  variables: z.array(profileVariable),
  /** The highest version that any of its keys ever had. */
  lastVersion: z.number().int().nonnegative(),
  createdAt: z.iso.datetime(),
});
export type Profile = z.infer<typeof profile>;

/** The name of a server as the name of a profile that is not taken. */
export const freeProfileName = (server: string, there: readonly Profile[]): string =>
  freeName(oneLine(server, longestName) || 'Server', { taken: there.map(({ name }) => name), longest: longestName });

/** `GitHub (work)` becomes `github-work`, which is not taken; what has no letters at all becomes `server`. */
export function newProfileId(name: string, taken: readonly string[]): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug =
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 36)
      .replace(/^-+|-+$/g, '') || 'server';
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? slug : `${slug.slice(0, 36)}-${count}`;
    if (!taken.includes(id)) return id;
  }
}
