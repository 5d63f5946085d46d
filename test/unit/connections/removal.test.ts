import { describe, expect, it, vi } from 'vitest';
import { createConnectionService } from '../../../src/connections/connection-service.ts';
import { createRemoval } from '../../../src/connections/removal.ts';
import { draft, keychainLocked, setUp } from './harness.ts';

async function withConnection() {
  const set = await setUp();
  set.system.allow('old-key-0123456789abcdef');
  const connection = await createConnectionService(set.parts).add(draft());
  return { ...set, connection, removal: createRemoval(set.parts) };
}

describe('removing a connection', () => {
  it('takes it off the list at once and deletes its key when the time to undo has passed', async () => {
    const { removal, file, keychain, clock, connection } = await withConnection();
    await removal.remove(connection.id);
    expect((await file.read()).connections).toEqual([]);
    expect(keychain.items.size).toBe(1);
    clock.advance(10_000);
    await vi.waitFor(async () => {
      expect(keychain.items.size).toBe(0);
      expect((await file.read()).removed).toEqual([]);
    });
  });

  it('brings it back whole when it is undone in time', async () => {
    const { removal, access, connection } = await withConnection();
    await removal.remove(connection.id);
    await removal.undo(connection.id);
    expect(await (await access.open(await access.find('site'))).whoAmI()).toMatchObject({ name: 'Mia Krystof' });
  });

  it('does not come back beside another connection of the same name', async () => {
    const { removal, parts, connection } = await withConnection();
    await removal.remove(connection.id);
    await createConnectionService(parts).add(draft());
    await expect(removal.undo(connection.id)).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('says so when it is too late to undo', async () => {
    const { removal, connection } = await withConnection();
    await removal.remove(connection.id);
    await removal.close();
    await expect(removal.undo(connection.id)).rejects.toMatchObject({ code: 'unknown-connection' });
  });

  it('deletes the keys that an interrupted run left behind', async () => {
    const { removal, parts, clock, keychain, connection } = await withConnection();
    await removal.remove(connection.id);
    clock.advance(60_000);
    await createRemoval(parts).purgeLeftovers();
    expect(keychain.items.size).toBe(0);
  });

  it('leaves a removal that can still be undone to the window it was made in', async () => {
    const { removal, parts, file, connection } = await withConnection();
    await removal.remove(connection.id);
    const other = createRemoval(parts);
    await other.purgeLeftovers();
    await other.close();
    await removal.undo(connection.id);
    expect((await file.read()).connections).toHaveLength(1);
  });

  it('remembers a key it could not delete until the keychain lets it', async () => {
    const { removal, file, clock, keychain, connection } = await withConnection();
    await removal.remove(connection.id);
    clock.advance(60_000);
    keychain.failWith = keychainLocked;
    await removal.purgeLeftovers();
    expect((await file.read()).removed).toHaveLength(1);
    keychain.failWith = undefined;
    await removal.purgeLeftovers();
    expect(keychain.items.size).toBe(0);
  });
});
