import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeBundle } from '../../../scripts/node-bundle.ts';
import { itemsIn, openScene, startedAt, type Scene } from './scene.ts';
import { prepare, scenarios, type Scenario } from './scenarios.ts';

const all = scenarios();
const turns = pLimit(3);
let folder: string;
let child: string;
let kills = 0;
let lost = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kills-'));
  child = join(folder, 'child.cjs');
  const entry = fileURLToPath(new URL('child.ts', import.meta.url));
  // The engine is started hundreds of times: bundled it starts at once.
  await build({ ...nodeBundle, minify: false, entryPoints: [entry], outfile: child });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('killed right before and right after each write', () => {
  test.each(Object.keys(all))(
    '%s, one whole key is in use and the other is recoverable',
    async (name) => {
      const scenario = all[name]!;
      const template = await mkdtemp(join(folder, 'template-'));
      await prepare(template, scenario);
      const points = await countPoints(template, scenario);
      expect(points).toBeGreaterThan(4);
      const runs = Array.from({ length: points }, (_, index) => turns(() => killAt(index + 1, name, template)));
      await Promise.all(runs);
    },
    120_000,
  );

  test('at least 200 times in all', () => {
    // eslint-disable-next-line no-console -- the figures are what this test is for
    console.log(`kill test: ${kills} kills over ${Object.keys(all).length} ways through the engine, ${lost} lost`);
    expect(kills).toBeGreaterThanOrEqual(200);
  });
});

async function countPoints(template: string, scenario: Scenario): Promise<number> {
  const copy = await copyOf(template);
  let points = 0;
  const gate = (): void => {
    points += 1;
  };
  await scenario.act(openScene(copy, { at: scenario.at ?? startedAt, gate })).catch(() => undefined);
  return points;
}

async function copyOf(template: string): Promise<string> {
  const copy = await mkdtemp(join(folder, 'run-'));
  await cp(template, copy, { recursive: true });
  return copy;
}

async function killAt(point: number, name: string, template: string): Promise<void> {
  const copy = await copyOf(template);
  const killed = spawn(process.execPath, [child, copy, name, String(point)], { stdio: 'ignore' });
  const [, signal] = (await once(killed, 'exit')) as [number | null, string | null];
  expect(signal, `${name}, point ${point}`).toBe('SIGKILL');
  kills += 1;
  // A lock that a killed process leaves counts as free after ten seconds.
  for (const file of ['connections.json', 'rotation-history.json']) {
    await rm(join(copy, `${file}.lock`), { recursive: true, force: true });
  }
  try {
    await check(copy, all[name]!, point);
  } catch (error) {
    lost += 1;
    throw new Error(`${name}, point ${point}: ${String(error)}`, { cause: error });
  }
}

/** What the next start finds, and what becomes of it. */
async function check(copy: string, scenario: Scenario, point: number): Promise<void> {
  const scene = openScene(copy, { at: scenario.at ?? startedAt });
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
    const expected = await end(scene, point % 2 === 0, { inUse, other, newKeyDies: scenario.newKeyDies === true });
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
async function expectTidy({ file, folder: place, system }: Scene): Promise<void> {
  const { connections, rotations, leftovers } = await file.read();
  expect({ rotations, leftovers }).toEqual({ rotations: [], leftovers: [] });
  expect(itemsIn(place)).toEqual(
    connections.map(({ id, credential }) => `${id}/${credential.field}/${credential.version}`).sort(),
  );
  const names = system.tokens().map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
}
