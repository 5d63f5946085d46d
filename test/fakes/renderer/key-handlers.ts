import type { CallOutput, HandlerInput, HandlerOutput, CallName } from '../../../src/api/contract.ts';

type Connection = CallOutput<'connections.list'>[number];
type KeyCalls = Extract<CallName, `${'keys' | 'rotation' | 'reminders' | 'diagnosis' | 'health'}.${string}`>;
type Handlers = { [N in KeyCalls]: (input: HandlerInput<N>) => HandlerOutput<N> | Promise<HandlerOutput<N>> };

const now = (): string => new Date().toISOString();
const dayMs = 86_400_000;
const rotationId = '5b1f7a64-3f0a-4f0e-9f5b-0d7b6a1c2e3f';

const keyOf = (connection: Connection): CallOutput<'keys.list'>[number] => ({
  connectionId: connection.id,
  name: connection.name,
  provider: connection.provider,
  method: connection.auth.method,
  active: connection.active,
  owner: connection.owner,
  credential: connection.credential,
  policy: connection.rotation,
  everyDays: 90,
  due: { on: new Date(Date.now() + 30 * dayMs).toISOString().slice(0, 10), because: 'policy', daysLeft: 30 },
  expired: false,
  expiryUnknown: false,
  automatic: 'unsupported',
});

const membersOf = ({ id, name, credential }: Connection) => [
  { connectionId: id, name, oldHint: credential.hint, newHint: '…new1' },
];

/** What a host with sound keys answers; tests replace single calls. */
export function createKeyHandlers(connections: () => readonly Connection[]): Handlers {
  const find = (id: string): Connection => {
    const found = connections().find((each) => each.id === id) ?? connections()[0];
    if (found === undefined) throw new Error('The fake has no connections.');
    return found;
  };
  const view = (connection: Connection): CallOutput<'rotation.replace'> => ({
    id: rotationId,
    kind: 'manual',
    startedAt: now(),
    step: 'proved',
    graceUntil: new Date(Date.now() + 3 * dayMs).toISOString(),
    members: membersOf(connection),
    interrupted: false,
    canRollBack: true,
    canRevoke: false,
  });
  const past = (outcome: CallOutput<'rotation.rollBack'>['outcome']): CallOutput<'rotation.rollBack'> => {
    const connection = find('');
    return {
      ...{ id: rotationId, kind: 'manual', startedAt: now(), endedAt: now(), outcome, oldKey: 'unknown' },
      members: membersOf(connection).map((member) => ({ ...member, owner: connection.owner })),
    };
  };
  return {
    'keys.list': () => connections().map(keyOf),
    'keys.setExpiry': () => ({}),
    'keys.setPolicy': () => ({}),
    'keys.calendar': () => ({ fileName: 'mcp-keyring.ics', text: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' }),
    'rotation.plan': ({ id }) => ({
      connectionId: id,
      tokenPage: 'https://id.atlassian.com/manage-profile/security/api-tokens',
      automatic: { possible: false },
      together: [],
      maxLifetimeDays: 365,
    }),
    'rotation.tryKey': ({ id }) => ({
      account: find(id).owner,
      sameAccount: true,
      differences: [],
      oldKeyWorks: true,
    }),
    'rotation.replace': ({ id }) => view(find(id)),
    'rotation.automatic': ({ id }) => ({ ...view(find(id)), kind: 'automatic', canRevoke: true }),
    'rotation.resume': () => view(find('')),
    'rotation.discard': () => past('discarded'),
    'rotation.rollBack': () => past('rolled-back'),
    'rotation.finish': () => past('completed'),
    'rotation.history': () => [],
    'reminders.list': () => [],
    'reminders.snooze': () => ({}),
    'diagnosis.run': () => ({
      ...{ at: now(), durationMs: 412, steps: [], works: true, text: 'MCP Keyring: everything works.' },
    }),
    'health.wake': () => ({}),
  };
}
