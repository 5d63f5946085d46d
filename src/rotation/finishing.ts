import type { ConnectionFileContent } from '../connections/connection-file.ts';
import { AppError } from '../lib/app-error.ts';
import { completion } from './begin.ts';
import { advance, findRotation, withEnding, withRotation, workOn } from './journal.ts';
import type { Engine } from './parts.ts';
import type { PastRotation, Rotation } from './rotation.ts';
import { conclude, revokeUnused, settle } from './settling.ts';
import { isWorkedOn } from './worker.ts';

/**
 * Ends the grace time at the user's word. A key that cannot be revoked now is kept: AppError says why. Of a rotation that
 * is over it notes that the user dealt with the old key.
 */
export async function finish(
  engine: Engine,
  { rotationId, revoke }: { rotationId: string; revoke: boolean },
): Promise<PastRotation> {
  const past = revoke ? undefined : await engine.history.find(rotationId);
  if (past !== undefined) {
    const handled = { ...past, handled: true };
    await engine.history.add(handled);
    engine.changed();
    return handled;
  }
  return workOn(engine, rotationId, async (run) => {
    const content = await engine.file.read();
    const rotation = findRotation(content, rotationId);
    if (rotation.step !== 'proved') throw notProved();
    const at = engine.clock.now().toISOString();
    const unusedKey = revoke ? 'to-revoke' : 'unknown';
    const ending = { at, outcome: 'completed', unusedKey, handled: true } as const;
    await advance(engine, run, (current, noted) => {
      const ended = withEnding(current, noted, ending);
      // Kept by us while we revoke, so that nobody else settles what may have to be opened again.
      return revoke ? withRotation(ended, { ...noted, problem: undefined, ending }) : ended;
    });
    if (!revoke) return settle(engine, rotationId);
    await revokeOrReopen(engine, content, rotation);
    return conclude(engine, { ...rotation, worker: undefined, ending: { ...ending, unusedKey: 'revoked' } });
  });
}

/** Noted before it is tried, so that a key that was revoked is never offered for going back. */
async function revokeOrReopen(engine: Engine, content: ConnectionFileContent, rotation: Rotation): Promise<void> {
  try {
    if (!(await revokeUnused(engine, content, rotation))) throw cannotRevoke();
  } catch (error) {
    await engine.file.update((current) => {
      const ended = current.rotations.find(({ id }) => id === rotation.id);
      if (ended === undefined) return current;
      const reopened = { ...ended, worker: undefined, ending: undefined };
      // A newer one has begun meanwhile: there is no going back behind that.
      return withRotation(current, isLatest(rotation, current) ? reopened : { ...ended, worker: undefined });
    });
    engine.changed();
    throw error;
  }
}

const isLatest = ({ id, members }: Rotation, { rotations }: ConnectionFileContent): boolean =>
  !rotations.slice(rotations.findIndex((each) => each.id === id) + 1).some((later) => sharesMember(later, members));

const sharesMember = (other: Rotation, members: Rotation['members']): boolean =>
  other.members.some(({ connectionId }) => members.some((member) => member.connectionId === connectionId));

export const isGraceOver = ({ step, ending, graceUntil }: Rotation, now: Date): boolean =>
  step === 'proved' && ending === undefined && (graceUntil === undefined || new Date(graceUntil) <= now);

/** The grace time has passed: a token of ours is revoked, any other key is forgotten. */
export async function endGrace(engine: Engine, rotationId: string): Promise<void> {
  const now = engine.clock.now();
  await engine.file.update((content) => {
    const rotation = content.rotations.find(({ id }) => id === rotationId);
    if (rotation === undefined || !isGraceOver(rotation, now) || isWorkedOn(rotation, engine)) return content;
    return withEnding(content, rotation, completion(rotation, content, now));
  });
  engine.changed();
  const written = (await engine.file.read()).rotations.find(({ id }) => id === rotationId);
  if (written?.ending !== undefined && !isWorkedOn(written, engine)) await settle(engine, rotationId);
}

function notProved(): AppError {
  return new AppError('unsupported', 'The new key is not proved yet.', 'Go on with the rotation first.');
}

function cannotRevoke(): AppError {
  return new AppError(
    'unsupported',
    'MCP Keyring cannot delete the old key at the system.',
    'Delete it there by hand, then say here that it is done.',
  );
}
