import type { CallOutput, HandlerOutput } from '../../../src/api/contract.ts';
import { exampleConnections, ids, minutesAgo } from './example-data.ts';

type Key = CallOutput<'keys.list'>[number];
type Reminder = HandlerOutput<'reminders.list'>[number];

const dayMs = 86_400_000;
const moment = (days: number): string => new Date(Date.now() + days * dayMs).toISOString();
const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** The local calendar day that many days from now. */
export function day(days: number): string {
  const now = new Date();
  const then = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  return `${then.getFullYear()}-${twoDigits(then.getMonth() + 1)}-${twoDigits(then.getDate())}`;
}

type Sketch = Partial<Omit<Key, 'credential' | 'due'>> & {
  readonly ageDays: number;
  readonly credential?: Partial<Key['credential']>;
  readonly due?: readonly [days: number, because: NonNullable<Key['due']>['because']];
};

export function keyOf(id: string, { ageDays, credential, due, ...rest }: Sketch): Key {
  const connection = exampleConnections.find((each) => each.id === id) ?? exampleConnections[0]!;
  return {
    connectionId: connection.id,
    name: connection.name,
    provider: connection.provider,
    method: connection.auth.method,
    active: connection.active,
    owner: connection.owner,
    policy: { automatic: false },
    everyDays: 90,
    expired: false,
    expiryUnknown: false,
    automatic: 'unsupported',
    lastTestedAt: minutesAgo(12),
    ...rest,
    credential: {
      ...{ field: 'secret', home: 'keychain', hint: connection.credential.hint, version: 1 },
      createdAt: moment(-ageDays),
      ...credential,
    },
    ...(due === undefined ? {} : { due: { on: day(due[0]), because: due[1], daysLeft: due[0] } }),
  };
}

/** One key of every kind a time line can show. */
export const exampleKeys: readonly Key[] = [
  keyOf(ids.jira, {
    ageDays: 43,
    credential: { expiresAt: day(9), expiryFrom: 'user' },
    due: [9, 'expiry'],
    maxLifetimeDays: 365,
    lastUsedAt: minutesAgo(50),
  }),
  keyOf(ids.confluence, {
    ageDays: 1,
    credential: { expiresAt: day(364), expiryFrom: 'system', version: 2 },
    due: [89, 'policy'],
    automatic: 'on',
    policy: { automatic: true },
    lastUsedAt: minutesAgo(300),
    rotation: {
      ...{ id: '5b1f7a64-3f0a-4f0e-9f5b-0d7b6a1c2e3f', kind: 'automatic', startedAt: moment(-1), step: 'proved' },
      graceUntil: moment(2),
      members: [{ connectionId: ids.confluence, name: 'Team wiki', oldHint: '…Ab12', newHint: '…Qx7e' }],
      ...{ interrupted: false, canRollBack: true, canRevoke: true },
    },
  }),
  keyOf(ids.openproject, {
    ageDays: 102,
    due: [-12, 'policy'],
    failing: {
      ...{ since: moment(-2), times: 8 },
      problem: {
        code: 'bad-credentials',
        message: 'OpenProject did not accept this key.',
        next: 'Make a new API token in your account settings and rotate the key here.',
      },
    },
  }),
  keyOf(ids.clickup, { ageDays: 20, policy: { everyDays: 0, automatic: false }, everyDays: 0 }),
  keyOf(ids.targetprocess, { ageDays: 71, expiryUnknown: true, due: [19, 'policy'] }),
];

export const exampleReminders: readonly Reminder[] = [
  {
    id: `failing:${ids.openproject}:1`,
    kind: 'failing',
    connectionId: ids.openproject,
    title: 'The key of “OpenProject construction and facilities” is refused',
    text: 'OpenProject has not accepted it since the day before yesterday. See why, and replace it.',
    urgency: 'overdue',
  },
  {
    id: `due:${ids.jira}:1`,
    kind: 'due',
    connectionId: ids.jira,
    title: 'The key of “Jira northwind” expires in 9 days',
    text: 'Rotate it before then, so that Claude can go on working.',
    on: day(9),
    urgency: 'soon',
  },
  {
    id: `expiry-unknown:${ids.targetprocess}:1`,
    kind: 'expiry-unknown',
    connectionId: ids.targetprocess,
    title: 'Nobody said yet when the key of “Targetprocess” ends',
    text: 'Say when, and you will be reminded in time.',
    urgency: 'later',
  },
];
