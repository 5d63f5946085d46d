import { expect, it } from 'vitest';
import { createAnnouncer } from '../../../src/reminders/announcer.ts';
import { preferences, type PreferencesChange, withChange } from '../../../src/settings/preferences.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';

const hourMs = 3_600_000;

function announcer(change: PreferencesChange = {}) {
  const clock = new FakeClock('2026-11-21T21:30:00.000Z');
  const told: string[] = [];
  const shell = { isOpen: true };
  const tell = createAnnouncer<string>({
    preferences: { read: () => Promise.resolve(withChange(preferences.parse({}), change)) },
    clock,
    zone: () => 'UTC',
    announce: (notice) => told.push(notice),
    isHeard: () => shell.isOpen,
  });
  return { clock, told, shell, tell };
}

it('tells at once what happened by itself, once', async () => {
  const { tell, told } = announcer();
  await tell(['a', 'b']);
  await tell([]);
  expect(told).toEqual(['a', 'b']);
});

it('keeps what comes in quiet hours, or while nobody listens, for the next time', async () => {
  const { tell, told, clock, shell } = announcer({ quietHours: { from: '21:00', to: '07:00' } });
  await tell(['a']);
  expect(told).toEqual([]);
  clock.advance(10 * hourMs);
  shell.isOpen = false;
  await tell(['b']);
  expect(told).toEqual([]);
  shell.isOpen = true;
  await tell([]);
  expect(told).toEqual(['a', 'b']);
});

it('tells nothing, now or later, to who wants no notifications', async () => {
  const { tell, told } = announcer({ notifications: false });
  await tell(['a']);
  expect(told).toEqual([]);
});
