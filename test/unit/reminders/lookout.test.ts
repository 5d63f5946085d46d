import { expect, it } from 'vitest';
import { createEventBus } from '../../../src/api/event-bus.ts';
import { silentLogger } from '../../../src/lib/logger.ts';
import { keepLookingOut } from '../../../src/reminders/lookout.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';

it('looks at once, after every change and every three minutes, until it is stopped', async () => {
  const [events, clock] = [createEventBus(), new FakeClock()];
  let looks = 0;
  const look = () => {
    looks++;
    return Promise.resolve();
  };
  const stop = keepLookingOut({ reminders: { look }, events, clock, logger: silentLogger });
  expect(looks).toBe(1);
  events.emit('connections.changed', {});
  events.emit('preferences.changed', {});
  events.emit('secrets.changed', {});
  expect(looks).toBe(3);
  expect(clock.waits).toEqual([180_000]);
  clock.advance(180_000);
  await expect.poll(() => looks).toBe(4);
  await stop();
  events.emit('connections.changed', {});
  expect(looks).toBe(4);
  expect(clock.waits).toEqual([]);
});

it('does not count as somebody who hears an announcement', () => {
  const events = createEventBus();
  events.follow('connections.changed', () => undefined);
  expect(events.isHeard()).toBe(false);
  const leave = events.subscribe(() => undefined);
  expect(events.isHeard()).toBe(true);
  leave();
  expect(events.isHeard()).toBe(false);
});
