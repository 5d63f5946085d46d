import { withLeftover, type ConnectionFileContent } from '../connections/connection-file.ts';
import type { StoredKey } from '../secrets/stored-key.ts';
import { keysOf } from '../connections/connection-secret.ts';
import { AppError, toProblem } from '../lib/app-error.ts';
import type { Engine } from './parts.ts';
import type { Ending, Rotation } from './rotation.ts';
import { isWorkedOn, workerFor } from './worker.ts';

/** Somebody's work on a rotation. What it writes is refused when another one has taken the rotation over. */
export type Run = { readonly rotationId: string; readonly run: string };

/** AppError `rotation-over` where it is not in the journal any more. */
export function findRotation({ rotations }: ConnectionFileContent, id: string): Rotation {
  const found = rotations.find((each) => each.id === id);
  if (found !== undefined && found.ending === undefined) return found;
  throw new AppError('rotation-over', 'This rotation is over.', 'Look at the connection again.');
}

export function withRotation(content: ConnectionFileContent, changed: Rotation): ConnectionFileContent {
  return { ...content, rotations: content.rotations.map((each) => (each.id === changed.id ? changed : each)) };
}

/** Over as far as the user is concerned; settling.ts does the rest. */
export function withEnding(content: ConnectionFileContent, rotation: Rotation, ending: Ending): ConnectionFileContent {
  return withRotation(content, { ...rotation, worker: undefined, problem: undefined, ending });
}

/** The items of the key that is not in use any more are to be deleted. */
export function withUnusedNoted(content: ConnectionFileContent, rotation: Rotation): ConnectionFileContent {
  const unused = keysOf(rotation, rotation.ending?.outcome === 'completed' ? 'before' : 'after');
  return unused.reduce((all: ConnectionFileContent, key: StoredKey) => withLeftover(all, key), content);
}

type Change = (
  content: ConnectionFileContent,
  rotation: Rotation,
) => ConnectionFileContent | Promise<ConnectionFileContent>;

/** Writes the next step down; answers the rotation as it is then. AppError `busy` when another one took it over. */
export async function advance(engine: Engine, { rotationId, run }: Run, change: Change): Promise<Rotation> {
  const written = await engine.file.update((content) => {
    const rotation = findRotation(content, rotationId);
    if (rotation.worker?.run !== run) throw takenOver();
    return change(content, rotation);
  });
  engine.changed();
  return written.rotations.find(({ id }) => id === rotationId) ?? findRotation(written, rotationId);
}

/** Takes an existing rotation on, works on it and lets it go. AppError `busy` while somebody else works on it. */
export async function workOn<T>(engine: Engine, rotationId: string, work: (run: Run) => Promise<T>): Promise<T> {
  const claim = (run: Run): Promise<unknown> =>
    engine.file.update((content) => {
      const rotation = findRotation(content, rotationId);
      if (isWorkedOn(rotation, engine)) throw takenOver();
      return withRotation(content, { ...rotation, worker: workerFor(run.run, engine) });
    });
  return during(engine, { rotationId, run: engine.newId() }, async (run) => {
    await claim(run);
    return work(run);
  });
}

/** Does work that counts as being worked on, and notes why it did not succeed. */
export async function during<T>(engine: Engine, run: Run, work: (run: Run) => Promise<T>): Promise<T> {
  engine.runs.add(run.run);
  try {
    return await work(run);
  } catch (error) {
    await letGo(engine, run, error);
    throw error;
  } finally {
    engine.runs.delete(run.run);
  }
}

/** Leaves the rotation where it is, with the reason. It can be resumed even when this cannot be written down. */
export async function letGo(engine: Engine, { rotationId, run }: Run, reason: unknown): Promise<void> {
  try {
    await engine.file.update((content) => {
      const rotation = content.rotations.find(({ id }) => id === rotationId);
      if (rotation?.worker?.run !== run) return content;
      return withRotation(content, { ...rotation, worker: undefined, problem: toProblem(reason) });
    });
    engine.changed();
  } catch (error) {
    engine.logger.warn('It could not be noted why a rotation did not go on', { error });
  }
}

function takenOver(): AppError {
  return new AppError(
    'busy',
    'This rotation is being worked on in another window.',
    'Wait a moment, then look at it again.',
  );
}
