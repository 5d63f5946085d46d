import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createConnectionAccess } from '../../../src/connections/connection-access.ts';
import { createConnectionService } from '../../../src/connections/connection-service.ts';
import { createRemoval } from '../../../src/connections/removal.ts';
import { createTestRuns } from '../../../src/connections/test-runs.ts';
import type { NewConnection } from '../../../src/connections/inputs.ts';
import type { ConnectionParts } from '../../../src/connections/parts.ts';
import { createReferenceReader } from '../../../src/secrets/reference-reader.ts';
import { createSecretReader } from '../../../src/secrets/secret-cache.ts';
import { draft, keychainLocked, setUp as setUpConnections } from './harness.ts';

const first = 'first-key-0123456789abcd';
const second = 'second-key-0123456789wxyz';
const ben = { id: 'ben', name: 'Ben' };

/** Keys in a real file and in what a command prints; the keychain is locked, so that touching it fails. */
async function setUp() {
  const set = await setUpConnections();
  const { keychain, folder, system } = set;
  system.allow(first);
  keychain.failWith = keychainLocked;
  const path = join(folder, 'key');
  await writeFile(path, `${first}\n`);
  let printed = first;
  const references = createReferenceReader({
    platform: 'linux',
    home: folder,
    env: { A_KEY: first, PATH: '/bin:/usr/bin' },
    startedBy: 'user',
    clock: set.clock,
    files: { stat: (file) => stat(file), readFile: (file) => readFile(file) },
    run: () => Promise.resolve({ kind: 'ended', code: 0, stdout: printed }),
  });
  const reader = createSecretReader(() => keychain, references);
  const secrets: ConnectionParts['secrets'] = {
    ...set.parts.secrets,
    reader,
    resolve: (reference) => references.resolve(reference),
  };
  const parts = { ...set.parts, secrets };
  const print = (key: string): void => {
    printed = key;
  };
  const access = createConnectionAccess({ file: set.file, providers: parts.providers, secrets: reader });
  return { ...set, parts, access, path, print, service: createConnectionService(parts) };
}

const at = (reference: NewConnection['reference'], edits: Partial<NewConnection> = {}): NewConnection => ({
  ...draft({ ...edits, reference }),
  secret: undefined,
});

describe('a connection whose key is somewhere else', () => {
  it.each([
    ['a file', { kind: 'file', path: '~/key' } as const],
    ['a variable', { kind: 'env', name: 'A_KEY' } as const],
    ['a command', { kind: 'command', command: ['sh', '-c', 'x'] } as const],
  ])('is tested and added with its key in %s, and the keychain is not asked', async (_where, place) => {
    const { service, system, keychain, folder } = await setUp();
    const reference = place.kind === 'command' ? { ...place, command: [...place.command] } : place;
    const added = await service.add(at(reference));
    expect(added).toMatchObject({ owner: { name: 'Mia Krystof' }, credential: { hint: '…abcd', version: 1 } });
    expect(added.credential.home).toMatchObject({ kind: place.kind });
    expect(system.asked).toHaveLength(1);
    expect(keychain.items.size).toBe(0);
    expect(await readFile(join(folder, 'connections.json'), 'utf8')).not.toContain(first);
  });

  it('is stored with full paths, which mean the same to a process with another PATH', async () => {
    const { service, path } = await setUp();
    const inFile = await service.add(at({ kind: 'file', path: '~/key' }));
    expect(inFile.credential.home).toEqual({ kind: 'file', path });
    const printed = await service.add(at({ kind: 'command', command: ['sh'] }, { name: 'Other' }));
    expect(printed.credential.home).toMatchObject({ command: [expect.stringMatching(/^\/.*\/sh$/)] });
  });

  it('is not saved when the place gives no key or a wrong one; the log masks what was read', async () => {
    const { service, path, learned } = await setUp();
    await writeFile(path, 'wrong-key');
    await expect(service.add(at({ kind: 'file', path }))).rejects.toMatchObject({ code: 'bad-credentials' });
    expect(learned).toEqual(['wrong-key']);
    await expect(service.add(at({ kind: 'env', name: 'NONE' }))).rejects.toMatchObject({
      code: 'secret-source-failed',
    });
    expect(await service.list()).toEqual([]);
  });

  it('is tested as a draft like any other, and a place that fails is the result', async () => {
    const { parts, path } = await setUp();
    const runs = createTestRuns(parts);
    expect(await runs.testDraft(at({ kind: 'file', path }))).toMatchObject({ outcome: { ok: true } });
    expect(await runs.testDraft(at({ kind: 'file', path: `${path}-not` }))).toMatchObject({
      outcome: { ok: false, problem: { code: 'secret-source-failed', message: `There is no file ${path}-not.` } },
    });
  });

  it('uses the new key as soon as the file has it', async () => {
    const { service, access, path, system } = await setUp();
    const added = await service.add(at({ kind: 'file', path }));
    system.allow(second, ben);
    await writeFile(path, second);
    expect(await (await access.open(added)).whoAmI()).toMatchObject(ben);
  });

  it('tells by a test that another key was put there, whose dates are not known', async () => {
    const { service, parts, path, system, clock } = await setUp();
    const { id } = await service.add(at({ kind: 'file', path }, { expiresAt: '2026-12-01' }));
    const runs = createTestRuns(parts);
    await runs.test(id);
    expect((await service.list())[0]?.credential).toMatchObject({ hint: '…abcd', expiresAt: '2026-12-01' });
    system.allow(second, ben);
    await writeFile(path, second);
    clock.advance(1000);
    await runs.test(id);
    const [after] = await service.list();
    expect(after).toMatchObject({ owner: ben, credential: { hint: '…wxyz', createdAt: clock.now().toISOString() } });
    expect(after?.credential).not.toHaveProperty('expiresAt');
  });

  it('may share its source with another one, which is left alone when this one is removed', async () => {
    const { service, parts, path, clock, file } = await setUp();
    const one = await service.add(at({ kind: 'file', path }));
    await service.add(at({ kind: 'file', path }, { name: 'Other' }));
    const removal = createRemoval(parts);
    await removal.remove(one.id);
    clock.advance(60_000);
    await removal.close();
    expect((await file.read()).removed).toEqual([]);
    expect(await readFile(path, 'utf8')).toBe(`${first}\n`);
    expect((await service.list()).map(({ name }) => name)).toEqual(['Other']);
  });
});

