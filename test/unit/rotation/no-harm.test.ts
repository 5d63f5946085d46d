import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AppError } from '../../../src/lib/app-error.ts';
import type { ProviderClient, ProviderId } from '../../../src/providers/provider.ts';
import {
  anotherKey,
  fill,
  idOf,
  itemsIn,
  newKey,
  oldKey,
  openScene,
  startedAt,
  type Scene,
  type SceneOptions,
} from '../../process/rotation/scene.ts';

const [first, second, third] = [idOf(1), idOf(2), idOf(3)];

async function withConnections(kind: 'manual' | 'automatic', count: number): Promise<Scene> {
  const scene = openScene(await mkdtemp(join(tmpdir(), 'rotations-')), { at: startedAt });
  await fill(scene, kind, count);
  return scene;
}

const reopened = ({ folder }: Scene, options: Partial<SceneOptions>): Scene =>
  openScene(folder, { at: startedAt, ...options });

/** Clients of this system are changed before they are used. */
function intercept(
  { system }: Scene,
  id: ProviderId,
  change: (client: ProviderClient, secret: string) => ProviderClient,
) {
  const provider = system.providers[id];
  const open = provider.open.bind(provider);
  provider.open = (settings) => change(open(settings), settings.credentials.secret);
}

/** The keys that the system was asked with and refused. */
function refusalsOf(scene: Scene): string[] {
  const refused: string[] = [];
  intercept(scene, 'openproject', (client, secret) => ({
    ...client,
    whoAmI: () =>
      client.whoAmI().catch((error: unknown) => {
        refused.push(secret);
        throw error;
      }),
  }));
  return refused;
}

it('tries a key that is refused once, however many connections are to get it: more would lock the account', async () => {
  const scene = await withConnections('manual', 3);
  const refused = refusalsOf(scene);
  const together = [second, third];
  await expect(
    scene.rotations.replace({ connectionId: first, together, secret: 'mistyped', accept: false }),
  ).rejects.toMatchObject({ code: 'bad-credentials' });
  expect(refused).toEqual(['mistyped']);

  scene.system.begin({ keys: [newKey], token: undefined });
  await scene.rotations.replace({ connectionId: first, together, secret: newKey, accept: false });
  expect(refused).toEqual(['mistyped', oldKey]);
});

it('leaves it to the user when both keys are refused, instead of trying them every quarter of an hour', async () => {
  const scene = await withConnections('manual', 1);
  scene.system.begin({ keys: [newKey], token: undefined });
  scene.system.letDie(newKey);
  await expect(
    scene.rotations.replace({ connectionId: first, together: [], secret: newKey, accept: true }),
  ).rejects.toMatchObject({ code: 'bad-credentials' });
  const refused = refusalsOf(scene);
  await scene.rotations.tend();
  await scene.rotations.recover();
  expect(refused).toEqual([]);
  const [waiting] = await scene.rotations.list();
  expect(waiting).toMatchObject({ step: 'swapped', interrupted: true, problem: { code: 'bad-credentials' } });
  expect(itemsIn(scene.folder)).toHaveLength(2);

  scene.system.begin({ keys: [anotherKey, oldKey], token: undefined });
  expect(await scene.rotations.rollBack(waiting!.id)).toMatchObject({ outcome: 'rolled-back' });
});

it('does not revoke a token that a connection uses which took no part in the rotation', async () => {
  const scene = await withConnections('automatic', 2);
  const all = (await scene.file.read()).connections;
  await scene.file.update((content) => ({ ...content, connections: all.slice(0, 1) }));
  const { id } = await scene.rotations.automatic({ connectionId: first, together: [] });
  // Added later, or with a key that could not be read at the time.
  await scene.file.update((content) => ({ ...content, connections: [...content.connections, all[1]!] }));

  await expect(scene.rotations.finish({ rotationId: id, revoke: true })).rejects.toThrow('“Connection 2” still uses');
  expect(await scene.rotations.list()).toMatchObject([{ id, canRollBack: true }]);
  const over = reopened(scene, { at: '2026-11-25T09:00:00.000Z' });
  await over.rotations.recover();
  expect(scene.system.knows(oldKey)).toBe(true);

  const replaced = await over.rotations.automatic({ connectionId: second, together: [] });
  await over.rotations.finish({ rotationId: replaced.id, revoke: true });
  expect(scene.system.knows(oldKey)).toBe(false);
});

it('keeps the old key when it cannot be revoked, although another window looks after rotations meanwhile', async () => {
  const scene = await withConnections('automatic', 1);
  const { id } = await scene.rotations.automatic({ connectionId: first, together: [] });
  const beside = reopened(scene, { thisProcess: { pid: process.pid + 1, isAlive: () => true } });
  for (const { system } of [scene, beside])
    intercept({ ...scene, system }, 'jira', (client) => ({
      ...client,
      tokens: {
        ...client.tokens!,
        revoke: async () => {
          if (system === scene.system) await beside.rotations.tend();
          throw new AppError('network-failure', 'The network is gone.', 'Try again.');
        },
      },
    }));
  await expect(scene.rotations.finish({ rotationId: id, revoke: true })).rejects.toMatchObject({
    code: 'network-failure',
  });
  expect(await scene.rotations.history(first)).toEqual([]);
  expect(itemsIn(scene.folder)).toHaveLength(2);
  expect(await scene.rotations.rollBack(id)).toMatchObject({ outcome: 'rolled-back' });
});

it('does not open an ended rotation again behind a newer one', async () => {
  const scene = await withConnections('automatic', 1);
  const { id } = await scene.rotations.automatic({ connectionId: first, together: [] });
  let isNewer = false;
  intercept(scene, 'jira', (client) => ({
    ...client,
    tokens: {
      ...client.tokens!,
      revoke: async () => {
        if (!isNewer) {
          isNewer = true;
          await scene.rotations.automatic({ connectionId: first, together: [] });
        }
        throw new AppError('network-failure', 'The network is gone.', 'Try again.');
      },
    },
  }));
  await expect(scene.rotations.finish({ rotationId: id, revoke: true })).rejects.toMatchObject({
    code: 'network-failure',
  });
  await expect(scene.rotations.rollBack(id)).rejects.toMatchObject({ code: 'rotation-over' });
});

it('lets a rotation be taken on that a clock far ahead had claimed for years', async () => {
  const scene = await withConnections('manual', 1);
  const busy = { pid: process.pid + 1, isAlive: () => true };
  const ahead = reopened(scene, {
    at: '2099-01-01T00:00:00.000Z',
    thisProcess: busy,
    gate: () => {
      if (itemsIn(scene.folder).length > 1) throw new Error('Interrupted');
    },
  });
  await expect(
    ahead.rotations.replace({ connectionId: first, together: [], secret: newKey, accept: true }),
  ).rejects.toThrow('Interrupted');
  const now = reopened(scene, { thisProcess: { pid: process.pid, isAlive: () => true } });
  const [waiting] = await now.rotations.list();
  expect(waiting).toMatchObject({ step: 'started', interrupted: true });
  expect(await now.rotations.discard(waiting!.id)).toMatchObject({ outcome: 'discarded' });
  expect(itemsIn(scene.folder)).toEqual([`${first}/api-key/1`]);
});
