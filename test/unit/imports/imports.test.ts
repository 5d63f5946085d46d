import { describe, expect, it } from 'vitest';
import { createConnectionService } from '../../../src/connections/connection-service.ts';
import { keychainLocked } from '../connections/harness.ts';
import { keys, setUpImports } from './harness.ts';

const openProjectFile = `OPENPROJECT_URL=https://op.acme.example\nOPENPROJECT_API_KEY=${keys.openProject}\n`;
const jiraFile = `JIRA_URL=https://acme.atlassian.net\nJIRA_EMAIL=ada@acme.example\nJIRA_API_TOKEN=${keys.cloud}\n`;

async function lookAt(text: string, changes: Parameters<typeof setUpImports>[0] = {}) {
  const world = await setUpImports(changes);
  await world.write('.env', text);
  const preview = await world.imports.look({ kind: 'env-file', path: '~/.env' });
  return { ...world, preview, again: () => world.imports.look({ kind: 'env-file', path: '~/.env' }) };
}

describe('an import', () => {
  it('tests each connection, keeps its key in the keychain and marks it as exposed', async () => {
    const { preview, runAll, file, keychain, imported, system } = await lookAt(openProjectFile + jiraFile);
    const outcomes = await runAll(preview);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      expect.objectContaining({ ok: true, name: 'Jira (acme.atlassian.net)', paused: false, stillIn: ['~/.env'] }),
      expect.objectContaining({ ok: true, name: 'OpenProject (op.acme.example)', paused: false }),
    ]);
    expect(system.asked).toEqual(expect.arrayContaining([keys.cloud, keys.openProject]));
    expect([...keychain.items.values()].toSorted()).toEqual([keys.cloud, keys.openProject].toSorted());
    const { connections } = await file.read();
    expect(connections.map(({ auth, credential }) => [auth, credential.exposed?.where])).toEqual(
      expect.arrayContaining([
        [{ method: 'api-token', account: 'ada@acme.example' }, '~/.env'],
        [{ method: 'api-key' }, '~/.env'],
      ]),
    );
    expect(imported.map(({ outcome: { outcome } }) => outcome.ok)).toEqual([true, true]);
  });

  it('gives nothing out that holds a key', async () => {
    const { preview, runAll, learned } = await lookAt(openProjectFile + jiraFile);
    const told = JSON.stringify([preview, await runAll(preview)]);
    expect(told).not.toContain(keys.cloud.slice(0, -5));
    expect(told).not.toContain(keys.openProject.slice(0, -5));
    expect(learned).toEqual(expect.arrayContaining([keys.cloud, keys.openProject]));
  });

  it('of what fails is told with its reason, while the others go on; it can be tried again', async () => {
    const { preview, runAll, system, file, imports } = await lookAt(openProjectFile + jiraFile);
    system.owners.delete(keys.cloud);
    const outcomes = await runAll(preview);
    expect(outcomes.map(({ outcome }) => (outcome.ok ? 'imported' : outcome.problem.code))).toEqual([
      'bad-credentials',
      'imported',
    ]);
    system.allow(keys.cloud);
    const [jira] = preview.candidates;
    const choice = { id: jira!.id, name: 'My Jira', address: jira!.address, account: jira!.account, keepInFile: false };
    expect(await imports.run(preview.importId, [choice])).toMatchObject([{ outcome: { ok: true, name: 'My Jira' } }]);
    expect((await file.read()).connections).toHaveLength(2);
    expect(await imports.run(preview.importId, [choice])).toMatchObject([
      { outcome: { problem: { code: 'invalid-input' } } },
    ]);
  });

  it('of what the other tool does not use is paused', async () => {
    const { preview, runAll, file } = await lookAt(`PM_PROVIDER=jira\n${openProjectFile}${jiraFile}`);
    expect(await runAll(preview)).toMatchObject([{ outcome: { paused: false } }, { outcome: { paused: true } }]);
    const { connections } = await file.read();
    expect(connections.map(({ provider, active }) => [provider, active])).toEqual(
      expect.arrayContaining([
        ['jira', true],
        ['openproject', false],
      ]),
    );
  });

  it('of a key in a file of its own leaves it there, if the user wants, and then nothing was exposed', async () => {
    const { imports, write, runAll, file, keychain } = await setUpImports();
    const path = await write('secrets/op', keys.openProject);
    await write('.env', `OPENPROJECT_URL=https://op.acme.example\nOPENPROJECT_API_KEY_FILE=${path}\n`);
    const preview = await imports.look({ kind: 'env-file', path: '~/.env' });
    expect(await runAll(preview)).toMatchObject([{ outcome: { ok: true, stillIn: [] } }]);
    const [connection] = (await file.read()).connections;
    expect(connection!.credential).toMatchObject({ home: { kind: 'file', path } });
    expect(connection!.credential.exposed).toBeUndefined();
    expect(keychain.items.size).toBe(0);
  });

  it('without an address asks for it instead of trying', async () => {
    const { preview, imports, system } = await lookAt(`OPENPROJECT_API_KEY=${keys.openProject}\n`);
    const [{ id, name, account } = { id: '', name: '', account: '' }] = preview.candidates;
    expect(await imports.run(preview.importId, [{ id, name, account, address: '', keepInFile: false }])).toMatchObject([
      { outcome: { ok: false, problem: { code: 'invalid-input', message: 'The address is missing.' } } },
    ]);
    expect(system.asked).toEqual([]);
  });
});

