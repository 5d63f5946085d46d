import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { secretAccount, type SecretHome, type SecretStore } from '../../../src/secrets/secret-store.ts';

export type StoreUnderTest = {
  /** The store that is asked. */
  readonly store: SecretStore;
  /** Where the same secrets are written; another one than `store` where that only reads. */
  readonly writer?: SecretStore;
  readonly close?: () => Promise<void> | void;
};

/** What every place for secrets has to do, whichever it is. */
export function itIsASecretStore(home: SecretHome, open: () => Promise<StoreUnderTest> | StoreUnderTest): void {
  describe('as a secret store', () => {
    const connection = `contract-${crypto.randomUUID()}`;
    const account = secretAccount(connection, 'token', 1);
    const next = secretAccount(connection, 'token', 2);
    let store: SecretStore;
    let writer: SecretStore;
    let close: StoreUnderTest['close'];

    beforeEach(async () => {
      const opened = await open();
      ({ store, close } = opened);
      writer = opened.writer ?? store;
    });
    afterEach(async () => {
      await writer.delete(account);
      await writer.delete(next);
      await close?.();
    });

    test('it says where it keeps them', () => {
      expect(store.home).toBe(home);
    });

    test('it is ready', async () => {
      expect(await store.status()).toEqual({ state: 'ready' });
    });

    test('it answers undefined for what is not there', async () => {
      expect(await store.get(account)).toBeUndefined();
    });

    test.each([
      ['a token', 'ATATT3xFfGF0abc_DEF-ghi=1A2B3C4D'],
      ['any letters', 'pässwörd-日本語-🔑'],
      ['quotes and line ends', 'a"b\'c\\d\ne\tf'],
      ['a long key', 'k'.repeat(1280)],
    ])('it gives back %s', async (_, secret) => {
      await writer.set(account, secret);
      expect(await store.get(account)).toBe(secret);
    });

    test('it keeps the versions of a key side by side', async () => {
      await writer.set(account, 'old');
      await writer.set(next, 'new');
      expect([await store.get(account), await store.get(next)]).toEqual(['old', 'new']);
      await writer.delete(account);
      expect([await store.get(account), await store.get(next)]).toEqual([undefined, 'new']);
    });

    test('it replaces what is there', async () => {
      await writer.set(account, 'first');
      await writer.set(account, 'second');
      expect(await store.get(account)).toBe('second');
    });

    test('it says whether there was something to delete', async () => {
      await writer.set(account, 'short-lived');
      expect(await writer.delete(account)).toBe(true);
      expect(await writer.delete(account)).toBe(false);
      expect(await store.get(account)).toBeUndefined();
    });

    test('it takes many writes at once', async () => {
      const accounts = Array.from({ length: 12 }, (_, index) => secretAccount(connection, `field-${index}`, 1));
      await Promise.all(accounts.map((each) => writer.set(each, `secret of ${each}`)));
      const found = await Promise.all(accounts.map((each) => store.get(each)));
      expect(found).toEqual(accounts.map((each) => `secret of ${each}`));
      await Promise.all(accounts.map((each) => writer.delete(each)));
    });

    test('asking for its state leaves nothing behind', async () => {
      await store.status();
      expect(await store.get('probe/probe/1')).toBeUndefined();
    });
  });
}
