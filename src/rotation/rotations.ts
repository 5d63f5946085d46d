import { rotateByApi } from './automatic.ts';
import { discard } from './discarding.ts';
import { finish } from './finishing.ts';
import { findRotation, workOn } from './journal.ts';
import type { Engine, RotationParts } from './parts.ts';
import { planRotation } from './planning.ts';
import { mayProveAgain } from './proving.ts';
import { settleEnded, takeFurther } from './recovering.ts';
import { replaceKey, tryNewKey, type KeyTrial, type NewKey } from './replacing.ts';
import { rollBack } from './rolling-back.ts';
import type { KeyComparison, PastRotation, Rotation, RotationPlan, RotationView } from './rotation.ts';
import { createSchedule } from './schedule.ts';
import { goOn } from './steps.ts';
import { rotationViewOf } from './view.ts';
import { isWorkedOn } from './worker.ts';

/** Replacing keys so that nothing is lost, wherever it is interrupted. */
export interface Rotations {
  /** Reads keys, but asks no remote system except for whether it has a token API. */
  plan(connectionId: string): Promise<RotationPlan>;
  /** Tests a new key beside the old one, for all that are to get it; saves nothing. */
  tryKey(input: KeyTrial): Promise<KeyComparison>;
  /**
   * Tests, stores, swaps and proves. AppError `different-account` or `different-abilities` unless accepted;
   * `rotation-under-way` while another one of these connections is not over. A new key that turns out not to work
   * after the swap is rolled back by itself.
   */
  replace(input: NewKey): Promise<RotationView>;
  /** Makes a token by the system's own API, and goes on as `replace`. AppError `unsupported` where it has none. */
  automatic(input: { connectionId: string; together: readonly string[] }): Promise<RotationView>;
  /** Goes on with an interrupted one from the last step that was noted. */
  resume(rotationId: string): Promise<RotationView>;
  /** Gives an interrupted one up before its swap; the key that was not used yet is deleted (and revoked where we made it). */
  discard(rotationId: string): Promise<PastRotation>;
  /** Within the grace time: the old key is tested, then in use again. AppError `rotation-over` afterwards. */
  rollBack(rotationId: string): Promise<PastRotation>;
  /** Ends the grace time now: `revoke` deletes the old token at the system first, where we can; then the old key is forgotten. */
  finish(input: { rotationId: string; revoke: boolean }): Promise<PastRotation>;
  /** Unfinished ones, oldest first. */
  list(): Promise<readonly RotationView[]>;
  /** Newest first. */
  history(connectionId: string): Promise<readonly PastRotation[]>;
  /** At start: goes on with interrupted automatic ones, ends those whose grace time is over. What waits for the user stays. */
  recover(): Promise<void>;
  /** Called now and then: grace times that ended, automatic rotations that are due. Never throws. */
  tend(): Promise<void>;
}

export function createRotations(parts: RotationParts): Rotations {
  const engine: Engine = { ...parts, runs: new Set() };
  const schedule = createSchedule(engine);
  const view = async (rotation: Rotation): Promise<RotationView> => {
    const { connections } = await engine.file.read();
    return rotationViewOf(rotation, connections, factsFor(engine));
  };
  const begun = async (work: Promise<Rotation>): Promise<RotationView> => {
    const rotation = await work;
    // Its grace time ended with the new rotation; nobody has to wait for that.
    void settleEnded(engine).catch((error: unknown) => {
      engine.logger.warn('An earlier rotation is ended later', { error });
    });
    return view(rotation);
  };
  return {
    plan: (connectionId) => planRotation(engine, connectionId),
    tryKey: (input) => tryNewKey(engine, input),
    replace: (input) => begun(replaceKey(engine, input)),
    automatic: (input) => begun(rotateByApi(engine, input)),
    resume: async (id) => {
      const rotation = findRotation(await engine.file.read(), id);
      if (rotation.step === 'proved') return view(rotation);
      return view(await workOn(engine, id, (run) => goOn(engine, run)));
    },
    discard: (id) => discard(engine, id),
    rollBack: (id) => rollBack(engine, id),
    finish: (input) => finish(engine, input),
    list: () => listUnfinished(engine),
    history: (connectionId) => engine.history.of(connectionId),
    recover: () => takeFurther(engine, mayProveAgain),
    tend: () => tend(engine, schedule),
  };
}

async function listUnfinished(engine: Engine): Promise<RotationView[]> {
  const { rotations, connections } = await engine.file.read();
  return rotations
    .filter(({ ending }) => ending === undefined)
    .toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : a.startedAt > b.startedAt ? 1 : 0))
    .map((rotation) => rotationViewOf(rotation, connections, factsFor(engine)));
}

const factsFor = (engine: Engine) => ({
  providers: engine.providers,
  now: engine.clock.now(),
  isWorkedOn: (rotation: Rotation) => isWorkedOn(rotation, engine),
});

async function tend(engine: Engine, schedule: ReturnType<typeof createSchedule>): Promise<void> {
  try {
    await takeFurther(engine, (rotation) => {
      const { id, kind, step, ending } = rotation;
      if (ending === undefined && step === 'swapped') return mayProveAgain(rotation);
      if (ending === undefined && kind === 'manual') return false;
      if (!schedule.mayTry(id)) return false;
      // Counted as failed until it is over: one that goes on is not looked at again.
      schedule.failed(id);
      return true;
    });
    await schedule.run();
  } catch (error) {
    engine.logger.error('The rotations could not be looked after', { error });
  }
}
