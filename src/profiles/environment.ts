import { AppError } from '../lib/app-error.ts';
import type { SecretPlace } from '../secrets/secret-reference.ts';
import { findProfile, type ProfileFile } from './profile-file.ts';
import { accountOf } from './profile-keys.ts';
import type { Profile } from './profile.ts';

/** See src/secrets/secret-cache.ts. */
export type SecretReading = { read(account: string, place: SecretPlace): Promise<string> };

type EnvironmentParts = { readonly file: Pick<ProfileFile, 'read'>; readonly secrets: SecretReading };

/** The variables of a profile with their keys: what a server gets when it is started now. */
export async function readEnvironment(id: string, parts: EnvironmentParts): Promise<Readonly<Record<string, string>>> {
  const found = findProfile(await parts.file.read(), id);
  try {
    return await readKeys(found, parts.secrets);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'secret-missing')) throw error;
    // Its key may have been replaced between the two looks.
    const anew = findProfile(await parts.file.read(), id);
    if (anew.lastVersion === found.lastVersion) throw missing(found, error);
    return readKeys(anew, parts.secrets);
  }
}

async function readKeys({ id, variables }: Profile, secrets: SecretReading): Promise<Record<string, string>> {
  const read = variables.map(async (variable) => [
    variable.name,
    await secrets.read(accountOf(id, variable), variable.home),
  ]);
  return Object.fromEntries(await Promise.all(read)) as Record<string, string>;
}

const missing = ({ name }: Profile, cause: AppError): AppError =>
  new AppError(
    'secret-missing',
    `A key of “${name}” is not there any more.`,
    'Enter it again in MCP Keyring, under “Other servers”.',
    { cause },
  );
