import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createConnectionFile } from '../../../src/connections/connection-file.ts';
import type { Connection } from '../../../src/connections/connection.ts';
import { createKeys } from '../../../src/keys/keys.ts';
import { clickUpDescriptor } from '../../../src/providers/clickup/descriptor.ts';
import { jiraDescriptor } from '../../../src/providers/jira/descriptor.ts';
import { preferences } from '../../../src/settings/preferences.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';
import { aConnection, berlin } from '../reminders/world.ts';

const dataCenter = {
  endpoint: { baseUrl: 'https://jira.example.com', deployment: 'data-center' as const },
  auth: { method: 'personal-access-token' as const },
};
const unasked = { expiryFrom: undefined };

async function someKeys(...connections: Connection[]) {
  const file = createConnectionFile(join(await mkdtemp(join(tmpdir(), 'keys-')), 'connections.json'));
  await file.update((content) => ({ ...content, connections }));
  let changes = 0;
  const chosen = preferences.parse({});
  const keys = createKeys({
    file,
    preferences: { read: () => Promise.resolve(chosen) },
    descriptors: [jiraDescriptor, clickUpDescriptor],
    activity: { lastUsed: () => Promise.resolve(new Map([[berlin, '2026-11-20T10:00:00.000Z']])) },
    rotations: { list: () => Promise.resolve([]) },
    clock: new FakeClock('2026-11-21T09:00:00.000Z'),
    zone: () => 'Europe/Berlin',
    changed: () => {
      changes++;
    },
  });
  const first = async () => (await keys.list())[0];
  return { keys, first, chosen, changes: () => changes };
}

describe('what is known of the keys', () => {
  it('is when they are due, when they were used and tested, and what is wrong with them', async () => {
    const problem = { code: 'bad-credentials' as const, message: 'Jira refuses the key.', next: 'Rotate it.' };
    const { first } = await someKeys(
      aConnection({
        credential: { expiresAt: '2026-11-20' },
        lastTest: { at: '2026-11-21T08:00:00.000Z', durationMs: 5, outcome: { ok: false, problem } },
        failing: { since: '2026-11-20T08:00:00.000Z', times: 4 },
      }),
    );
    expect(await first()).toMatchObject({
      due: { on: '2026-11-20', because: 'expiry', daysLeft: -1 },
      expired: true,
      expiryUnknown: false,
      maxLifetimeDays: 365,
      lastUsedAt: '2026-11-20T10:00:00.000Z',
      lastTestedAt: '2026-11-21T08:00:00.000Z',
      failing: { times: 4, problem },
      automatic: 'unsupported',
      everyDays: 0,
    });
  });

  it.each([
    ['a token of Atlassian’s cloud', aConnection({ credential: unasked }), true],
    ['a token of Data Center that could not be read', aConnection({ ...dataCenter, credential: unasked }), true],
    [
      'a token of Data Center that does not end',
      aConnection({ ...dataCenter, credential: { expiryFrom: 'system' } }),
      false,
    ],
    [
      'a password',
      aConnection({ ...dataCenter, auth: { method: 'password', account: 'ada' }, credential: unasked }),
      false,
    ],
    [
      'a token of ClickUp',
      aConnection({ provider: 'clickup', auth: { method: 'personal-access-token' }, credential: unasked }),
      false,
    ],
    [
      'a key of an older version whose end was typed',
      aConnection({ credential: { ...unasked, expiresAt: '2027-01-01' } }),
      false,
    ],
  ])('says whether the end has still to be asked for: %s', async (_, connection, expected) => {
    expect((await (await someKeys(connection)).first())?.expiryUnknown).toBe(expected);
  });

  it('takes the user’s word for when a key ends, or that it does not', async () => {
    const { keys, first, changes } = await someKeys(aConnection({ credential: unasked }));
    await keys.setExpiry(berlin, '2027-03-01');
    expect((await first())?.credential).toMatchObject({ expiresAt: '2027-03-01', expiryFrom: 'user' });
    await keys.setExpiry(berlin, null);
    expect(await first()).toMatchObject({ expiryUnknown: false, credential: { expiryFrom: 'user' } });
    expect((await first())?.credential.expiresAt).toBeUndefined();
    expect(changes()).toBe(2);
  });

  it('is due at once when the user knows that others could read it, until that was a mistake', async () => {
    const { keys, first } = await someKeys(aConnection({ credential: unasked }));
    await keys.setExposed(berlin, 'a chat');
    expect(await first()).toMatchObject({
      credential: { exposed: { where: 'a chat' } },
      due: { because: 'exposure', daysLeft: 0 },
    });
    await keys.setExposed(berlin, null);
    expect((await first())?.credential.exposed).toBeUndefined();
  });

  it('lets only keys that can be made by a program be replaced automatically', async () => {
    const { keys, first } = await someKeys(aConnection());
    await expect(keys.setPolicy(berlin, { automatic: true })).rejects.toMatchObject({ code: 'invalid-input' });
    await keys.setPolicy(berlin, { automatic: false, everyDays: 30 });
    expect(await first()).toMatchObject({ everyDays: 30, automatic: 'unsupported' });

    const server = await someKeys(aConnection(dataCenter));
    expect((await server.first())?.automatic).toBe('off');
    await server.keys.setPolicy(berlin, { automatic: true });
    expect(await server.first()).toMatchObject({ automatic: 'on', everyDays: 90 });

    const elsewhere = await someKeys(
      aConnection({ ...dataCenter, credential: { home: { kind: 'env', name: 'JIRA_TOKEN' } } }),
    );
    await expect(elsewhere.keys.setPolicy(berlin, { automatic: true })).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });
});

