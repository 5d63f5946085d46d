import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createWatching, type Watching } from '../../../../../src/clients/claude-desktop/guard/watching.ts';
import { silentLogger } from '../../../../../src/lib/logger.ts';
import { FakeClock } from '../../../../fakes/fake-clock.ts';

let clock: FakeClock;
let folder: string;
let looks: string[];
let waits: boolean;
let watching: Watching;

beforeEach(async () => {
  clock = new FakeClock();
  folder = join(await mkdtemp(join(tmpdir(), 'watching-')), 'Claude');
  looks = [];
  waits = false;
  const path = join(folder, 'claude_desktop_config.json');
  const look = (cause: string) => Promise.resolve(void looks.push(cause));
  watching = createWatching({
    guard: { look, isWaiting: () => Promise.resolve(waits) },
    find: () => Promise.resolve({ installed: true, locations: [{ path, kind: 'standard', readByClaude: true }] }),
    platform: 'linux',
    clock,
    logger: silentLogger,
  });
});
afterEach(() => watching.close());

const resting = (ms: number) =>
  vi.waitFor(() => {
    expect(clock.waits).toEqual([ms]);
  });

it('looks at once, rests long, and looks often while something waits', async () => {
  watching.start();
  await resting(30_000);
  waits = true;
  clock.advance(30_000);
  await resting(1_500);
  expect(looks).toEqual(['beat', 'beat']);
});

it('looks now when it is told to hurry', async () => {
  watching.start();
  await resting(30_000);
  waits = true;
  watching.hurry();
  await resting(1_500);
  expect(looks).toEqual(['beat', 'beat']);
});

it('looks when the file changes, also in a folder that was made meanwhile', async () => {
  watching.start();
  await resting(30_000);
  await mkdir(folder);
  clock.advance(30_000);
  await resting(30_000);
  await writeFile(join(folder, 'claude_desktop_config.json'), '{}');
  await vi.waitFor(() => {
    expect(looks).toEqual(['beat', 'beat', 'file']);
  });
});

it('makes no folder for Claude, and ends with what it does', async () => {
  watching.start();
  await resting(30_000);
  await watching.close();
  expect(clock.waits).toEqual([]);
  await mkdir(folder);
  expect(looks).toEqual(['beat']);
});
