import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { AppError } from '../lib/app-error.ts';
import { parseJson } from '../lib/json.ts';
import { secretAccount, type SecretHome, type SecretStore } from '../secrets/secret-store.ts';
import { open, seal, sealed } from '../secrets/vault-crypto.ts';

const fileCopy = z.object({ path: z.string(), before: z.string(), after: z.string() });
/** A file as it was before keys were taken out, and as it was left. */
export type FileCopy = z.infer<typeof fileCopy>;

const sealedFile = z.object({ version: z.literal(1), home: z.enum(['keychain', 'vault']), sealed });

export type SealedParts = {
  /** One file for each move. */
  readonly folder: string;
  readonly secrets: { homeForNew(): Promise<SecretHome>; store(home: SecretHome): SecretStore };
};

/** The encrypted copies: AES-256-GCM, each with a key of its own in the keychain or the vault. */
export interface SealedCopies {
  /** Keeps copies of files as one file, and reads it again before anybody may change anything. */
  keep(id: string, copies: readonly FileCopy[]): Promise<void>;
  /** AppError `secret-missing` or `file-unreadable` where they cannot be read any more. */
  read(id: string): Promise<readonly FileCopy[]>;
  /** First the key: without it the file is worth nothing. */
  forget(id: string): Promise<void>;
}

export function createSealedCopies({ folder, secrets }: SealedParts): SealedCopies {
  const pathOf = (id: string): string => join(folder, `${id}.sealed.json`);
  const accountOf = (id: string): string => secretAccount(`hunt/${id}`, 'backup', 1);
  const load = async (id: string) => sealedFile.safeParse(parseJson(await readFile(pathOf(id), 'utf8'))).data;

  const read = async (id: string): Promise<readonly FileCopy[]> => {
    const file = await load(id).catch(() => undefined);
    if (file === undefined) throw gone();
    const key = await secrets.store(file.home).get(accountOf(id));
    const text = key === undefined ? undefined : open(Buffer.from(key, 'base64'), about(id), file.sealed);
    const copies = z.array(fileCopy).safeParse(parseJson(text ?? ''));
    if (!copies.success) throw gone();
    return copies.data;
  };
  const forget = async (id: string): Promise<void> => {
    const file = await load(id).catch(() => undefined);
    if (file !== undefined) await secrets.store(file.home).delete(accountOf(id));
    await rm(pathOf(id), { force: true });
  };
  return {
    async keep(id, copies) {
      const home = await secrets.homeForNew();
      const key = randomBytes(32);
      await secrets.store(home).set(accountOf(id), key.toString('base64'));
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const content = { version: 1, home, sealed: seal(key, about(id), JSON.stringify(copies)) };
        await writeFileAtomic(pathOf(id), JSON.stringify(content), { mode: 0o600 });
        const kept = await read(id);
        if (JSON.stringify(kept) !== JSON.stringify(copies)) throw gone();
      } catch (cause) {
        // What is left of them is worth nothing without the key.
        await secrets.store(home).delete(accountOf(id));
        await rm(pathOf(id), { force: true }).catch(() => undefined);
        throw notKept(cause);
      }
    },
    read,
    forget,
  };
}

const about = (id: string): string => `hunt/${id}`;

const gone = (): AppError =>
  new AppError(
    'secret-missing',
    'The encrypted copy cannot be read any more.',
    'Its key is not in the keychain or the vault, or the file is gone. The files stay as they are.',
  );

const notKept = (cause: unknown): AppError =>
  new AppError(
    'file-unreadable',
    'No encrypted copy of the files could be kept, so none was changed.',
    'Check that the MCP Keyring data folder can be written and that the disk is not full, then try again.',
    { cause },
  );
