import { z } from 'zod';
import { problem } from '../lib/app-error.ts';

export const secretHome = z.enum(['keychain', 'vault']);
/** Where a secret lives: the operating system's keychain or our passphrase vault. */
export type SecretHome = z.infer<typeof secretHome>;

/** `locked` and `unavailable` carry what happened and what to do. */
export const storeStatus = z.discriminatedUnion('state', [
  z.object({ state: z.literal('ready') }),
  z.object({ state: z.literal('absent') }),
  z.object({ state: z.literal('locked'), problem }),
  z.object({ state: z.literal('unavailable'), problem }),
]);
export type StoreStatus = z.infer<typeof storeStatus>;

/** A place for secrets. Absent, locked and unavailable are three answers: `undefined`, and two AppError codes. */
export interface SecretStore {
  readonly home: SecretHome;
  get(account: string): Promise<string | undefined>;
  /** Writes and reads back; throws rather than half-writes. */
  set(account: string, secret: string): Promise<void>;
  /** Whether there was something to delete. */
  delete(account: string): Promise<boolean>;
  status(): Promise<StoreStatus>;
}

/** The keychain's service name for all our items. */
export const keychainService = 'mcp-keyring';

/**
 * The item of one version of one key. A new key gets a new item, so that a swap is one atomic change of
 * connections.json and a reader that knows a version finds exactly that key (docs/decisions/0003).
 */
export function secretAccount(connectionId: string, field: string, version: number): string {
  return `${connectionId}/${field}/${String(version)}`;
}