describe('what is here already', () => {
  it('is recognised by its key, by its account and by its address alone', async () => {
    const world = await lookAt(openProjectFile + jiraFile);
    expect(world.preview.candidates.map(({ same }) => same)).toEqual([undefined, undefined]);
    await world.runAll(world.preview);
    const again = await world.again();
    expect(again.candidates.map(({ same }) => same?.by)).toEqual(['key', 'key']);
    expect(again.candidates.map(({ name }) => name)).toEqual([
      'Jira (acme.atlassian.net) 2',
      'OpenProject (op.acme.example) 2',
    ]);
    await world.write('.env', (openProjectFile + jiraFile).replaceAll(/(opapi-0|ATATT3)/g, '$1other'));
    expect((await world.again()).candidates.map(({ same }) => same?.by)).toEqual(['account', 'address']);
  });

  it('is looked for in the keychain only where the hint is the same', async () => {
    const world = await setUpImports();
    await world.write('.env', openProjectFile);
    const add = createConnectionService(world.parts).add;
    world.system.allow('another-key-9999999');
    await add({
      provider: 'openproject',
      name: 'Site',
      address: 'https://op.acme.example',
      method: 'api-key',
      secret: 'another-key-9999999',
    });
    world.keychain.reads.length = 0;
    const { candidates } = await world.imports.look({ kind: 'env-file', path: '~/.env' });
    expect(candidates[0]!.same?.by).toBe('address');
    expect(world.keychain.reads).toEqual([]);
  });

  it('does not stop the preview when the keychain is locked', async () => {
    const { again, preview, runAll, keychain } = await lookAt(openProjectFile);
    await runAll(preview);
    keychain.failWith = keychainLocked;
    expect((await again()).candidates).toHaveLength(1);
  });
});

describe('what was found', () => {
  it('is forgotten after a quarter of an hour, and when the user goes away', async () => {
    const { preview, runAll, clock, again, imports } = await lookAt(openProjectFile);
    clock.advance(15 * 60_000);
    await expect(runAll(preview)).rejects.toMatchObject({ code: 'invalid-input' });
    const second = await again();
    imports.forget(second.importId);
    await expect(runAll(second)).rejects.toMatchObject({ code: 'invalid-input' });
    const third = await again();
    imports.close();
    await expect(runAll(third)).rejects.toMatchObject({ code: 'invalid-input' });
    expect(clock.waits).toEqual([]);
  });
});

describe('a diagnosis of what failed', () => {
  it('gets it as it would be added, with its key and what the user changed', async () => {
    const { preview, imports } = await lookAt(jiraFile);
    const [{ id } = { id: '' }] = preview.candidates;
    const choice = {
      id,
      name: 'Mine',
      address: 'https://other.atlassian.net',
      account: 'b@c.example',
      keepInFile: false,
    };
    expect(imports.draftOf(preview.importId, choice)).toMatchObject({
      ...{ provider: 'jira', method: 'api-token', secret: keys.cloud },
      ...{ address: 'https://other.atlassian.net', account: 'b@c.example' },
    });
  });
});
