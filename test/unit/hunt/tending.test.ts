import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepHunting } from '../../../src/hunt/tending.ts';
import { silentLogger } from '../../../src/lib/logger.ts';
import { preferences } from '../../../src/settings/preferences.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';

const day = 24 * 60 * 60_000;

let clock: FakeClock;
let stop: AbortController;
let ended: Promise<void>;
let looks: number;
let huntDaily: boolean;
let fails: boolean;

beforeEach(() => {
  [clock, stop, looks, huntDaily, fails] = [new FakeClock(), new AbortController(), 0, true, false];
  ended = keepHunting({
    scan: () => {
      looks += 1;
      return fails ? Promise.reject(new Error('the disk is gone')) : Promise.resolve();
    },
    preferences: { read: () => Promise.resolve({ ...preferences.parse({}), huntDaily }) },
    ...{ clock, logger: silentLogger, signal: stop.signal },
  });
});
afterEach(async () => {
  stop.abort();
  await ended;
});

/** The wait for the next look, which is begun when the last one is over. */
const next = (ms: number) =>
  vi.waitFor(() => {
    expect(clock.waits).toEqual([ms]);
  });

describe('looking through the files by itself', () => {
  it('waits until the window is open, and looks again the next day', async () => {
    await next(10_000);
    expect(looks).toBe(0);
    clock.advance(10_000);
    await next(day);
    expect(looks).toBe(1);
    clock.advance(day);
    await next(day);
    expect(looks).toBe(2);
  });

  it('does not look where the user does not want it, and does again when they do', async () => {
    huntDaily = false;
    clock.advance(10_000);
    await next(day);
    expect(looks).toBe(0);
    huntDaily = true;
    clock.advance(day);
    await next(day);
    expect(looks).toBe(1);
  });

  it('looks the next day also where it failed', async () => {
    fails = true;
    clock.advance(10_000);
    await next(day);
    clock.advance(day);
    await next(day);
    expect(looks).toBe(2);
  });
});
