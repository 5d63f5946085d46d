import type { CallOutput, HandlerOutput } from '../../../src/api/contract.ts';
import type { HandlersOf } from './handlers-of.ts';

type Connection = CallOutput<'connections.list'>[number];
type View = CallOutput<'rotation.replace'>;
type Past = CallOutput<'rotation.finish'>;
type Handlers = HandlersOf<'keys' | 'rotation' | 'reminders' | 'diagnosis' | 'health'>;

const now = (): string => new Date().toISOString();
const dayMs = 86_400_000;
const dayIn = (days: number): string => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
const rotationId = '5b1f7a64-3f0a-4f0e-9f5b-0d7b6a1c2e3f';
const atlassianTokens = 'https://id.atlassian.com/manage-profile/security/api-tokens';

const isDataCenterToken = ({ auth, endpoint }: Connection): boolean =>
  auth.method === 'personal-access-token' && endpoint.deployment === 'data-center';

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
  due: { on: dayIn(30), because: 'policy', daysLeft: 30 },
  expired: false,
  expiryUnknown: false,
  automatic: isDataCenterToken(connection) ? 'off' : 'unsupported',
});

const memberOf = ({ id, name, credential }: Connection, newHint: string): View['members'][number] => ({
  connectionId: id,
  name,
  oldHint: credential.hint,
  newHint,
});

/** A rotation as it is right after the swap, with what a test wants otherwise. */
export function rotationOf(connection: Connection, change: Partial<View> = {}): View {
  return {
    id: rotationId,
    kind: 'manual',
    startedAt: now(),
    step: 'proved',
    graceUntil: new Date(Date.now() + 3 * dayMs).toISOString(),
    members: [memberOf(connection, '…new1')],
    interrupted: false,
    canRollBack: true,
    canRevoke: false,
    ...(isDataCenterToken(connection) ? {} : { tokenPage: atlassianTokens }),
    ...change,
  };
}

const diagnosisSteps: HandlerOutput<'diagnosis.run'>['steps'] = [
  { id: 'key', title: 'Key', state: 'good', durationMs: 3, detail: 'Read from the keychain.' },
  { id: 'address', title: 'Address', state: 'good', durationMs: 0, detail: 'https, as it should be.' },
  { id: 'proxy', title: 'Proxy', state: 'skipped', detail: 'None is needed.' },
  { id: 'name', title: 'Name', state: 'good', durationMs: 12, detail: 'Found: 203.0.113.7.' },
  { id: 'connection', title: 'Connection', state: 'good', durationMs: 31, detail: 'Port 443 answers.' },
  { id: 'tls', title: 'Certificate', state: 'good', durationMs: 48, detail: 'Valid until 3 March 2027.' },
  { id: 'clock', title: 'Clock', state: 'good', durationMs: 0, detail: 'Agrees with the server’s to the second.' },
  { id: 'system', title: 'System', state: 'good', durationMs: 120, detail: 'It is the system it is said to be.' },
  { id: 'deployment', title: 'Cloud or Data Center', state: 'good', durationMs: 0 },
  { id: 'key-kind', title: 'Kind of key', state: 'good', durationMs: 0 },
  { id: 'sign-in', title: 'Sign-in', state: 'good', durationMs: 140, detail: 'Signed in as Anna Berg.' },
  { id: 'permission', title: 'Permission', state: 'good', durationMs: 95, detail: 'The key may read.' },
];

/** What a host with sound keys answers; tests replace single calls. Rotations are remembered until they are over. */
export function createKeyHandlers(connections: () => readonly Connection[]): Handlers {
  let under: View[] = [];
  let over: Past[] = [];
  const find = (id: string): Connection => {
    const found = connections().find((each) => each.id === id) ?? connections()[0];
    if (found === undefined) throw new Error('The fake has no connections.');
    return found;
  };
  const rotationWith = (id: string): View | undefined =>
    under.find(({ members }) => members.some(({ connectionId }) => connectionId === id));
  const begin = (view: View): View => {
    under = [...under.filter(({ id }) => id !== view.id), view];
    return view;
  };
  const end = (id: string, outcome: Past['outcome'], oldKey: Past['oldKey'] = 'unknown'): Past => {
    const { kind, startedAt, members } = under.find((each) => each.id === id) ?? rotationOf(find(''));
    under = under.filter((each) => each.id !== id);
    const ended = members.map((member) => ({ ...member, owner: find(member.connectionId).owner }));
    const past: Past = { id, kind, startedAt, endedAt: now(), outcome, oldKey, members: ended };
    over = [past, ...over];
    return past;
  };
  return {
    'keys.list': () => connections().map((each) => ({ ...keyOf(each), rotation: rotationWith(each.id) })),
    'keys.setExpiry': () => ({}),
    'keys.setExposed': () => ({}),
    'keys.setPolicy': () => ({}),
    'keys.calendar': () => ({ fileName: 'mcp-keyring.ics', text: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' }),
    'rotation.plan': ({ id }) => {
      const automatic = isDataCenterToken(find(id));
      const byHand = { tokenPage: atlassianTokens, maxLifetimeDays: 365 };
      return { connectionId: id, together: [], automatic: { possible: automatic }, ...(automatic ? {} : byHand) };
    },
    'rotation.tryKey': ({ id }) => ({ account: find(id).owner, sameAccount: true, differences: [], oldKeyWorks: true }),
    'rotation.replace': ({ id, secret, together }) =>
      begin(
        rotationOf(find(id), {
          members: [id, ...together].map((each) => memberOf(find(each), `…${secret.slice(-4)}`)),
        }),
      ),
    'rotation.automatic': ({ id }) => begin(rotationOf(find(id), { kind: 'automatic', canRevoke: true })),
    'rotation.resume': ({ rotationId: id }) => {
      const view = under.find((each) => each.id === id) ?? rotationOf(find(''));
      return begin({ ...view, interrupted: false, step: 'proved' });
    },
    'rotation.discard': ({ rotationId: id }) => end(id, 'discarded'),
    'rotation.rollBack': ({ rotationId: id }) => end(id, 'rolled-back'),
    'rotation.finish': ({ rotationId: id, revoke }) => end(id, 'completed', revoke ? 'revoked' : 'unknown'),
    'rotation.history': ({ id }) =>
      over.filter(({ members }) => members.some(({ connectionId }) => connectionId === id)),
    'reminders.list': () => [],
    'reminders.snooze': () => ({}),
    'diagnosis.run': () => ({
      at: now(),
      durationMs: 412,
      steps: diagnosisSteps,
      works: true,
      text: 'MCP Keyring: everything works.',
    }),
    'health.wake': () => ({}),
  };
}
