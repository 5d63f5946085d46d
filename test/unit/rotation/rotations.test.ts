import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/lib/app-error.ts';
import {
  anotherKey,
  fill,
  itemsIn,
  newKey,
  oldKey,
  openScene,
  startedAt,
  type Scene,
  type SceneOptions,
} from '../../process/rotation/scene.ts';

const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const first = idOf(1);
const alone = { connectionId: first, together: [], accept: true };
const networkFailure = new AppError('network-failure', 'The network is gone.', 'Try again.');

async function withConnections(kind: 'manual' | 'automatic', count: number): Promise<Scene> {
  const scene = openScene(await mkdtemp(join(tmpdir(), 'rotations-')), { at: startedAt });
  await fill(scene, kind, count);
  return scene;
}

/** The same folder in another process or at another time. */
const reopened = ({ folder }: Scene, options: Partial<SceneOptions>): Scene =>
  openScene(folder, { at: startedAt, ...options });

function breakNetwork({ system }: Scene): () => void {
  const { openproject } = system.providers;
  const open = openproject.open.bind(openproject);
  system.providers.openproject.open = (settings) => ({
    ...open(settings),
    listProjects: () => Promise.reject(networkFailure),
  });
  return () => {
    system.providers.openproject.open = open;
  };
}

const versions = async ({ file }: Scene) => (await file.read()).connections.map(({ credential }) => credential.version);

describe('planning', () => {
  it('names the other connections that hold this very key', async () => {
    const { rotations } = await withConnections('manual', 2);
    expect(await rotations.plan(first)).toMatchObject({
      together: [{ connectionId: idOf(2), name: 'Connection 2' }],
      automatic: { possible: false },
    });
  });

  it('offers the token API where the system has it', async () => {
    const { rotations } = await withConnections('automatic', 1);
    expect(await rotations.plan(first)).toMatchObject({ automatic: { possible: true } });
  });

  it('says where a key is rotated that is not kept here, and refuses to do it', async () => {
    const { file, rotations } = await withConnections('manual', 1);
    await file.update(({ connections, ...rest }) => ({
      ...rest,
      connections: connections.map((each) => ({
        ...each,
        credential: { ...each.credential, home: { kind: 'env' as const, name: 'TP_KEY' } },
      })),
    }));
    const { elsewhere } = await rotations.plan(first);
    expect(elsewhere).toContain('environment variable TP_KEY');
    await expect(rotations.replace({ ...alone, secret: newKey })).rejects.toMatchObject({ code: 'unsupported' });
  });
});

describe('trying a new key', () => {
  it('tells what differs for each connection that is to get it, before anything is saved', async () => {
    const scene = await withConnections('manual', 2);
    const { openproject } = scene.system.providers;
    const open = openproject.open.bind(openproject);
    const other = 'https://other.example';
    scene.system.providers.openproject.open = (settings) => ({
      ...open(settings),
      listProjects: () => {
        const sees = settings.endpoint.baseUrl !== other || settings.credentials.secret === oldKey;
        return Promise.resolve({ items: sees ? [{ id: '1', name: 'Website' }] : [] });
      },
    });
    await scene.file.update(({ connections: [one, two], ...rest }) => ({
      ...rest,
      connections: [one!, { ...two!, endpoint: { ...two!.endpoint, baseUrl: other } }],
    }));
    const trial = { connectionId: first, secret: newKey };
    expect(await scene.rotations.tryKey({ ...trial, together: [] })).toMatchObject({ differences: [] });
    expect(await scene.rotations.tryKey({ ...trial, together: [idOf(2)] })).toMatchObject({
      sameAccount: true,
      differences: ['Connection 2: The new key does not see 1 project that the old one sees: Website.'],
    });
    expect(itemsIn(scene.folder)).toHaveLength(2);
    expect((await scene.file.read()).rotations).toEqual([]);
  });
});

describe('replacing', () => {
  it('swaps for all that hold the key and keeps the old one for the grace time', async () => {
    const scene = await withConnections('manual', 2);
    const view = await scene.rotations.replace({ ...alone, together: [idOf(2)], secret: newKey });
    expect(view).toMatchObject({ step: 'proved', interrupted: false, canRollBack: true, canRevoke: false });
    expect(view.graceUntil).toBe('2026-11-24T09:00:00.000Z');
    expect(await versions(scene)).toEqual([2, 2]);
    expect(itemsIn(scene.folder)).toHaveLength(4);
  });

  it('refuses the key that is in use already, and one that does not work, and leaves no trace', async () => {
    const { rotations, file, folder } = await withConnections('manual', 1);
    await expect(rotations.replace({ ...alone, secret: oldKey })).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(rotations.replace({ ...alone, secret: 'typo' })).rejects.toMatchObject({ code: 'bad-credentials' });
    expect((await file.read()).rotations).toEqual([]);
    expect(itemsIn(folder)).toEqual([`${first}/api-key/1`]);
  });

  it('leaves everything as before when the keychain does not take the key', async () => {
    const { rotations, secrets, file, folder } = await withConnections('manual', 1);
    secrets.set = () => Promise.reject(new AppError('keychain-locked', 'It is locked.', 'Unlock it.'));
    await expect(rotations.replace({ ...alone, secret: newKey })).rejects.toMatchObject({ code: 'keychain-locked' });
    expect((await file.read()).rotations).toEqual([]);
    expect(itemsIn(folder)).toEqual([`${first}/api-key/1`]);
  });

  it('ends the grace time of an earlier one', async () => {
    const scene = await withConnections('manual', 1);
    const { id } = await scene.rotations.replace({ ...alone, secret: newKey });
    await scene.rotations.replace({ ...alone, secret: anotherKey });
    await scene.rotations.recover();
    expect(await scene.rotations.history(first)).toMatchObject([{ id, outcome: 'completed' }]);
    expect(itemsIn(scene.folder)).toEqual([`${first}/api-key/2`, `${first}/api-key/3`]);
  });

  it('waits with the proof until the network is back', async () => {
    const scene = await withConnections('manual', 1);
    const repair = breakNetwork(scene);
    const view = await scene.rotations.replace({ ...alone, secret: newKey });
    expect(view).toMatchObject({ step: 'swapped', interrupted: true, problem: { code: 'network-failure' } });
    await expect(scene.rotations.replace({ ...alone, secret: anotherKey })).rejects.toMatchObject({
      code: 'rotation-under-way',
    });
    repair();
    await scene.rotations.tend();
    expect(await scene.rotations.list()).toMatchObject([{ step: 'proved' }]);
  });

  it('puts the old key back when the new one is refused after the swap', async () => {
    const scene = await withConnections('manual', 1);
    scene.system.letDie(newKey);
    await expect(scene.rotations.replace({ ...alone, secret: newKey })).rejects.toMatchObject({
      code: 'bad-credentials',
    });
    expect(await versions(scene)).toEqual([1]);
    expect(await scene.rotations.history(first)).toMatchObject([{ outcome: 'rolled-back' }]);
  });
});

