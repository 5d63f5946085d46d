import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { preferences } from '../../../src/settings/preferences.ts';
import { aConnection, aWorld, berlin } from './world.ts';

const expires = (when: string): string => `The key of “Jira Berlin” expires ${when}`;

describe('reminders of a key that ends', () => {
  it('come 14, 7, 3 and 1 days before and on the day, once each, from nine in the morning', async () => {
    const world = await aWorld({ at: '2026-06-01T00:00:00.000Z' });
    world.ends('2026-06-20');
    const reminders = world.start();
    const heard: string[] = [];
    for (let hour = 0; hour < 24 * 20; hour++) {
      await reminders.look();
      heard.push(...world.titles().map((title) => `${world.clock.now().toISOString().slice(0, 13)} ${title}`));
      world.clock.advance(3_600_000);
    }
    expect(heard).toEqual([
      `2026-06-06T07 ${expires('in 14 days')}`,
      `2026-06-13T07 ${expires('in 7 days')}`,
      `2026-06-17T07 ${expires('in 3 days')}`,
      `2026-06-19T07 ${expires('tomorrow')}`,
      `2026-06-20T07 ${expires('today')}`,
    ]);
  });

  it('come once a week while it is overdue', async () => {
    const world = await aWorld({ at: '2026-06-20T10:00:00.000Z' });
    world.ends('2026-06-20');
    const reminders = world.start();
    const heard: string[] = [];
    for (let day = 0; day < 22; day++) {
      await reminders.look();
      heard.push(...world.titles());
      world.clock.advance(86_400_000);
    }
    expect(heard).toEqual([
      expires('today'),
      'The key of “Jira Berlin” expired 7 days ago',
      'The key of “Jira Berlin” expired 14 days ago',
      'The key of “Jira Berlin” expired 21 days ago',
    ]);
  });

  it('are made up for once, with the most urgent, after a sleep over several of them', async () => {
    const world = await aWorld();
    world.ends('2026-06-20');
    const reminders = world.start();
    await reminders.look();
    world.set('2026-06-19T22:30:00.000Z'); // Half past midnight of the 20th in Berlin.
    await reminders.look();
    expect(world.titles()).toEqual([expires('today')]);
    world.set('2026-06-20T10:00:00.000Z');
    await reminders.look();
    expect(world.titles()).toEqual([]);
  });

  it('are not repeated by a second window or after a restart', async () => {
    const world = await aWorld();
    world.ends('2026-06-04');
    await Promise.all([world.start().look(), world.start().look(), world.start().look()]);
    expect(world.titles()).toEqual([expires('in 3 days')]);
    await world.start().look();
    expect(world.titles()).toEqual([]);
  });

  it('wait where nobody would hear them, or where they are switched off', async () => {
    const world = await aWorld();
    world.ends('2026-06-04');
    const reminders = world.start();
    world.heard = false;
    await reminders.look();
    world.heard = true;
    world.chosen = preferences.parse({ notifications: false });
    await reminders.look();
    expect(world.titles()).toEqual([]);
    expect(await reminders.list()).toMatchObject([{ kind: 'due', title: expires('in 3 days'), on: '2026-06-04' }]);
    world.chosen = preferences.parse({});
    await reminders.look();
    expect(world.titles()).toEqual([expires('in 3 days')]);
  });

  it('follow the days that the user chose; without any there is the list alone', async () => {
    const world = await aWorld();
    world.ends('2026-06-04');
    world.chosen = preferences.parse({ remindDaysBefore: [] });
    const reminders = world.start();
    await reminders.look();
    expect(world.titles()).toEqual([]);
    world.chosen = preferences.parse({ remindDaysBefore: [30, 2] });
    await reminders.look();
    expect(world.titles()).toEqual([expires('in 3 days')]);
    world.set('2026-06-02T08:00:00.000Z');
    await reminders.look();
    expect(world.titles()).toEqual([expires('in 2 days')]);
  });

  it('begin anew with a new key, and say nothing of the old one any more', async () => {
    const world = await aWorld();
    world.ends('2026-06-02');
    const reminders = world.start();
    await reminders.look();
    world.titles();
    world.ends('2026-06-30', 2);
    await reminders.look();
    expect(await reminders.list()).toEqual([]);
    expect(await readFile(world.path, 'utf8')).not.toContain(':1"');
    world.set('2026-06-16T08:00:00.000Z');
    await reminders.look();
    expect(world.titles()).toEqual([expires('in 14 days')]);
  });

  it('forget connections that were removed', async () => {
    const world = await aWorld();
    world.ends('2026-06-02');
    const reminders = world.start();
    await reminders.look();
    expect(await readFile(world.path, 'utf8')).toContain(berlin);
    world.connections = [];
    await reminders.look();
    expect(await readFile(world.path, 'utf8')).not.toContain(berlin);
  });

  it('list a paused connection without a notice, and make up for it when it goes on', async () => {
    const world = await aWorld();
    world.connections = [aConnection({ active: false, credential: { expiresAt: '2026-06-02' } })];
    const reminders = world.start();
    await reminders.look();
    expect(world.titles()).toEqual([]);
    expect(await reminders.list()).toMatchObject([{ urgency: 'later', title: expires('tomorrow') }]);
    world.ends('2026-06-02');
    await reminders.look();
    expect(world.titles()).toEqual([expires('tomorrow')]);
  });
});

