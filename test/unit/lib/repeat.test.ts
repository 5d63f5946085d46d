import { expect, it, vi } from 'vitest';
import { silentLogger } from '../../../src/lib/logger.ts';
import { repeat } from '../../../src/lib/repeat.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';

function start(work: () => Promise<void>) {
  const clock = new FakeClock();
  const stop = new AbortController();
  const ended = repeat({ clock, logger: silentLogger, everyMs: 1000, work, signal: stop.signal });
  const pass = async () => {
    await vi.waitFor(() => {
      expect(clock.waits).toHaveLength(1);
    });
    clock.advance(1000);
  };
  return { clock, stop, ended, pass };
}

it('does the work once each time, even after it failed', async () => {
  let runs = 0;
  const { stop, ended, pass } = start(() => {
    runs += 1;
    return runs === 1 ? Promise.reject(new Error('once')) : Promise.resolve();
  });
  expect(runs).toBe(0);
  await pass();
  await pass();
  await vi.waitFor(() => {
    expect(runs).toBe(2);
  });
  stop.abort();
  await ended;
});

it('ends when it is told to, without working again', async () => {
  let runs = 0;
  const { clock, stop, ended } = start(() => {
    runs += 1;
    return Promise.resolve();
  });
  stop.abort();
  await ended;
  clock.advance(5000);
  expect(runs).toBe(0);
});
