import { noReferences } from '../../fakes/secrets/no-references.ts';
import { expect, test } from 'vitest';
import { AppError } from '../../../src/lib/app-error.ts';
import { createSecretReader } from '../../../src/secrets/secret-cache.ts';
import { InMemorySecretStore } from '../../fakes/secrets/in-memory-secret-store.ts';

function setUp() {
  const stores = { keychain: new InMemorySecretStore('keychain'), vault: new InMemorySecretStore('vault') };
  for (const store of Object.values(stores)) {
    store.items.set('c/token/1', `${store.home}-one`);
    store.items.set('c/token/2', `${store.home}-two`);
  }
  return { ...stores, reader: createSecretReader((home) => stores[home], noReferences) };
}

test('a key is read from the keychain once, however often it is used', async () => {
  const { reader, keychain } = setUp();
  expect(await reader.read('c/token/1', 'keychain')).toBe('keychain-one');
  expect(await reader.read('c/token/1', 'keychain')).toBe('keychain-one');
  expect(keychain.reads).toEqual(['c/token/1']);
});

test('readers at the same moment share one call', async () => {
  const { reader, keychain, vault } = setUp();
  const both = (home: 'keychain' | 'vault') => Promise.all([1, 2].map(() => reader.read('c/token/1', home)));
  await Promise.all([both('keychain'), both('vault')]);
  expect([keychain.reads.length, vault.reads.length]).toEqual([1, 1]);
});

test('a new version is read at once', async () => {
  const { reader } = setUp();
  await reader.read('c/token/1', 'keychain');
  expect(await reader.read('c/token/2', 'keychain')).toBe('keychain-two');
});

test('the two homes are kept apart', async () => {
  const { reader } = setUp();
  await reader.read('c/token/1', 'keychain');
  expect(await reader.read('c/token/1', 'vault')).toBe('vault-one');
});

test('a failure is not kept: after unlocking, the next read works', async () => {
  const { reader, keychain } = setUp();
  keychain.failWith = new AppError('keychain-locked', 'Locked.', 'Unlock it.');
  await expect(reader.read('c/token/1', 'keychain')).rejects.toMatchObject({ code: 'keychain-locked' });
  keychain.failWith = undefined;
  expect(await reader.read('c/token/1', 'keychain')).toBe('keychain-one');
});

test('a missing key says so, and is found as soon as it is there', async () => {
  const { reader, keychain } = setUp();
  await expect(reader.read('d/token/1', 'keychain')).rejects.toMatchObject({ code: 'secret-missing' });
  keychain.items.set('d/token/1', 'late');
  expect(await reader.read('d/token/1', 'keychain')).toBe('late');
});

test('a locked vault gives nothing away that was read before', async () => {
  const { reader, vault } = setUp();
  await reader.read('c/token/1', 'vault');
  vault.failWith = new AppError('vault-locked', 'Locked.', 'Unlock it.');
  await expect(reader.read('c/token/1', 'vault')).rejects.toMatchObject({ code: 'vault-locked' });
});

test('what is forgotten is read again', async () => {
  const { reader, keychain } = setUp();
  await reader.read('c/token/1', 'keychain');
  reader.forget();
  await reader.read('c/token/1', 'keychain');
  expect(keychain.reads).toHaveLength(2);
});
