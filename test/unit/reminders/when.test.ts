import { describe, expect, it } from 'vitest';
import { preferences } from '../../../src/settings/preferences.ts';
import { aConnection, aWorld } from './world.ts';

const expires = (when: string): string => `The key of “Jira Berlin” expires ${when}`;

describe('quiet hours', () => {
  it('put a notice off until they end, over midnight too', async () => {
    const world = await aWorld({ at: '2026-06-16T22:00:00.000Z' });
    world.ends('2026-06-20');
    world.chosen = preferences.parse({ quietHours: { from: '22:00', to: '07:30' } });
    const reminders = world.start();
    const heard: string[] = [];
    for (let minutes = 0; minutes < 12 * 60; minutes += 10) {
      await reminders.look();
      heard.push(...world.titles().map((title) => `${world.clock.now().toISOString().slice(11, 16)} ${title}`));
      world.clock.advance(600_000);
    }
    expect(heard).toEqual([`05:30 ${expires('in 3 days')}`]);
  });

  it.each([
    ['forward in Berlin', 'Europe/Berlin', '2026-03-29', '2026-03-29T05:00'],
    ['back in Berlin', 'Europe/Berlin', '2026-10-25', '2026-10-25T06:00'],
    ['forward in New York', 'America/New_York', '2026-03-08', '2026-03-08T11:00'],
    ['back in New York', 'America/New_York', '2026-11-01', '2026-11-01T12:00'],
    ['in Auckland', 'Pacific/Auckland', '2026-06-20', '2026-06-19T19:00'],
    ['in Honolulu', 'Pacific/Honolulu', '2026-06-20', '2026-06-20T17:00'],
  ])('end at seven by the clock on the wall where it goes %s', async (_, zone, day, expected) => {
    const start = new Date(Date.parse(day) - 86_400_000);
    const world = await aWorld({ at: start.toISOString(), zone });
    world.ends(day);
    world.chosen = preferences.parse({ remindDaysBefore: [0], quietHours: { from: '23:00', to: '07:00' } });
    const reminders = world.start();
    const heard: string[] = [];
    for (let minutes = 0; minutes < 72 * 60; minutes += 30) {
      await reminders.look();
      heard.push(...world.titles().map((title) => `${world.clock.now().toISOString().slice(0, 16)} ${title}`));
      world.clock.advance(1_800_000);
    }
    expect(heard).toEqual([`${expected} ${expires('today')}`]);
  });
});

describe('travelling', () => {
  it('neither repeats nor loses a reminder, in either direction', async () => {
    const world = await aWorld({ at: '2026-06-13T08:00:00.000Z' });
    world.connections = [
      aConnection({
        rotation: { everyDays: 161, automatic: false },
        credential: { createdAt: '2026-01-10T11:00:00.000Z' },
      }),
    ];
    const reminders = world.start();
    await reminders.look();
    expect(world.titles()).toEqual(['The key of “Jira Berlin” is to be replaced in 7 days']);
    for (const zone of ['Pacific/Honolulu', 'Pacific/Auckland', 'America/New_York', 'Pacific/Kiritimati']) {
      world.zone = zone;
      for (let hour = 0; hour < 6; hour++) {
        await reminders.look();
        world.clock.advance(3_600_000);
      }
    }
    expect(world.titles()).toEqual([]);
    world.set('2026-06-20T23:00:00.000Z');
    await reminders.look();
    expect(world.titles()).toHaveLength(1);
  });
});

describe('a snooze', () => {
  it('hides a reminder until it ends, then announces it once if it is still open', async () => {
    const world = await aWorld({ at: '2026-06-17T08:00:00.000Z' });
    world.ends('2026-06-20');
    const reminders = world.start();
    await reminders.look();
    world.titles();
    const [{ id } = { id: '' }] = await reminders.list();
    await reminders.snooze(id, '2026-06-19T12:00:00.000Z');
    expect(await reminders.list()).toMatchObject([{ id, snoozedUntil: '2026-06-19T12:00:00.000Z' }]);
    expect(world.changes).toBe(1);
    world.set('2026-06-19T11:59:00.000Z'); // A day before: that one is left out.
    await reminders.look();
    expect(world.titles()).toEqual([]);
    world.set('2026-06-19T12:00:00.000Z');
    await reminders.look();
    await reminders.look();
    expect(world.titles()).toEqual([expires('tomorrow')]);
    expect(await reminders.list()).not.toMatchObject([{ snoozedUntil: expect.anything() as unknown }]);
  });

  it('ends with the quiet hours, where it ends in them', async () => {
    const world = await aWorld({ at: '2026-06-17T08:00:00.000Z' });
    world.ends('2026-06-18');
    world.chosen = preferences.parse({ quietHours: { from: '12:00', to: '14:00' } });
    const reminders = world.start();
    await reminders.look();
    world.titles();
    const [{ id } = { id: '' }] = await reminders.list();
    await reminders.snooze(id, '2026-06-17T11:00:00.000Z');
    world.set('2026-06-17T11:00:00.000Z');
    await reminders.look();
    expect(world.titles()).toEqual([]);
    world.set('2026-06-17T12:00:00.000Z');
    await reminders.look();
    expect(world.titles()).toEqual([expires('tomorrow')]);
  });

  it('can be taken back, and is refused for what is not there', async () => {
    const world = await aWorld();
    world.ends('2026-06-02');
    const reminders = world.start();
    const [{ id } = { id: '' }] = await reminders.list();
    await reminders.snooze(id, '2026-06-09T12:00:00.000Z');
    await reminders.snooze(id, world.clock.now().toISOString());
    expect((await reminders.list())[0]?.snoozedUntil).toBeUndefined();
    await expect(reminders.snooze('due:gone:1', '2026-06-09T12:00:00.000Z')).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });
});
