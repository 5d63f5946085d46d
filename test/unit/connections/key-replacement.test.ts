import { describe, expect, it } from 'vitest';
import { createConnectionService } from '../../../src/connections/connection-service.ts';
import { createKeyReplacer } from '../../../src/connections/key-replacement.ts';
import { createRemoval } from '../../../src/connections/removal.ts';
import { draft, keychainLocked, readOnly, setUp } from './harness.ts';

type Parts = Parameters<typeof createKeyReplacer>[0];
type Input = Parameters<ReturnType<typeof createKeyReplacer>['replace']>[0];
const replaceKey = (input: Input, parts: Parts) => createKeyReplacer(parts).replace(input);

const newKey = 'new-key-0123456789abcdef';

async function withConnection() {
  const set = await setUp();
  set.system.allow('old-key-0123456789abcdef').allow(newKey);
  const connection = await createConnectionService(set.parts).add(draft());
  return { ...set, connection, replacement: { id: connection.id, secret: newKey, acceptOtherAccount: false } };
}

describe('replacing a key', () => {
  it('leaves exactly the new key behind', async () => {
    const { parts, keychain, connection, replacement } = await withConnection();
    await replaceKey(replacement, parts);
    expect([...keychain.items]).toEqual([[`${connection.id}/api-key/2`, newKey]]);
  });

  it('is used by a process that was already running on its next call', async () => {
    const { parts, access, system, connection, replacement } = await withConnection();
    const callOnce = async () => (await access.open(await access.find(connection.name))).whoAmI();
    await callOnce();
    await replaceKey(replacement, parts);
    system.asked.length = 0;
    await callOnce();
    expect(system.asked).toEqual([newKey]);
  });

  it('keeps the old key when the new one is not accepted', async () => {
    const { parts, keychain, connection, replacement } = await withConnection();
    await expect(replaceKey({ ...replacement, secret: 'typo' }, parts)).rejects.toMatchObject({
      code: 'bad-credentials',
    });
    expect([...keychain.items.keys()]).toEqual([`${connection.id}/api-key/1`]);
  });

  it('keeps the old key when the file cannot be written', async () => {
    const { parts, keychain, file, connection, replacement } = await withConnection();
    await expect(replaceKey(replacement, { ...parts, file: readOnly(file) })).rejects.toThrow('ENOSPC');
    expect([...keychain.items.keys()]).toEqual([`${connection.id}/api-key/1`]);
  });

  it('asks before the connection goes over to another account', async () => {
    const { parts, system, keychain, connection, replacement } = await withConnection();
    system.allow(newKey, { id: 'ben', name: 'Ben' });
    await expect(replaceKey(replacement, parts)).rejects.toMatchObject({
      code: 'different-account',
      message: 'The new key belongs to Ben, but "Site" has used Mia Krystof so far.',
    });
    expect([...keychain.items.keys()]).toEqual([`${connection.id}/api-key/1`]);
    const replaced = await replaceKey({ ...replacement, acceptOtherAccount: true }, parts);
    expect(replaced.connection.owner.name).toBe('Ben');
  });

  it('refuses when the connection was moved to another address while the key was tested', async () => {
    const { parts, keychain, file, connection, replacement } = await withConnection();
    const before = await file.read();
    await createConnectionService(parts).edit({ id: connection.id, address: 'https://moved.example' });
    const stale = { ...parts, file: { ...file, read: () => Promise.resolve(before) } };
    await expect(replaceKey(replacement, stale)).rejects.toMatchObject({ code: 'busy' });
    expect([...keychain.items.keys()]).toEqual([`${connection.id}/api-key/1`]);
    expect((await file.read()).connections[0]?.endpoint.baseUrl).toBe('https://moved.example');
  });

  it('refuses to undo a replacement that was made elsewhere meanwhile', async () => {
    const { parts, keychain, file, connection, replacement } = await withConnection();
    const before = await file.read();
    await replaceKey(replacement, parts);
    // The second one would store under the same version: it must not touch the key in use.
    const stale = { ...parts, file: { ...file, read: () => Promise.resolve(before) } };
    await expect(replaceKey({ ...replacement, secret: newKey }, stale)).rejects.toMatchObject({ code: 'busy' });
    expect(keychain.items.get(`${connection.id}/api-key/2`)).toBe(newKey);
  });

  it('deletes the old key later when the keychain does not let it go now', async () => {
    const { parts, keychain, connection, replacement } = await withConnection();
    const remove = keychain.delete.bind(keychain);
    keychain.delete = () => Promise.reject(keychainLocked);
    await replaceKey(replacement, parts);
    expect(keychain.items.size).toBe(2);
    keychain.delete = remove;
    await createRemoval(parts).purgeLeftovers();
    expect([...keychain.items.keys()]).toEqual([`${connection.id}/api-key/2`]);
  });

  it('leaves no key behind when it is interrupted between the keychain and the file', async () => {
    const { parts, keychain, connection, file, replacement } = await withConnection();
    let writes = 0;
    const dies: typeof file = {
      read: () => file.read(),
      update: async (change) => {
        writes += 1;
        if (writes === 1) return file.update(change);
        if (writes === 2) await change(await file.read());
        throw new Error('killed');
      },
    };
    await expect(replaceKey(replacement, { ...parts, file: dies })).rejects.toThrow('killed');
    expect(keychain.items.size).toBe(2);
    await createRemoval(parts).purgeLeftovers();
    expect([...keychain.items.keys()]).toEqual([`${connection.id}/api-key/1`]);
  });
});