describe('reminders of a changed due date', () => {
  const policy = (everyDays: number) => aConnection({ rotation: { everyDays, automatic: false } });

  it('count days of use, and come anew for a longer policy as far as they had not come yet', async () => {
    // In use since 10 January.
    const world = await aWorld({ at: '2026-04-12T08:00:00.000Z' });
    world.connections = [policy(90)];
    const reminders = world.start();
    await reminders.look();
    expect(world.titles()).toEqual(['The key of “Jira Berlin” has been in use for 92 days, 2 more than you wanted']);
    world.connections = [policy(97)]; // Five days left: 14 and 7 would have come before.
    await reminders.look();
    expect(world.titles()).toEqual([]);
    world.set('2026-04-14T08:00:00.000Z');
    await reminders.look();
    expect(world.titles()).toEqual(['The key of “Jira Berlin” is to be replaced in 3 days']);
  });

  it('come at once for one that is nearer than what was announced', async () => {
    const world = await aWorld();
    world.ends('2026-06-14');
    const reminders = world.start();
    await reminders.look();
    expect(world.titles()).toEqual([expires('in 13 days')]);
    world.ends('2026-06-03');
    await reminders.look();
    expect(world.titles()).toEqual([expires('in 2 days')]);
  });

  it('come at any hour for a key that was found in plain text, whatever was announced before', async () => {
    const world = await aWorld({ at: '2026-06-01T01:00:00.000Z' });
    world.ends('2026-06-01');
    const reminders = world.start();
    await reminders.look();
    world.titles();
    const exposed = { where: 'claude_desktop_config.json', at: '2026-06-01T01:30:00.000Z' };
    world.connections = [aConnection({ credential: { expiresAt: '2026-06-01', exposed } })];
    await reminders.look();
    expect(world.titles()).toEqual(['The key of “Jira Berlin” was found in plain text']);
    await reminders.look();
    expect(world.titles()).toEqual([]);
  });
});

describe('a damaged file of reminders', () => {
  it('is told to the log once and left alone, and nothing is announced twice because of it', async () => {
    const world = await aWorld();
    await writeFile(world.path, '{ "version": 1, "told": ');
    world.ends('2026-06-02');
    const reminders = world.start();
    await reminders.look();
    await reminders.look();
    expect(world.titles()).toEqual([expires('tomorrow')]);
    const [{ id } = { id: '' }] = await reminders.list();
    await reminders.snooze(id, '2026-06-09T12:00:00.000Z');
    expect((await reminders.list())[0]?.snoozedUntil).toBeDefined();
    expect(world.logged).toHaveLength(1);
    expect(await readFile(world.path, 'utf8')).toBe('{ "version": 1, "told": ');
  });
});
