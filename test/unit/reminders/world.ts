import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connection as connectionShape, type Connection } from '../../../src/connections/connection.ts';
import type { Credential } from '../../../src/connections/credential.ts';
import { todayIn } from '../../../src/keys/due.ts';
import { overviewOf } from '../../../src/keys/overview.ts';
import { jiraDescriptor } from '../../../src/providers/jira/descriptor.ts';
import { createReminders } from '../../../src/reminders/reminders.ts';
import type { Notice } from '../../../src/reminders/reminder.ts';
import type { PastRotation, RotationView } from '../../../src/rotation/rotation.ts';
import { preferences } from '../../../src/settings/preferences.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';

export const berlin = '5a5f7f2e-6f0e-4f0e-8b7a-0d6a3a1c0001';
export const second = '5a5f7f2e-6f0e-4f0e-8b7a-0d6a3a1c0002';

type Known = Partial<Omit<Connection, 'credential'>> & { readonly credential?: Partial<Credential> };

/** A connection to Jira's cloud whose key does not end and is as good for ever, unless it is said otherwise. */
export function aConnection({ credential, ...rest }: Known = {}): Connection {
  return connectionShape.parse({
    id: berlin,
    name: 'Jira Berlin',
    provider: 'jira',
    endpoint: { baseUrl: 'https://example.atlassian.net', deployment: 'cloud' },
    auth: { method: 'api-token', account: 'ada@example.com' },
    options: {},
    credential: {
      field: 'secret',
      home: 'keychain',
      hint: '…9f3a',
      version: 1,
      createdAt: '2026-01-10T12:00:00.000Z',
      expiryFrom: 'user',
      ...credential,
    },
    rotation: { everyDays: 0, automatic: false },
    owner: { id: '1', name: 'Ada' },
    active: true,
    createdAt: '2026-01-10T12:00:00.000Z',
    updatedAt: '2026-01-10T12:00:00.000Z',
    ...rest,
  });
}

/** A computer on which MCP Keyring runs: its clock, its time zone, what it knows. */
export async function aWorld({ at = '2026-06-01T08:00:00.000Z', zone = 'Europe/Berlin' } = {}) {
  const path = join(await mkdtemp(join(tmpdir(), 'reminders-')), 'reminders.json');
  const clock = new FakeClock(at);
  const told: Notice[] = [];
  const logged: string[] = [];
  let changes = 0;
  const world = {
    path,
    clock,
    zone,
    told,
    logged,
    heard: true,
    connections: [aConnection()],
    rotations: [] as RotationView[],
    unrevoked: [] as PastRotation[],
    chosen: preferences.parse({}),
    get changes() {
      return changes;
    },
    /** Another window, or the same after it was started again. */
    start: () =>
      createReminders({
        path,
        keys: { list: () => Promise.resolve(keysOf()) },
        unrevoked: () => Promise.resolve(world.unrevoked),
        preferences: { read: () => Promise.resolve(world.chosen) },
        descriptors: [jiraDescriptor],
        clock,
        zone: () => world.zone,
        logger: { warn: (message) => logged.push(message) },
        announce: (notice) => told.push(notice),
        isHeard: () => world.heard,
        changed: () => {
          changes++;
        },
      }),
    set(time: string) {
      clock.advance(Date.parse(time) - clock.now().getTime());
    },
    /** The key ends on this day. */
    ends(day: string, version = 1) {
      world.connections = [aConnection({ credential: { expiresAt: day, version } })];
    },
    /** Takes what was announced since it was asked last. */
    notices: () => told.splice(0),
    /** Takes the titles that were announced since it was asked last. */
    titles: () => told.splice(0).map(({ title }) => title),
  };
  const keysOf = () =>
    world.connections.map((each) =>
      overviewOf(each, {
        preferences: world.chosen,
        descriptors: [jiraDescriptor],
        rotations: world.rotations,
        lastUsed: new Map(),
        today: todayIn(world.zone, clock.now()),
        zone: world.zone,
      }),
    );
  return world;
}
