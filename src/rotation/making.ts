import { findById } from '../connections/connection-file.ts';
import { AppError } from '../lib/app-error.ts';
import type { SecretPlace } from '../secrets/secret-reference.ts';
import { isReference } from '../secrets/secret-reference.ts';
import { everyDaysOf } from '../keys/due.ts';
import type { Connection } from '../connections/connection.ts';
import type { Credential } from '../connections/credential.ts';
import type { Preferences } from '../settings/preferences.ts';
import type { Engine } from './parts.ts';
import type { Rotation } from './rotation.ts';
import { deleteUnused, makeToken, ownTokenOf, type OwnToken } from './tokens.ts';
import { clientInUse } from './trial.ts';

const dayMs = 86_400_000;
const longestLifetime = 365;

/** Makes the token whose name the rotation noted. One of that name from an earlier try is of no use: nobody knows it. */
export async function makeForRotation(
  engine: Engine,
  { members, token }: Rotation,
): Promise<{ secret: string; own: OwnToken }> {
  const [first] = members;
  if (first === undefined || token === undefined)
    throw new AppError('unsupported', 'No key was planned.', 'Discard it.');
  await assertReady(engine, first.after.credential.home);
  engine.onProgress({ connectionId: first.connectionId, step: 'making' });
  const connection = findById(await engine.file.read(), first.connectionId);
  const client = await clientInUse(connection, engine);
  await deleteUnused(client, { keep: idsOf(connection.credential), name: token.name });
  const lifetimeDays = lifetimeOf(first.before.credential, connection, await engine.preferences.read());
  const { info, secret } = await makeToken(client, { name: token.name, lifetimeDays });
  engine.secrets.learn(secret);
  return { secret, own: ownTokenOf(info, engine.zone()) };
}

/** A locked home is noticed before a token is made that could not be stored. */
async function assertReady(engine: Engine, home: SecretPlace): Promise<void> {
  if (isReference(home)) return;
  const status = await engine.secrets.store(home).status();
  if (status.state === 'ready') return;
  if (status.state === 'absent') throw new AppError('vault-absent', 'There is no vault yet.', 'Make one in Settings.');
  throw new AppError(status.problem.code, status.problem.message, status.problem.next);
}

/** As long as the old one lived; else two weeks longer than it will be used. */
function lifetimeOf(old: Credential, connection: Connection, preferences: Preferences): number {
  const lived =
    old.expiresAt === undefined ? 0 : Math.round((Date.parse(old.expiresAt) - Date.parse(old.createdAt)) / dayMs);
  const everyDays = everyDaysOf(connection, preferences);
  const wanted = lived > 0 ? lived : everyDays > 0 ? everyDays + 14 : 90;
  return Math.min(wanted, longestLifetime);
}

export const idsOf = ({ tokenId }: Credential): string[] => (tokenId === undefined ? [] : [tokenId]);