describe('the calendar file', () => {
  const unfolded = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n');

  it('has an event on each due day, with alarms at nine before it, and one for a later end', async () => {
    const { keys } = await someKeys(
      aConnection({
        name: 'Jira; Berlin, “Grünau” und alle anderen Standorte in Brandenburg',
        credential: { createdAt: '2026-09-05T10:00:00.000Z', expiresAt: '2027-02-01' },
        rotation: { everyDays: 90, automatic: false },
      }),
    );
    const { fileName, text } = await keys.calendar();
    expect(fileName).toMatch(/\.ics$/);
    const lines = unfolded(text);
    expect(lines.slice(0, 4)).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//MCP Keyring//Keys//EN',
      'METHOD:PUBLISH',
    ]);
    const having = (start: string) => lines.filter((line) => line.startsWith(start));
    expect(having('UID:')).toEqual([`UID:${berlin}-due@mcp-keyring`, `UID:${berlin}-expiry@mcp-keyring`]);
    expect(having('DTSTART')).toEqual(['DTSTART;VALUE=DATE:20261204', 'DTSTART;VALUE=DATE:20270201']);
    expect(having('DTSTAMP')[0]).toBe('DTSTAMP:20261121T090000Z');
    expect(having('SUMMARY:')[0]).toBe(
      'SUMMARY:Rotate the key of “Jira\\; Berlin\\, “Grünau” und alle anderen Standorte in Brandenburg”',
    );
    // 14 days before is over: only 13 are left.
    expect(having('TRIGGER').slice(0, 4)).toEqual([
      'TRIGGER;RELATED=START:-P6DT15H',
      'TRIGGER;RELATED=START:-P2DT15H',
      'TRIGGER;RELATED=START:-PT15H',
      'TRIGGER;RELATED=START:PT9H',
    ]);
    expect(having('DESCRIPTION:The key …9f3a')[0]).toContain(
      'https://id.atlassian.com/manage-profile/security/api-tokens',
    );
  });

  it('is whole lines of at most 75 octets that end as the format wants, each begun thing ended', async () => {
    const { keys } = await someKeys(aConnection({ name: 'ü'.repeat(80), credential: { expiresAt: '2026-12-24' } }));
    const { text } = await keys.calendar();
    const lines = text.split('\r\n');
    expect(lines.at(-1)).toBe('');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const open: string[] = [];
    for (const line of unfolded(text).slice(0, -1)) {
      const [, word, what] = /^(BEGIN|END):(\w+)$/.exec(line) ?? [];
      if (word === 'BEGIN') open.push(what ?? '');
      if (word === 'END') expect(open.pop()).toBe(what);
      expect(line).toMatch(/^[A-Z-]+[;:]/);
    }
    expect(open).toEqual([]);
  });

  it('is the same each time, puts what is overdue on today, and is valid without any key', async () => {
    const one = await someKeys(aConnection({ credential: { expiresAt: '2026-10-01' } }));
    const { text } = await one.keys.calendar();
    expect(text).toBe((await one.keys.calendar()).text);
    expect(text).toContain('DTSTART;VALUE=DATE:20261121');
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    const none = await someKeys();
    expect((await none.keys.calendar()).text).toMatch(/^BEGIN:VCALENDAR\r\n[^]*END:VCALENDAR\r\n$/);
  });
});
