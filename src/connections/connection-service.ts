import { AppError } from '../lib/app-error.ts';
import { cautiousPolicy, type Policy } from '../policy/policy.ts';
import { credentialsOf, secretAccountOf } from './connection-access.ts';
import { assertNameFree, findById, withChanged, type ConnectionFileContent } from './connection-file.ts';
import { newCredential, saveWithSecret } from './connection-secret.ts';
import { assertTestedAlike, passedTest, tryKey, type Reached } from './connection-test.ts';
import { auth, connectionOptions, type Auth, type Connection } from './connection.ts';
import type { ConnectionEdit, NewConnection } from './inputs.ts';
import type { ConnectionParts } from './parts.ts';

/** Adding and changing connections. Whatever fails, the file and the secrets still belong together. */
export function createConnectionService(parts: ConnectionParts) {
  const change = async (id: string, edit: (current: Connection) => Connection): Promise<Connection> => {
    const written = await parts.file.update((content) => {
      const changed = withChanged(content, id, parts.clock.now(), edit);
      const { name } = findById(changed, id);
      // Two of one name may be left from an undone removal: they can still be paused.
      if (name !== findById(content, id).name) assertNameFree(changed, name, id);
      return changed;
    });
    parts.changed();
    return findById(written, id);
  };
  return {
    list: async () => (await parts.file.read()).connections,
    setActive: (id: string, active: boolean) => change(id, (connection) => ({ ...connection, active })),
    setPolicy: (id: string, policy: Policy) => change(id, (connection) => ({ ...connection, policy })),
    add: (input: NewConnection) => add(input, parts),
    async edit(input: ConnectionEdit): Promise<Connection> {
      const before = findById(await parts.file.read(), input.id);
      if (!changesIdentity(before, input)) return change(input.id, (current) => withEdits(current, input));
      const reached = await reach(before, input, parts);
      return change(input.id, (current) => {
        assertTestedAlike(before, current);
        return { ...withEdits(current, input), ...reached };
      });
    },
  };
}
export type ConnectionService = ReturnType<typeof createConnectionService>;

async function add(input: NewConnection, parts: ConnectionParts): Promise<Connection> {
  parts.secrets.learn(input.secret);
  assertNameFree(await parts.file.read(), input.name);
  const chosenAuth = authOf(input.method, input.account);
  const options = input.options ?? connectionOptions.parse({});
  const reached = await tryKey(
    { ...input, credentials: credentialsOf({ auth: chosenAuth }, input.secret), options },
    parts,
  );
  const connection = await describe(input, { auth: chosenAuth, options, reached }, parts);
  await saveWithSecret(connection, input.secret, append(connection), parts);
  parts.changed();
  return connection;
}

function append(connection: Connection) {
  return (content: ConnectionFileContent) => {
    assertNameFree(content, connection.name);
    return { ...content, connections: [...content.connections, connection] };
  };
}

async function describe(
  { name, provider, workspaceId, method, secret, expiresAt }: NewConnection,
  found: { auth: Auth; options: Connection['options']; reached: Reached },
  parts: ConnectionParts,
): Promise<Connection> {
  const now = parts.clock.now().toISOString();
  return {
    id: parts.newId(),
    name,
    provider,
    endpoint: found.reached.endpoint,
    auth: found.auth,
    ...(workspaceId ? { workspaceId } : {}),
    options: found.options,
    policy: cautiousPolicy,
    rotation: { automatic: false },
    credential: await newCredential({ field: method, secret, version: 1, expiresAt }, parts),
    owner: found.reached.owner,
    active: true,
    createdAt: now,
    updatedAt: now,
    lastTest: passedTest(found.reached),
  };
}

/** The sign-in as stored; AppError `invalid-input` when the method needs an account and none was given. */
export function authOf(method: string, account: string | undefined): Auth {
  const parsed = auth.safeParse(account ? { method, account } : { method });
  if (parsed.success) return parsed.data;
  throw new AppError(
    'invalid-input',
    'The account is missing.',
    'Enter the e-mail address or user name the key belongs to.',
  );
}

/** Whether an edit could lead to another account or system, so that it has to be tested. */
function changesIdentity(before: Connection, { address, account, workspaceId }: ConnectionEdit): boolean {
  const accountBefore = 'account' in before.auth ? before.auth.account : undefined;
  return (
    (address !== undefined && address !== before.endpoint.baseUrl) ||
    (account !== undefined && account !== (accountBefore ?? '')) ||
    (workspaceId !== undefined && workspaceId !== (before.workspaceId ?? ''))
  );
}

async function reach(before: Connection, input: ConnectionEdit, parts: ConnectionParts) {
  const edited = withEdits(before, input);
  const secret = await parts.secrets.reader.read(secretAccountOf(before), before.credential.home);
  const address = input.address ?? before.endpoint.baseUrl;
  const reached = await tryKey({ ...edited, address, credentials: credentialsOf(edited, secret) }, parts);
  return { endpoint: reached.endpoint, owner: reached.owner, lastTest: passedTest(reached) };
}

function withEdits(connection: Connection, { name, account, workspaceId, options }: ConnectionEdit): Connection {
  const edited = {
    ...connection,
    ...(name === undefined ? {} : { name }),
    ...(options === undefined ? {} : { options }),
  };
  if (account !== undefined && 'account' in edited.auth) edited.auth = authOf(edited.auth.method, account);
  if (workspaceId) edited.workspaceId = workspaceId;
  if (workspaceId === '') delete edited.workspaceId;
  return edited;
}
