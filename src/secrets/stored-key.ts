import { z } from 'zod';
import type { Logger } from '../lib/logger.ts';
import { secretHome, type SecretHome, type SecretStore } from './secret-store.ts';

export const storedKey = z.object({ home: secretHome, account: z.string() });
/** Where a key lies: its home and its item there. */
export type StoredKey = z.infer<typeof storedKey>;

type DeleteParts = {
  readonly secrets: { store(home: SecretHome): Pick<SecretStore, 'delete'> };
  readonly logger: Pick<Logger, 'warn'>;
};

/** Answers whether it is gone; a locked store is told to the log only. */
export async function deleteKey({ home, account }: StoredKey, { secrets, logger }: DeleteParts): Promise<boolean> {
  try {
    await secrets.store(home).delete(account);
    return true;
  } catch (error) {
    logger.warn('A key could not be deleted', { account, error });
    return false;
  }
}
