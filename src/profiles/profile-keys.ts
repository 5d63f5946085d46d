import type { Logger } from '../lib/logger.ts';
import { isReference } from '../secrets/secret-reference.ts';
import { secretAccount, type SecretHome, type SecretStore } from '../secrets/secret-store.ts';
import { deleteKey, type StoredKey } from '../secrets/stored-key.ts';
import type { ProfileFile, ProfileFileContent } from './profile-file.ts';
import type { Profile, ProfileVariable } from './profile.ts';

type KeyParts = {
  readonly file: ProfileFile;
  readonly secrets: { store(home: SecretHome): SecretStore };
  readonly logger: Logger;
};

export type NewKey = { readonly key: StoredKey; readonly secret: string };

/** The item of a variable's key. Each version is an item of its own (docs/decisions/0003). */
export function accountOf(profileId: string, { name, version }: Pick<ProfileVariable, 'name' | 'version'>): string {
  return secretAccount(`profile/${profileId}`, name, version);
}

/** Where the keys of a profile lie that are kept by us. */
export function keysOf({ id, variables }: Profile): StoredKey[] {
  return variables.flatMap((variable) =>
    isReference(variable.home) ? [] : [{ home: variable.home, account: accountOf(id, variable) }],
  );
}

/**
 * Makes a change of the file together with storing keys: the keys are noted as leftovers, stored and read back, then
 * the file is written, both under its lock. A crash in between leaves nothing behind for good, and a failure takes the
 * keys out again.
 */
export async function saveWithKeys(
  keys: readonly NewKey[],
  change: (content: ProfileFileContent) => ProfileFileContent,
  parts: KeyParts,
): Promise<ProfileFileContent> {
  if (keys.length === 0) return parts.file.update(change);
  const noted = keys.map(({ key }) => key);
  await parts.file.update((content) => ({ ...content, leftovers: [...content.leftovers, ...noted] }));
  try {
    return await parts.file.update(async (content) => {
      const changed = change(content);
      for (const { key, secret } of keys) await parts.secrets.store(key.home).set(key.account, secret);
      return { ...changed, leftovers: changed.leftovers.filter((each) => !noted.some((key) => isSame(each, key))) };
    });
  } catch (error) {
    await deleteLeftovers(parts);
    throw error;
  }
}

/** Deletes what was noted as left over and is not in use; what a locked keychain does not let go stays noted. */
export async function deleteLeftovers(parts: KeyParts): Promise<void> {
  try {
    await parts.file.update(async (content) => {
      const inUse = content.profiles.flatMap(keysOf);
      const kept: StoredKey[] = [];
      for (const key of content.leftovers) {
        if (!inUse.some((used) => isSame(used, key)) && !(await deleteKey(key, parts))) kept.push(key);
      }
      return kept.length === content.leftovers.length ? content : { ...content, leftovers: kept };
    });
  } catch (error) {
    parts.logger.warn('Left-over keys of other servers are deleted later', { error });
  }
}

const isSame = (one: StoredKey, other: StoredKey): boolean => one.home === other.home && one.account === other.account;