describe('going back', () => {
  it('uses the old key again, and never gives out its version a second time', async () => {
    const scene = await withConnections('manual', 1);
    const { id } = await scene.rotations.replace({ ...alone, secret: newKey });
    expect(await scene.rotations.rollBack(id)).toMatchObject({ outcome: 'rolled-back', oldKey: 'unknown' });
    expect(itemsIn(scene.folder)).toEqual([`${first}/api-key/1`]);
    expect(await scene.parts.history.unrevoked()).toMatchObject([{ id }]);
    await scene.rotations.finish({ rotationId: id, revoke: false });
    expect(await scene.parts.history.unrevoked()).toEqual([]);
    await scene.rotations.replace({ ...alone, secret: newKey });
    expect(await versions(scene)).toEqual([3]);
  });

  it('is refused where the old key does not work any more, and after the grace time', async () => {
    const scene = await withConnections('manual', 1);
    const { id } = await scene.rotations.replace({ ...alone, secret: newKey });
    const late = reopened(scene, { at: '2026-11-25T09:00:00.000Z' });
    await expect(late.rotations.rollBack(id)).rejects.toMatchObject({ code: 'rotation-over' });
    scene.system.begin({ keys: [newKey], token: undefined });
    await expect(scene.rotations.rollBack(id)).rejects.toMatchObject({ code: 'bad-credentials' });
    expect(await versions(scene)).toEqual([2]);
  });
});

it('leaves a rotation alone that another living process works on, and takes over when that has ended', async () => {
  const scene = await withConnections('automatic', 1);
  let passed = 0;
  const dying = reopened(scene, {
    thisProcess: { pid: 4711, isAlive: () => true },
    gate: () => {
      passed += 1;
      if (passed > 6) throw new Error('Interrupted');
    },
  });
  await expect(dying.rotations.automatic({ connectionId: first, together: [] })).rejects.toThrow('Interrupted');

  const beside = reopened(scene, { thisProcess: { pid: 4712, isAlive: () => true } });
  await beside.rotations.recover();
  expect(await beside.rotations.list()).toMatchObject([{ step: 'started', interrupted: false }]);
  const after = reopened(scene, { thisProcess: { pid: 4712, isAlive: () => false } });
  await after.rotations.recover();
  expect(await after.rotations.list()).toMatchObject([{ step: 'proved', canRevoke: true }]);
});

it('forgets both keys of a connection that is removed within the grace time, unless that is undone', async () => {
  const scene = await withConnections('manual', 1);
  await scene.rotations.replace({ ...alone, secret: newKey });
  await scene.removal.remove(first);
  await scene.removal.undo(first);
  expect(itemsIn(scene.folder)).toHaveLength(2);
  await scene.removal.remove(first);
  await scene.removal.close();
  expect(itemsIn(scene.folder)).toEqual([]);
  expect((await scene.file.read()).rotations).toEqual([]);
});

it('rotates a token by itself when it is due, and revokes the old one after the grace time', async () => {
  const scene = await withConnections('automatic', 2);
  await scene.file.update(({ connections, ...rest }) => ({
    ...rest,
    connections: connections.map((each) => ({ ...each, rotation: { automatic: true } })),
  }));
  await scene.rotations.tend();
  expect(await scene.rotations.list()).toEqual([]);

  const due = reopened(scene, { at: '2027-02-20T09:00:00.000Z' });
  await due.rotations.tend();
  expect(await due.rotations.list()).toMatchObject([{ kind: 'automatic', step: 'proved' }]);
  expect(due.system.tokens()).toHaveLength(2);
  const later = reopened(scene, { at: '2027-02-24T09:00:00.000Z' });
  await later.rotations.recover();
  expect(later.system.tokens()).toHaveLength(1);
  expect(await later.rotations.history(idOf(2))).toMatchObject([{ outcome: 'completed', oldKey: 'revoked' }]);
});
