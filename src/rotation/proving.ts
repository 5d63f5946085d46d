import { AppError, type ErrorCode } from '../lib/app-error.ts';
import { advance, findRotation, letGo, withRotation, type Run } from './journal.ts';
import type { Engine } from './parts.ts';
import { takeBack, tryOldKeys } from './rolling-back.ts';
import type { Rotation } from './rotation.ts';
import { clientInUse } from './trial.ts';

const dayMs = 86_400_000;

/**
 * A real call of each connection, with the key as its readers find it. Refused: the old key is put back and the refusal
 * thrown. Not reached: the rotation stays `swapped` with its problem, to be resumed.
 */
export async function prove(engine: Engine, run: Run): Promise<Rotation> {
  const content = await engine.file.read();
  const rotation = findRotation(content, run.rotationId);
  const main = rotation.members[0]?.connectionId;
  if (main !== undefined) engine.onProgress({ connectionId: main, step: 'proving' });
  try {
    for (const { connectionId } of rotation.members) {
      const connection = content.connections.find(({ id }) => id === connectionId);
      if (connection !== undefined) await callOnce(engine, connection);
    }
  } catch (error) {
    if (isRefusal(error)) return undoRefused(engine, run, error);
    await letGo(engine, run, error);
    return findRotation(await engine.file.read(), run.rotationId);
  }
  return proved(engine, run);
}

async function callOnce(engine: Engine, connection: Parameters<typeof clientInUse>[0]): Promise<void> {
  const client = await clientInUse(connection, engine);
  await client.whoAmI();
  await client.listProjects({ limit: 1 });
}

async function proved(engine: Engine, run: Run): Promise<Rotation> {
  const { graceDays } = await engine.preferences.read();
  const graceUntil = new Date(engine.clock.now().getTime() + graceDays * dayMs).toISOString();
  return advance(engine, run, (content, rotation) =>
    withRotation(content, { ...rotation, worker: undefined, problem: undefined, step: 'proved', graceUntil }),
  );
}

/** Puts the old key back, unless that is refused as well: then nothing is won by it, and the user decides. */
async function undoRefused(engine: Engine, run: Run, refusal: AppError): Promise<never> {
  const rotation = findRotation(await engine.file.read(), run.rotationId);
  const old = await tryOldKeys(engine, rotation).catch((error: unknown) => {
    if (isRefusal(error) || isMissing(error)) throw bothRefused(refusal);
    return [];
  });
  await takeBack(engine, run, old);
  throw new AppError(
    refusal.code,
    `The new key did not work any more after the swap: ${refusal.message}`,
    `The old key is in use again. ${refusal.next}`,
    { link: refusal.link, cause: refusal },
  );
}

function bothRefused(refusal: AppError): AppError {
  const next = 'Make another key at the system and replace it here.';
  return new AppError(refusal.code, `Neither the new nor the old key works: ${refusal.message}`, next, {
    link: refusal.link,
    cause: refusal,
  });
}

/** Answers about the key itself; others may pass. */
const refusals: ReadonlySet<ErrorCode> = new Set([
  'bad-credentials',
  'anonymous',
  'login-page',
  'insufficient-scope',
  'forbidden',
  'workspace-forbidden',
  'wrong-kind-of-key',
  'permission-missing',
]);
export const isRefusal = (error: unknown): error is AppError => error instanceof AppError && refusals.has(error.code);
/** Systems lock the account of a key that is tried again and again: a swapped one that was refused waits for the user. */
export const mayProveAgain = ({ step, ending, problem }: Rotation): boolean =>
  step !== 'swapped' ||
  ending !== undefined ||
  problem === undefined ||
  !(problem.code === 'captcha' || refusals.has(problem.code));
const isMissing = (error: unknown): boolean => error instanceof AppError && error.code === 'secret-missing';
