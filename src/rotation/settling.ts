import type { ConnectionFileContent } from '../connections/connection-file.ts';
import { deleteLeftovers } from '../connections/connection-secret.ts';
import type { Connection } from '../connections/connection.ts';
import { AppError, toProblem } from '../lib/app-error.ts';
import { withRotation } from './journal.ts';
import { idsOf } from './making.ts';
import type { Engine } from './parts.ts';
import type { Ending, PastRotation, Rotation } from './rotation.ts';
import { deleteUnused } from './tokens.ts';
import { clientInUse } from './trial.ts';
import { namesOf } from './view.ts';

const giveUpMs = 7 * 86_400_000;

/**
 * Tidies up after a rotation that is over: its unused items, its unused token, its line in the history. Can be repeated;
 * a token that cannot be revoked now is tried again with the next call, for a week.
 */
export async function settle(engine: Engine, rotationId: string): Promise<PastRotation> {
  await deleteLeftovers(engine);
  const content = await engine.file.read();
  const rotation = content.rotations.find(({ id }) => id === rotationId);
  const ending = rotation?.ending;
  if (rotation === undefined || ending === undefined) return settledBefore(engine, rotationId);
  const revoked = ending.unusedKey === 'to-revoke' ? await tryToRevoke(engine, content, rotation) : ending.unusedKey;
  const past = pastOf(rotation, ending, { content, oldKey: revoked === 'to-revoke' ? 'unknown' : revoked });
  await engine.history.add(past);
  if (revoked !== 'to-revoke') await forget(engine, rotationId);
  engine.changed();
  return past;
}

/** Another process was quicker. */
async function settledBefore(engine: Engine, rotationId: string): Promise<PastRotation> {
  const past = await engine.history.find(rotationId);
  if (past !== undefined) return past;
  throw new AppError('rotation-over', 'This rotation is over.', 'Look at the connection again.');
}

async function tryToRevoke(
  engine: Engine,
  content: ConnectionFileContent,
  rotation: Rotation,
): Promise<Ending['unusedKey']> {
  try {
    return (await revokeUnused(engine, content, rotation)) ? 'revoked' : 'unknown';
  } catch (error) {
    engine.logger.warn('A token that is not used any more could not be revoked', { rotation: rotation.id, error });
    const since = Date.parse(rotation.ending?.at ?? rotation.startedAt);
    if (engine.clock.now().getTime() - since > giveUpMs) return 'unknown';
    await engine.file.update((current) => {
      const noted = current.rotations.find(({ id }) => id === rotation.id);
      return noted === undefined ? current : withRotation(current, { ...noted, problem: toProblem(error) });
    });
    return 'to-revoke';
  }
}

/**
 * Deletes the token that is not in use at the system, with the key that is. Answers false where that cannot be done at
 * all: the connection or the token's number is not known any more.
 */
export async function revokeUnused(
  engine: Engine,
  content: ConnectionFileContent,
  { members, ending, token }: Rotation,
): Promise<boolean> {
  const ids = new Set(members.map(({ connectionId }) => connectionId));
  const connection = content.connections.find(({ id }) => ids.has(id));
  if (connection === undefined) return false;
  engine.onProgress({ connectionId: connection.id, step: 'revoking' });
  const client = await clientInUse(connection, engine);
  const forward = ending === undefined || ending.outcome === 'completed';
  const unused = forward
    ? members.find(({ before }) => before.credential.tokenId)?.before.credential.tokenId
    : token?.id;
  if (unused !== undefined && unused !== connection.credential.tokenId) {
    await client.tokens?.revoke(unused);
    return client.tokens !== undefined;
  }
  if (forward || token === undefined) return false;
  await deleteUnused(client, { keep: idsOf(connection.credential), name: token.name });
  return true;
}

async function forget(engine: Engine, rotationId: string): Promise<void> {
  await engine.file.update((content) => ({
    ...content,
    rotations: content.rotations.filter(({ id }) => id !== rotationId),
  }));
}

function pastOf(
  rotation: Rotation,
  { at, outcome }: Ending,
  { content, oldKey }: { content: ConnectionFileContent; oldKey: PastRotation['oldKey'] },
): PastRotation {
  const { id, kind, startedAt, members } = rotation;
  const known: readonly Connection[] = [...content.connections, ...content.removed.map((each) => each.connection)];
  return {
    ...{ id, kind, startedAt, endedAt: at, outcome, oldKey },
    members: members.map((member) => ({
      connectionId: member.connectionId,
      ...namesOf(member, known),
      owner: member.after.owner,
    })),
  };
}
