import type { ConnectionFileContent } from '../connections/connection-file.ts';
import { passedTest, tryKey, type Reached } from '../connections/connection-test.ts';
import { credentialsOf } from '../connections/connection-access.ts';
import type { Connection } from '../connections/connection.ts';
import { AppError } from '../lib/app-error.ts';
import { secretAccount } from '../secrets/secret-store.ts';
import { settle } from './settling.ts';
import { advance, findRotation, withEnding, workOn, type Run } from './journal.ts';
import type { Engine } from './parts.ts';
import type { PastRotation, Rotation, RotationMember } from './rotation.ts';

type OldKey = { readonly connectionId: string; readonly reached: Reached };

/** Puts the old key in use again, when it still works. AppError `rotation-over` when the grace time has passed. */
export async function rollBack(engine: Engine, rotationId: string): Promise<PastRotation> {
  return workOn(engine, rotationId, async (run) => {
    const rotation = findRotation(await engine.file.read(), rotationId);
    assertCanRollBack(rotation, engine.clock.now());
    const old = await tryOldKeys(engine, rotation).catch((error: unknown) => {
      throw error instanceof AppError ? oldKeyDoesNotWork(error) : error;
    });
    return takeBack(engine, run, old);
  });
}

/** One write puts the old key in use, for all connections at once; its version differs, so that readers notice. */
export async function takeBack(engine: Engine, run: Run, old: readonly OldKey[]): Promise<PastRotation> {
  const at = engine.clock.now().toISOString();
  await advance(engine, run, (content, rotation) => {
    const unusedKey = rotation.kind === 'automatic' ? 'to-revoke' : 'unknown';
    const restored = withOldKeys(content, { rotation, old, at });
    return withEnding(restored, rotation, { at, outcome: 'rolled-back', unusedKey });
  });
  return settle(engine, run.rotationId);
}

/** Tests the old key of every connection that is still there. */
export async function tryOldKeys(engine: Engine, { members }: Rotation): Promise<OldKey[]> {
  const { connections } = await engine.file.read();
  const old: OldKey[] = [];
  for (const { connectionId, before } of members) {
    const connection = connections.find(({ id }) => id === connectionId);
    if (connection === undefined) continue;
    const account = secretAccount(connectionId, before.credential.field, before.credential.version);
    const secret = await engine.secrets.reader.read(account, before.credential.home);
    const address = connection.endpoint.baseUrl;
    const trial = { ...connection, address, credentials: credentialsOf(connection, secret) };
    old.push({ connectionId, reached: await tryKey(trial, engine) });
  }
  return old;
}

type Restoring = { readonly rotation: Rotation; readonly old: readonly OldKey[]; readonly at: string };

/** Removed connections as well: their removal may be undone. */
function withOldKeys(content: ConnectionFileContent, { rotation, old, at }: Restoring): ConnectionFileContent {
  const restore = (connection: Connection): Connection => {
    const member = rotation.members.find(({ connectionId }) => connectionId === connection.id);
    if (member === undefined || !holdsNewKey(connection, member)) return connection;
    const reached = old.find(({ connectionId }) => connectionId === connection.id)?.reached;
    const tested = reached && { owner: reached.owner, endpoint: reached.endpoint, lastTest: passedTest(reached) };
    return { ...connection, failing: undefined, lastTest: undefined, ...member.before, ...tested, updatedAt: at };
  };
  return {
    ...content,
    connections: content.connections.map(restore),
    removed: content.removed.map((each) => ({ ...each, connection: restore(each.connection) })),
  };
}

const holdsNewKey = ({ credential }: Connection, { after }: RotationMember): boolean =>
  credential.version === after.credential.version && credential.home === after.credential.home;

function assertCanRollBack({ step, graceUntil }: Rotation, now: Date): void {
  if (step === 'started' || step === 'stored') {
    throw new AppError('unsupported', 'The new key is not in use yet.', 'Discard it instead.');
  }
  if (graceUntil === undefined || new Date(graceUntil) > now) return;
  throw new AppError('rotation-over', 'The time to go back has passed.', 'Make a new key at the system instead.');
}

function oldKeyDoesNotWork(cause: AppError): AppError {
  return new AppError(
    cause.code,
    `The old key cannot be used again: ${cause.message}`,
    'Nothing was changed: the new key stays in use.',
    { link: cause.link, cause },
  );
}
