import { keysOf } from '../connections/connection-secret.ts';
import { discard } from './discarding.ts';
import { endGrace, isGraceOver } from './finishing.ts';
import { workOn } from './journal.ts';
import type { Engine } from './parts.ts';
import { isRefusal } from './proving.ts';
import type { Rotation } from './rotation.ts';
import { settle } from './settling.ts';
import { goOn } from './steps.ts';
import { isWorkedOn } from './worker.ts';

/** Everything that goes on without the user: what is over is tidied up, what nobody works on is taken further. */
export async function takeFurther(engine: Engine, mayRetry: (rotation: Rotation) => boolean): Promise<void> {
  const { rotations } = await engine.file.read();
  for (const rotation of rotations) {
    try {
      await takeOneFurther(engine, rotation, mayRetry);
    } catch (error) {
      engine.logger.warn('A rotation does not go on by itself', { rotation: rotation.id, error });
    }
  }
}

/** Rotations that another one ended, or whose token could not be revoked so far. */
export async function settleEnded(engine: Engine): Promise<void> {
  await takeFurther(engine, () => false);
}

async function takeOneFurther(
  engine: Engine,
  rotation: Rotation,
  mayRetry: (rotation: Rotation) => boolean,
): Promise<void> {
  if (rotation.ending !== undefined) {
    // Whoever revokes its old key right now settles it, or opens it again.
    if (isWorkedOn(rotation, engine)) return;
    if (rotation.problem === undefined || mayRetry(rotation)) await settle(engine, rotation.id);
  } else if (isGraceOver(rotation, engine.clock.now())) await endGrace(engine, rotation.id);
  else if (rotation.step !== 'proved' && !isWorkedOn(rotation, engine) && mayRetry(rotation)) {
    await goOnAlone(engine, rotation);
  }
}

async function goOnAlone(engine: Engine, rotation: Rotation): Promise<void> {
  if (rotation.kind === 'automatic' || rotation.step === 'swapped') await resumeAlone(engine, rotation);
  else if (rotation.step === 'started' && !(await anythingStored(engine, rotation))) {
    // The key that was pasted is gone with the process: there is nothing to resume.
    await discard(engine, rotation.id);
  }
}

async function resumeAlone(engine: Engine, rotation: Rotation): Promise<void> {
  try {
    await workOn(engine, rotation.id, (run) => goOn(engine, run));
  } catch (error) {
    // A token of ours that is refused is of no use to anybody.
    if (rotation.step === 'swapped' || !isRefusal(error)) throw error;
    await discard(engine, rotation.id);
  }
}

async function anythingStored(engine: Engine, rotation: Rotation): Promise<boolean> {
  for (const { home, account } of keysOf(rotation, 'after')) {
    if ((await engine.secrets.store(home).get(account)) !== undefined) return true;
  }
  return false;
}
