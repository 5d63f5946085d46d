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
import { insideKeyring } from '../secrets/surrounding-keyring.ts';
import { expectNothingLost } from './after-kill.ts';
import { keychainStore } from './keychain-store.ts';
import { openScene, startedAt, type SceneOptions } from './scene.ts';
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
  // The engine is started hundreds of times: bundled and compiled once, it starts at once.
  await build({ ...nodeBundle, minify: false, entryPoints: [entry], outfile: child });
  const compiled = await mkdtemp(join(folder, 'run-'));
  await prepare(compiled, all['replacing one']!);
  expect(await runChild(compiled, 'replacing one', 0)).toBeNull();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('killed right before and right after each write', () => {
  const begun = performance.now();
  test.each(Object.keys(all))(
    '%s, one whole key is in use and the other is recoverable',
    async (name) => {
      const scenario = all[name]!;
      const template = await mkdtemp(join(folder, 'template-'));
      await prepare(template, scenario);
      const points = await countPoints(await copyOf(template), scenario);
      expect(points).toBeGreaterThan(4);
      const runs = Array.from({ length: points }, (_, index) =>
        turns(async () => killAt(index + 1, name, await copyOf(template))),
      );
      await Promise.all(runs);
    },
    120_000,
  );

  test('at least 200 times in all', () => {
    const took = ((performance.now() - begun) / 1000).toFixed(0);
    // eslint-disable-next-line no-console -- the figures are what this test is for
    console.log(
      `kill test: ${kills} kills over ${Object.keys(all).length} ways through the engine, ${lost} lost, ${took} s`,
    );
    expect(kills).toBeGreaterThanOrEqual(200);
  });
});

/** Without a throw-away keyring around the tests, scripts/test.ts says why there is none. */
describe.skipIf(!insideKeyring)('killed with its keys in the real Secret Service', () => {
  const before = { kills: 0, lost: 0 };
  beforeAll(() => Object.assign(before, { kills, lost }));

  test.each(['replacing one', 'making a token for three'])(
    '%s, five times',
    async (name) => {
      const place = fileURLToPath(new URL('../../../package.json', import.meta.url));
      const options = { store: keychainStore(place) };
      const ready = async (): Promise<string> => {
        const made = await mkdtemp(join(folder, 'keychain-'));
        await prepare(made, all[name]!, options.store);
        return made;
      };
      const points = await countPoints(await ready(), all[name]!, options);
      for (let fifth = 1; fifth <= 5; fifth += 1) {
        await killAt(Math.floor((points * fifth) / 5), name, await ready(), { ...options, place });
      }
    },
    60_000,
  );

  test('ten times in all', () => {
    const made = kills - before.kills;
    // eslint-disable-next-line no-console -- the figures are what this test is for
    console.log(`kill test: ${made} kills over the real keychain, ${lost - before.lost} lost`);
    expect(made).toBe(10);
  });
});

type Options = Pick<SceneOptions, 'store'>;

async function countPoints(copy: string, scenario: Scenario, options: Options = {}): Promise<number> {
  let points = 0;
  const gate = (): void => {
    points += 1;
  };
  await scenario.act(openScene(copy, { at: scenario.at ?? startedAt, gate, ...options })).catch(() => undefined);
  return points;
}

async function copyOf(template: string): Promise<string> {
  const copy = await mkdtemp(join(folder, 'run-'));
  await cp(template, copy, { recursive: true });
  return copy;
}

/** Answers the signal that ended it. */
async function runChild(copy: string, name: string, point: number, ...more: string[]): Promise<string | null> {
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') };
  const started = spawn(process.execPath, [child, copy, name, String(point), ...more], { stdio: 'ignore', env });
  const [, signal] = (await once(started, 'exit')) as [number | null, string | null];
  return signal;
}

async function killAt(
  point: number,
  name: string,
  copy: string,
  { place, ...options }: Options & { place?: string } = {},
): Promise<void> {
  const signal = await runChild(copy, name, point, ...(place === undefined ? [] : [place]));
  expect(signal, `${name}, point ${point}`).toBe('SIGKILL');
  kills += 1;
  // A lock that a killed process leaves counts as free after ten seconds.
  for (const file of ['connections.json', 'rotation-history.json']) {
    await rm(join(copy, `${file}.lock`), { recursive: true, force: true });
  }
  const scenario = all[name]!;
  try {
    const scene = openScene(copy, { at: scenario.at ?? startedAt, ...options });
    await expectNothingLost(scene, scenario, point % 2 === 0);
  } catch (error) {
    lost += 1;
    throw new Error(`${name}, point ${point}: ${String(error)}`, { cause: error });
  }
}
