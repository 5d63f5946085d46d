import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '../../../src/lib/logger.ts';
import { createProfileFile, type ProfileFile } from '../../../src/profiles/profile-file.ts';
import { createProfiles, type ProfileParts } from '../../../src/profiles/profiles.ts';
import type { ReferenceReader } from '../../../src/secrets/reference-reader.ts';
import { createSecretReader } from '../../../src/secrets/secret-cache.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';
import { InMemorySecretStore } from '../../fakes/secrets/in-memory-secret-store.ts';
import { noReferences } from '../../fakes/secrets/no-references.ts';

/** Profiles over a real file and a keychain in memory. */
export async function setUp(references: ReferenceReader = noReferences) {
  const folder = await mkdtemp(join(tmpdir(), 'profiles-'));
  const path = join(folder, 'profiles.json');
  const file = createProfileFile(path);
  const keychain = new InMemorySecretStore();
  const clock = new FakeClock();
  let changes = 0;
  const parts: ProfileParts = {
    file,
    secrets: {
      homeForNew: () => Promise.resolve('keychain'),
      store: () => keychain,
      reader: createSecretReader(() => keychain, references),
      resolve: (reference) => references.resolve(reference),
    },
    clock,
    logger: silentLogger,
    changed: () => (changes += 1),
  };
  return {
    folder,
    file,
    keychain,
    clock,
    parts,
    profiles: createProfiles(parts),
    changes: () => changes,
    text: () => readFile(path, 'utf8'),
  };
}

/** A file that cannot be written once `failing` keys are noted, as on a disk that fills up. */
export function failingAtSecondWrite(file: ProfileFile): ProfileFile {
  let writes = 0;
  return {
    read: () => file.read(),
    update: (change) => {
      writes += 1;
      if (writes !== 2) return file.update(change);
      return file.update(async (content) => {
        await change(content);
        throw new Error('ENOSPC');
      });
    },
  };
}
