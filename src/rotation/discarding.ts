import { AppError } from '../lib/app-error.ts';
import { advance, findRotation, withEnding, workOn, type Run } from './journal.ts';
import type { Engine } from './parts.ts';
import type { PastRotation } from './rotation.ts';
import { settle } from './settling.ts';

/** Gives a rotation up before its swap. */
export async function discard(engine: Engine, rotationId: string): Promise<PastRotation> {
  return workOn(engine, rotationId, async (run) => {
    const { step } = findRotation(await engine.file.read(), rotationId);
    if (step === 'swapped' || step === 'proved') {
      throw new AppError('unsupported', 'The new key is in use already.', 'Go back to the old key instead.');
    }
    return giveUp(engine, run);
  });
}

/** Does what is left of a new rotation; when that fails before the swap, everything is as it was before. */
export async function orDiscard<T>(engine: Engine, run: Run, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await giveUpIfUnswapped(engine, run);
    throw error;
  }
}

/** What cannot be given up now can be resumed or discarded later. */
async function giveUpIfUnswapped(engine: Engine, run: Run): Promise<void> {
  try {
    const rotation = (await engine.file.read()).rotations.find(({ id }) => id === run.rotationId);
    if (rotation?.ending === undefined && (rotation?.step === 'started' || rotation?.step === 'stored')) {
      await giveUp(engine, run);
    }
  } catch (error) {
    engine.logger.warn('A rotation that failed is discarded later', { error });
  }
}

async function giveUp(engine: Engine, run: Run): Promise<PastRotation> {
  const at = engine.clock.now().toISOString();
  await advance(engine, run, (content, rotation) => {
    const unusedKey = rotation.kind === 'automatic' ? 'to-revoke' : 'unknown';
    return withEnding(content, rotation, { at, outcome: 'discarded', unusedKey });
  });
  return settle(engine, run.rotationId);
}
