import { cautiousPolicy, type Policy } from '../policy/policy.ts';
import { credentialsOf, secretAccountOf } from './connection-access.ts';
import { assertNameFree, findById, withChanged, type ConnectionFileContent } from './connection-file.ts';
import { saveWithSecret } from './connection-secret.ts';
import { assertTestedAlike, passedTest, tryKey, type Reached } from './connection-test.ts';
import { connectionOptions, type Auth, type Connection } from './connection.ts';
import { authOf, changesIdentity, withEdits } from './edits.ts';
import type { ConnectionEdit, NewConnection } from './inputs.ts';
import { changeKeySource } from './key-source-change.ts';
import { credentialOf, findKey, type FoundKey } from './key-source.ts';
import type { ConnectionParts } from './parts.ts';
import { withTokenFacts } from './token-facts.ts';

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
      if (input.secret !== undefined || input.reference !== undefined) return changeKeySource(input, parts);
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
  assertNameFree(await parts.file.read(), input.name);
  const chosenAuth = authOf(input.method, input.account);
  const options = input.options ?? connectionOptions.parse({});
  const key = await findKey(input, parts.secrets);
  const reached = await tryKey(
    { ...input, credentials: credentialsOf({ auth: chosenAuth }, key.secret), options },
    parts,
  );
  const connection = await describe(input, { auth: chosenAuth, options, key, reached }, parts);
  await saveWithSecret(connection, key.secret, append(connection), parts);
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
  { name, provider, workspaceId, method, expiresAt }: NewConnection,
  found: { auth: Auth; options: Connection['options']; key: FoundKey; reached: Reached },
  parts: ConnectionParts,
): Promise<Connection> {
  const now = parts.clock.now().toISOString();
  const credential = await credentialOf(found.key, { field: method, version: 1, expiresAt }, parts);
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
    credential: withTokenFacts(credential, found.reached.token),
    owner: found.reached.owner,
    active: true,
    createdAt: now,
    updatedAt: now,
    lastTest: passedTest(found.reached),
  };
}

async function reach(before: Connection, input: ConnectionEdit, parts: ConnectionParts) {
  const edited = withEdits(before, input);
  const secret = await parts.secrets.reader.read(secretAccountOf(before), before.credential.home);
  const address = input.address ?? before.endpoint.baseUrl;
  const reached = await tryKey({ ...edited, address, credentials: credentialsOf(edited, secret) }, parts);
  return { endpoint: reached.endpoint, owner: reached.owner, lastTest: passedTest(reached) };
}
