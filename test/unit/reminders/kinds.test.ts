import { describe, expect, it } from 'vitest';
import { aConnection, aWorld, berlin, second } from './world.ts';

const failure = { code: 'bad-credentials' as const, message: 'Jira refuses the key.', next: 'Rotate it.' };

describe('other reminders', () => {
  it('tell of a key that fails, from the second check on, once until it works again', async () => {
    const world = await aWorld();
    const reminders = world.start();
    const lastTest = {
      at: '2026-06-01T07:00:00.000Z',
      durationMs: 3,
      outcome: { ok: false as const, problem: failure },
    };
    const failing = (times: number, since = '2026-05-31T20:00:00.000Z') => [
      aConnection({ lastTest, failing: { since, times } }),
    ];
    for (const times of [1, 2, 3]) {
      world.connections = failing(times);
      await reminders.look();
    }
    expect(world.told).toMatchObject([
      {
        kind: 'failing',
        title: 'Jira refuses the key of “Jira Berlin”',
        text: 'Every check since yesterday has failed. Jira refuses the key. Rotate it.',
      },
    ]);
    world.titles();
    world.connections = [aConnection()];
    await reminders.look();
    world.connections = failing(2, '2026-06-01T07:00:00.000Z');
    await reminders.look();
    expect(world.titles()).toEqual(['Jira refuses the key of “Jira Berlin”']);
  });

  it('tell of an interrupted rotation once for all its connections', async () => {
    const world = await aWorld();
    const member = { oldHint: '…9f3a', newHint: '…1c2d' };
    world.connections = [aConnection(), aConnection({ id: second, name: 'Confluence' })];
    world.rotations = [
      {
        id: '5a5f7f2e-6f0e-4f0e-8b7a-0d6a3a1c0009',
        kind: 'manual',
        startedAt: '2026-06-01T07:00:00.000Z',
        step: 'stored',
        interrupted: true,
        canRollBack: false,
        canRevoke: false,
        members: [
          { connectionId: berlin, name: 'Jira Berlin', ...member },
          { connectionId: second, name: 'Confluence', ...member },
        ],
      },
    ];
    const reminders = world.start();
    await reminders.look();
    await reminders.look();
    expect(world.titles()).toEqual(['Replacing the key of “Jira Berlin” and “Confluence” was interrupted']);
  });

  it('ask to delete the old key from the last day of the grace time on, until the user says that it is done', async () => {
    const world = await aWorld();
    const id = '5a5f7f2e-6f0e-4f0e-8b7a-0d6a3a1c0009';
    const startedAt = '2026-05-30T07:00:00.000Z';
    const member = { connectionId: berlin, name: 'Jira Berlin', oldHint: '…0000', newHint: '…9f3a' };
    const rotation = { id, kind: 'manual' as const, startedAt, members: [member] };
    const flags = { step: 'proved' as const, interrupted: false, canRollBack: true, canRevoke: false };
    world.rotations = [{ ...rotation, ...flags, graceUntil: '2026-06-02T08:30:00.000Z' }];
    const reminders = world.start();
    await reminders.look();
    expect(world.titles()).toEqual([]);
    world.set('2026-06-01T08:30:00.000Z');
    await reminders.look();
    expect(world.told[0]?.text).toBe(
      'The new key works. The old one (…0000) is kept here until tomorrow. Delete it there, then say that it is done.',
    );
    expect(world.titles()).toEqual(['Delete the old key of “Jira Berlin” in Jira']);
    world.set('2026-06-03T08:30:00.000Z');
    world.rotations = [];
    const past = { outcome: 'completed' as const, oldKey: 'unknown' as const, endedAt: '2026-06-02T08:30:00.000Z' };
    world.unrevoked = [{ ...rotation, ...past, members: [{ ...member, owner: { id: '1', name: 'Ada' } }] }];
    await reminders.look();
    expect(world.titles()).toEqual([]);
    expect(await reminders.list()).toMatchObject([{ kind: 'revoke' }]);
    world.unrevoked = [];
    await reminders.look();
    expect(await reminders.list()).toEqual([]);
  });

  it('ask to delete the new key after going back to the old one, and not one that is in use again', async () => {
    const world = await aWorld();
    const owner = { id: '1', name: 'Ada' };
    const member = { connectionId: berlin, name: 'Jira Berlin', oldHint: '…9f3a', newHint: '…0000', owner };
    const over = { startedAt: '2026-06-01T07:00:00.000Z', endedAt: '2026-06-01T07:10:00.000Z' };
    const id = '5a5f7f2e-6f0e-4f0e-8b7a-0d6a3a1c0009';
    const past = { id, kind: 'manual', outcome: 'rolled-back', oldKey: 'unknown', members: [member] } as const;
    world.unrevoked = [{ ...past, ...over, members: [member] }];
    const reminders = world.start();
    await reminders.look();
    expect(await reminders.list()).toMatchObject([
      { kind: 'revoke', text: expect.stringContaining('Nothing uses the new one (…0000)') as string },
    ]);
    expect(world.titles()).toEqual([]);
    world.set('2026-06-02T08:30:00.000Z');
    await reminders.look();
    await reminders.look();
    expect(world.titles()).toEqual(['Delete the unused key of “Jira Berlin” in Jira']);
    world.connections = [aConnection({ credential: { hint: '…0000', version: 3 } })];
    expect(await reminders.list()).toEqual([]);
  });

  it('ask in the list alone when a key ends of which nobody knows', async () => {
    const world = await aWorld();
    world.connections = [aConnection({ credential: { expiryFrom: undefined } })];
    const reminders = world.start();
    await reminders.look();
    expect(world.titles()).toEqual([]);
    expect(await reminders.list()).toMatchObject([
      { kind: 'expiry-unknown', urgency: 'later', title: 'When does the key of “Jira Berlin” expire?' },
    ]);
  });

  it('are told as one where there are many at the same moment', async () => {
    const world = await aWorld();
    world.connections = [1, 2, 3, 4].map((n) =>
      aConnection({ id: `${berlin.slice(0, -1)}${n}`, name: `Jira ${n}`, credential: { expiresAt: '2026-06-02' } }),
    );
    const reminders = world.start();
    await reminders.look();
    expect(world.notices()).toMatchObject([{ title: '4 things to do about your keys', bundles: 4 }]);
    await reminders.look();
    expect(world.titles()).toEqual([]);
  });

  it('of a key whose last day another time zone moves by one are not told again', async () => {
    const world = await aWorld();
    world.ends('2026-06-08');
    const reminders = world.start();
    await reminders.look();
    expect(world.titles()).toHaveLength(1);
    world.ends('2026-06-09');
    await reminders.look();
    world.set('2026-06-02T08:30:00.000Z');
    await reminders.look();
    expect(world.titles()).toEqual([]);
  });

  it('say that the list changed, and nothing when it did not', async () => {
    const world = await aWorld();
    const reminders = world.start();
    await reminders.look();
    await reminders.look();
    expect(world.changes).toBe(0);
    world.ends('2026-06-10');
    await reminders.look();
    expect(world.changes).toBe(1);
  });
});
