import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createConnectionService } from '../../../src/connections/connection-service.ts';
import { draft, keychainLocked, readOnly, setUp, replaceKey } from './harness.ts';

describe('adding a connection', () => {
  it('tests the key, puts it into the keychain and names its owner', async () => {
    const { parts, system, keychain } = await setUp();
    system.allow('old-key-0123456789abcdef', { id: '7', name: 'Ada' });
    const added = await createConnectionService(parts).add(draft());
    expect(added).toMatchObject({ owner: { name: 'Ada' }, active: true, lastTest: { outcome: { ok: true } } });
    expect([...keychain.items]).toEqual([[`${added.id}/api-key/1`, 'old-key-0123456789abcdef']]);
  });

  it('writes only a hint of the key into the file', async () => {
    const { parts, system, folder } = await setUp();
    system.allow('old-key-0123456789abcdef');
    await createConnectionService(parts).add(draft());
    const text = await readFile(join(folder, 'connections.json'), 'utf8');
    expect(text).toContain('"hint": "…cdef"');
    expect(text).not.toContain('old-key');
  });

  it('saves nothing when the key is not accepted', async () => {
    const { parts, file, keychain } = await setUp();
    await expect(createConnectionService(parts).add(draft())).rejects.toMatchObject({ code: 'bad-credentials' });
    expect((await file.read()).connections).toEqual([]);
    expect(keychain.items.size).toBe(0);
  });

  it('saves nothing when the keychain refuses', async () => {
    const { parts, system, file, keychain } = await setUp();
    system.allow('old-key-0123456789abcdef');
    keychain.failWith = keychainLocked;
    await expect(createConnectionService(parts).add(draft())).rejects.toMatchObject({ code: 'keychain-locked' });
    expect((await file.read()).connections).toEqual([]);
  });

  it('takes the key out of the keychain again when the file cannot be written', async () => {
    const { parts, system, keychain, file } = await setUp();
    system.allow('old-key-0123456789abcdef');
    const service = createConnectionService({ ...parts, file: readOnly(file) });
    await expect(service.add(draft())).rejects.toThrow('ENOSPC');
    expect(keychain.items.size).toBe(0);
  });

  it('asks for the account where the method needs one', async () => {
    const { parts } = await setUp();
    const adding = createConnectionService(parts).add(draft({ method: 'api-token' }));
    await expect(adding).rejects.toMatchObject({ code: 'invalid-input', message: 'The account is missing.' });
  });

  it('takes no name that another connection has, and asks nobody about it', async () => {
    const { parts, system, keychain } = await setUp();
    system.allow('old-key-0123456789abcdef');
    const service = createConnectionService(parts);
    await service.add(draft());
    system.asked.length = 0;
    await expect(service.add(draft({ name: 'SITE' }))).rejects.toMatchObject({
      code: 'invalid-input',
      message: 'There is already a connection called “Site”.',
    });
    expect(system.asked).toEqual([]);
    expect(keychain.items.size).toBe(1);
  });

  it('has the log mask the key before anything is tried with it', async () => {
    const { parts, learned } = await setUp();
    await createConnectionService(parts)
      .add(draft({ secret: 'wrong' }))
      .catch(() => undefined);
    expect(learned).toEqual(['wrong']);
  });
});

describe('editing a connection', () => {
  it('renames without asking the system', async () => {
    const { parts, system } = await setUp();
    system.allow('old-key-0123456789abcdef');
    const service = createConnectionService(parts);
    const { id } = await service.add(draft());
    system.asked.length = 0;
    expect(await service.edit({ id, name: 'Renamed' })).toMatchObject({ name: 'Renamed' });
    expect(system.asked).toEqual([]);
  });

  it('renames to no name that another one has, but may change the case of its own', async () => {
    const { parts, system } = await setUp();
    system.allow('old-key-0123456789abcdef');
    const service = createConnectionService(parts);
    await service.add(draft());
    const { id } = await service.add(draft({ name: 'Other' }));
    await expect(service.edit({ id, name: 'site' })).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await service.edit({ id, name: 'OTHER' })).toMatchObject({ name: 'OTHER' });
  });

  it('tests the stored key before it goes to another address', async () => {
    const { parts, system } = await setUp();
    system.allow('old-key-0123456789abcdef');
    const service = createConnectionService(parts);
    const { id } = await service.add(draft());
    const edited = await service.edit({ id, address: 'https://other.example' });
    expect(edited.endpoint.baseUrl).toBe('https://other.example');
    expect(system.asked).toHaveLength(2);
  });

  it('changes nothing when the new address does not work', async () => {
    const { parts, system } = await setUp();
    system.allow('old-key-0123456789abcdef');
    const service = createConnectionService(parts);
    const { id } = await service.add(draft());
    system.owners.clear();
    await expect(service.edit({ id, address: 'https://other.example' })).rejects.toThrow();
    expect((await service.list())[0]?.endpoint.baseUrl).toBe('https://op.example');
  });

  it('does not undo a key that was replaced elsewhere while the new address was tested', async () => {
    const { parts, system } = await setUp();
    const newKey = 'new-key-0123456789abcdef';
    system.allow('old-key-0123456789abcdef').allow(newKey, { id: 'ben', name: 'Ben' });
    const service = createConnectionService(parts);
    const { id } = await service.add(draft());
    const reader = {
      readAnew: () => Promise.resolve('old-key-0123456789abcdef'),
      read: async () => {
        await replaceKey(parts, { id, secret: newKey });
        return 'old-key-0123456789abcdef';
      },
    };
    const late = createConnectionService({ ...parts, secrets: { ...parts.secrets, reader } });
    await expect(late.edit({ id, address: 'https://other.example' })).rejects.toMatchObject({ code: 'busy' });
    expect((await service.list())[0]).toMatchObject({
      endpoint: { baseUrl: 'https://op.example' },
      owner: { name: 'Ben' },
    });
  });

  it('takes the workspace away when it is emptied', async () => {
    const { parts, system } = await setUp();
    system.allow('old-key-0123456789abcdef');
    const service = createConnectionService(parts);
    const { id } = await service.add(draft({ workspaceId: '1234' }));
    expect(await service.edit({ id, workspaceId: '' })).not.toHaveProperty('workspaceId');
  });

  it('says so when the connection is gone', async () => {
    const { parts } = await setUp();
    const gone = createConnectionService(parts).setActive(crypto.randomUUID(), false);
    await expect(gone).rejects.toMatchObject({ code: 'unknown-connection' });
  });
});
