import type { Connection } from '../connections/connection.ts';
import { daysBetween, keyDue, todayIn, dayIn } from '../keys/due.ts';
import { rotateByApi } from './automatic.ts';
import type { Engine } from './parts.ts';
import { supportsTokens } from './tokens.ts';

const earliestRetryMs = 6 * 3_600_000;
const daysBeforeEnd = 14;

/** Automatic rotations, one after the other; one that failed has to wait. */
export function createSchedule(engine: Engine) {
  const retryAt = new Map<string, number>();
  const mayTry = (id: string): boolean => (retryAt.get(id) ?? 0) <= engine.clock.now().getTime();
  const failed = (id: string): void => {
    retryAt.set(id, engine.clock.now().getTime() + earliestRetryMs);
  };
  return {
    mayTry,
    failed,
    async run(): Promise<void> {
      for (const { id, name } of await dueOnes(engine)) {
        // An earlier one in this list may have taken this connection along.
        if (!mayTry(id) || !(await dueOnes(engine)).some((due) => due.id === id)) continue;
        try {
          await rotateByApi(engine, { connectionId: id, together: [] });
        } catch (error) {
          failed(id);
          engine.logger.warn('An automatic rotation failed and is tried again in six hours', {
            connection: name,
            error,
          });
        }
      }
    },
  };
}

async function dueOnes(engine: Engine): Promise<Connection[]> {
  const [{ connections, rotations }, preferences] = await Promise.all([engine.file.read(), engine.preferences.read()]);
  const zone = engine.zone();
  const today = todayIn(zone, engine.clock.now());
  const underWay = new Set(
    rotations
      .filter(({ step, ending }) => step !== 'proved' && ending === undefined)
      .flatMap(({ members }) => members.map(({ connectionId }) => connectionId)),
  );
  return connections.filter((connection) => {
    if (!connection.active || !connection.rotation.automatic || !supportsTokens(connection)) return false;
    if (underWay.has(connection.id)) return false;
    const due = keyDue(connection, preferences, today, dayIn(zone));
    return (due !== undefined && due.daysLeft <= 0) || endsSoon(connection, today);
  });
}

/** Before it ends, for a token can only be replaced with itself; a short-lived one in the second half of its life. */
function endsSoon({ credential: { createdAt, expiresAt } }: Connection, today: string): boolean {
  if (expiresAt === undefined) return false;
  const life = daysBetween(createdAt.slice(0, 10), expiresAt);
  return daysBetween(today, expiresAt) <= Math.min(daysBeforeEnd, Math.floor(life / 2));
}