describe('moving a key to another place', () => {
  it('from the keychain to a file: tested first, then deleted from the keychain', async () => {
    const { service, keychain, path, access } = await setUp();
    keychain.failWith = undefined;
    const kept = await service.add(draft({ secret: first, expiresAt: '2027-01-01' }));
    const moved = await service.edit({ id: kept.id, reference: { kind: 'file', path } });
    expect(moved.credential).toMatchObject({ home: { kind: 'file', path }, version: 2, expiresAt: '2027-01-01' });
    expect(keychain.items.size).toBe(0);
    expect(await (await access.open(moved)).whoAmI()).toMatchObject({ name: 'Mia Krystof' });
  });

  it('changes nothing when the key there does not work', async () => {
    const { service, keychain, path } = await setUp();
    keychain.failWith = undefined;
    const kept = await service.add(draft({ secret: first }));
    await writeFile(path, 'wrong-key');
    await expect(service.edit({ id: kept.id, reference: { kind: 'file', path } })).rejects.toMatchObject({
      code: 'bad-credentials',
    });
    expect(await service.list()).toEqual([kept]);
    expect([...keychain.items.values()]).toEqual([first]);
  });

  it('from one place to another, with another key and name: its dates begin anew', async () => {
    const { service, path, system, print, clock } = await setUp();
    const added = await service.add(at({ kind: 'file', path }, { expiresAt: '2027-01-01' }));
    system.allow(second, ben);
    print(second);
    clock.advance(1000);
    const command = ['/bin/sh', '-c', 'x'];
    const moved = await service.edit({ id: added.id, name: 'Ours', reference: { kind: 'command', command } });
    expect(moved).toMatchObject({ name: 'Ours', owner: ben, credential: { hint: '…wxyz', version: 2 } });
    expect(moved.credential.createdAt).toBe(clock.now().toISOString());
    expect(moved.credential).not.toHaveProperty('expiresAt');
  });

  it('from a file into the keychain, when the key is entered', async () => {
    const { service, keychain, path, folder } = await setUp();
    const added = await service.add(at({ kind: 'file', path }));
    keychain.failWith = undefined;
    const moved = await service.edit({ id: added.id, secret: first });
    expect(moved.credential).toMatchObject({ home: 'keychain', version: 2 });
    expect([...keychain.items]).toEqual([[`${added.id}/api-key/2`, first]]);
    expect(await readFile(path, 'utf8')).toContain(first);
    expect(await readFile(join(folder, 'connections.json'), 'utf8')).not.toContain(first);
  });

  it('does not replace a key that is kept, nor one that is being replaced', async () => {
    const { service, keychain, path, file } = await setUp();
    keychain.failWith = undefined;
    const kept = await service.add(draft({ secret: first }));
    await expect(service.edit({ id: kept.id, secret: second })).rejects.toMatchObject({ code: 'invalid-input' });
    const side = { credential: kept.credential, owner: kept.owner, endpoint: kept.endpoint };
    await file.update((content) => ({
      ...content,
      rotations: [
        {
          id: crypto.randomUUID(),
          kind: 'manual',
          startedAt: kept.createdAt,
          step: 'proved',
          members: [{ connectionId: kept.id, before: side, after: side }],
        },
      ],
    }));
    await expect(service.edit({ id: kept.id, reference: { kind: 'file', path } })).rejects.toMatchObject({
      code: 'rotation-under-way',
    });
  });
});
