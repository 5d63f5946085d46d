import { expect } from 'vitest';
import type { Scenario } from './scenarios.ts';
import type { Scene } from './scene.ts';

/** What the next start finds, and what becomes of it. */
export async function expectNothingLost(scene: Scene, scenario: Scenario, forward: boolean): Promise<void> {
  await keyInUse(scene);
  await scene.removal.purgeLeftovers();
  await scene.rotations.recover();

  const inUse = await keyInUse(scene);
  expect(scene.system.knows(inUse)).toBe(true);
  const open = await scene.rotations.list();
  expect(open.length).toBeLessThanOrEqual(1);
  if (open[0] !== undefined) {
    const other = await otherKey(scene, inUse);
    expect(scene.system.knows(other)).toBe(true);
    const expected = await end(scene, forward, { inUse, other, newKeyDies: scenario.newKeyDies === true });
    expect(await keyInUse(scene)).toBe(expected);
  }
  await expectTidy(scene);
}

/** The one key that all connections hold, as it lies in its home. */
async function keyInUse({ file, secrets }: Scene): Promise<string> {
  const { connections } = await file.read();
  const keys = await Promise.all(
    connections.map(({ id, credential }) => secrets.get(`${id}/${credential.field}/${credential.version}`)),
  );
  const [key] = keys;
  expect(key).toMatch(/^(old-key|new-key|another-key|token-\d+)-0123456789abcdef$/);
  expect(new Set(keys).size).toBe(1);
  return key!;
}

/** Of a rotation that is not over: the key that is not in use lies whole somewhere. */
async function otherKey({ file, secrets }: Scene, inUse: string): Promise<string> {
  const { rotations } = await file.read();
  const items = rotations.flatMap(({ members }) =>
    members.flatMap(({ connectionId, before, after }) =>
      [before, after].map(({ credential }) => `${connectionId}/${credential.field}/${credential.version}`),
    ),
  );
  const keys = await Promise.all(items.map((account) => secrets.get(account)));
  const others = [...new Set(keys.filter((key) => key !== undefined && key !== inUse))];
  expect(others).toHaveLength(1);
  return others[0]!;
}

/** Forward or back, as the user decides; answers the key that has to be in use then. */
async function end(
  { rotations }: Scene,
  forward: boolean,
  { inUse, other, newKeyDies }: { inUse: string; other: string; newKeyDies: boolean },
): Promise<string> {
  const { id, step } = (await rotations.list())[0]!;
  if (step === 'proved') {
    if (forward) await rotations.finish({ rotationId: id, revoke: false });
    else await rotations.rollBack(id);
    return forward ? inUse : other;
  }
  if (!forward) {
    await rotations.discard(id);
    return inUse;
  }
  if (newKeyDies) {
    await expect(rotations.resume(id)).rejects.toMatchObject({ code: 'bad-credentials' });
    return inUse;
  }
  expect(await rotations.resume(id)).toMatchObject({ step: 'proved' });
  await rotations.finish({ rotationId: id, revoke: false });
  return other;
}

/** Nothing lies about: no item that no connection names, no note, and no token that nobody holds but those of others. */
async function expectTidy({ file, items, system }: Scene): Promise<void> {
  const { connections, rotations, leftovers } = await file.read();
  expect({ rotations, leftovers }).toEqual({ rotations: [], leftovers: [] });
  expect(await items()).toEqual(
    connections.map(({ id, credential }) => `${id}/${credential.field}/${credential.version}`).sort(),
  );
  const names = system.tokens().map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
}
