import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createApp } from '../../src/app.ts';
import { startSimulator, type Simulator } from '../../src/simulator/simulator.ts';
import { appParts } from '../fakes/app-parts.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { InMemorySecretStore } from '../fakes/secrets/in-memory-secret-store.ts';
import { connectionTo } from './diagnosis/harness.ts';

const minuteMs = 60_000;
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

/** The whole app over one connection, with a clock that the test turns. */
async function running() {
  const site = simulator.sites.jiraDataCenter;
  const key = site.issueKey();
  const home = await mkdtemp(join(tmpdir(), 'app-health-'));
  const clock = new FakeClock();
  const keychain = new InMemorySecretStore();
  const stored = { ...connectionTo(site), name: 'Board' };
  const { id, credential } = stored;
  await keychain.set(`${id}/${credential.field}/${String(credential.version)}`, key);
  const base = appParts(home);
  const parts = appParts(home, {
    clock,
    fetch: (input, init) => fetch(input, init),
    secrets: { ...base.secrets, keychain },
  });
  await mkdir(parts.files.folder);
  await writeFile(parts.files.connections, JSON.stringify({ version: 1, connections: [stored] }));
  const app = createApp(parts);
  const refused: unknown[] = [];
  app.events.subscribe(({ event, payload }) => {
    if (event === 'reminders.notice' && (payload as { kind: string }).kind === 'failing') refused.push(payload);
  });
  await app.start();
  const board = async () => {
    const answer = await app.router.answer({ name: 'connections.list', input: {} });
    return (answer as { output: { lastTest?: { at: string }; failing?: { times: number } }[] }).output[0]!;
  };
  /** Lets time pass bit by bit until it is so; answers the minutes that it took. */
  const passUntil = async (
    isSo: () => Promise<boolean> | boolean,
    minutes: number,
    atMost: number,
  ): Promise<number> => {
    const from = clock.now().getTime();
    await vi.waitFor(
      async () => {
        if (await isSo()) return;
        if (clock.now().getTime() - from < atMost * minuteMs) clock.advance(minutes * minuteMs);
        throw new Error('Not yet.');
      },
      { timeout: 20_000, interval: 5 },
    );
    return (clock.now().getTime() - from) / minuteMs;
  };
  return { app, site, key, refused, board, passUntil };
}

it('marks a key that is refused before anybody runs into it, and raises a notice when it happens again', async () => {
  const { app, site, key, refused, board, passUntil } = await running();
  await passUntil(async () => (await board()).lastTest !== undefined, 1, 30);
  expect((await board()).failing).toBeUndefined();
  site.revokeKey(key);
  await passUntil(async () => (await board()).failing?.times === 1, 10, 24 * 60);
  expect(refused).toEqual([]);
  await passUntil(() => refused.length > 0, 10, 24 * 60);
  expect((await board()).failing?.times).toBe(2);
  expect(refused).toMatchObject([{ kind: 'failing', title: 'Jira refuses the key of “Board”' }]);
  await app.close();
}, 60_000);
