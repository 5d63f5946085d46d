import type { ConnectionFileContent } from '../connections/connection-file.ts';
import { deleteLeftovers } from '../connections/connection-secret.ts';
import type { Connection } from '../connections/connection.ts';
import { AppError, toProblem } from '../lib/app-error.ts';
import { withRotation, withUnusedNoted } from './journal.ts';
import { idsOf } from './making.ts';
import type { Engine } from './parts.ts';
import type { Ending, PastRotation, Rotation } from './rotation.ts';
import { assertUsedByNobody } from './still-used.ts';
import { deleteUnused } from './tokens.ts';
import { clientInUse } from './trial.ts';
import { namesOf } from './view.ts';

const giveUpMs = 7 * 86_400_000;

/**
 * Tidies up after a rotation that is over: its unused token, its line in the history, its unused items. Can be repeated;
 * a token that cannot be revoked now is tried again with the next call, for a week.
 */
export async function settle(engine: Engine, rotationId: string): Promise<PastRotation> {
  const content = await engine.file.read();
  const rotation = content.rotations.find(({ id }) => id === rotationId);
  if (rotation?.ending === undefined) return settledBefore(engine, rotationId);
  const { ending } = rotation;
  let { unusedKey } = ending;
  let problem: Rotation['problem'];
  try {
    if (unusedKey === 'to-revoke') unusedKey = await revoked(engine, content, rotation);
  } catch (error) {
    engine.logger.warn('A token that is not used any more could not be revoked', { rotation: rotation.id, error });
    problem = toProblem(error);
    if (engine.clock.now().getTime() - Date.parse(ending.at) > giveUpMs) unusedKey = 'unknown';
  }
  return conclude(engine, { ...rotation, ending: { ...ending, unusedKey }, problem });
}

/** Notes what became of it, then forgets it, unless its token is still to be revoked. */
export async function conclude(engine: Engine, rotation: Rotation & { ending: Ending }): Promise<PastRotation> {
  const past = pastOf(rotation, await engine.file.read());
  await engine.history.add(past);
  await engine.file.update((current) => {
    if (!current.rotations.some(({ id }) => id === rotation.id)) return current;
    const noted = withUnusedNoted(current, rotation);
    if (rotation.ending.unusedKey === 'to-revoke') return withRotation(noted, rotation);
    return { ...noted, rotations: noted.rotations.filter(({ id }) => id !== rotation.id) };
  });
  engine.changed();
  await deleteLeftovers(engine);
  return past;
}

/** Another process was quicker. */
async function settledBefore(engine: Engine, rotationId: string): Promise<PastRotation> {
  const past = await engine.history.find(rotationId);
  if (past !== undefined) return past;
  throw new AppError('rotation-over', 'This rotation is over.', 'Look at the connection again.');
}

const revoked = async (...unused: Parameters<typeof revokeUnused>): Promise<Ending['unusedKey']> =>
  (await revokeUnused(...unused)) ? 'revoked' : 'unknown';

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
    await assertUsedByNobody(engine, content, { tokenId: unused, members });
    await client.tokens?.revoke(unused);
    return client.tokens !== undefined;
  }
  if (forward || token === undefined) return false;
  await deleteUnused(client, { keep: idsOf(connection.credential), name: token.name });
  return true;
}

function pastOf(
  { id, kind, startedAt, members, ending }: Rotation & { ending: Ending },
  content: ConnectionFileContent,
) {
  const known: readonly Connection[] = [...content.connections, ...content.removed.map((each) => each.connection)];
  return {
    ...{ id, kind, startedAt, endedAt: ending.at, outcome: ending.outcome },
    ...(ending.handled === undefined ? {} : { handled: ending.handled }),
    oldKey: ending.unusedKey === 'to-revoke' ? ('unknown' as const) : ending.unusedKey,
    members: members.map((member) => ({
      connectionId: member.connectionId,
      ...namesOf(member, known),
      owner: member.after.owner,
    })),
  };
}
