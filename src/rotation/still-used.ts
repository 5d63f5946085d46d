import type { ConnectionFileContent } from '../connections/connection-file.ts';
import type { Connection } from '../connections/connection.ts';
import { secretAccountOf } from '../connections/connection-access.ts';
import { AppError } from '../lib/app-error.ts';
import type { Engine } from './parts.ts';
import type { Rotation } from './rotation.ts';
import { supportsTokens } from './tokens.ts';
import { clientFor } from './trial.ts';

/**
 * Before a token is revoked: AppError `unsupported` names the connection that still signs with it because it was left out
 * of the rotation, read its key elsewhere or was locked at the time. Throws, too, where that cannot be found out now.
 */
export async function assertUsedByNobody(
  engine: Engine,
  content: ConnectionFileContent,
  { tokenId, members }: { tokenId: string; members: Rotation['members'] },
): Promise<void> {
  const rotated = new Set(members.map(({ connectionId }) => connectionId));
  const owner = members[0]?.before.owner.id;
  const all = [...content.connections, ...content.removed.map(({ connection }) => connection)];
  const provider = all.find(({ id }) => rotated.has(id))?.provider;
  for (const connection of all) {
    if (connection.provider !== provider || connection.owner.id !== owner || !supportsTokens(connection)) continue;
    const own = rotated.has(connection.id) ? connection.credential.tokenId : await tokenIdOf(engine, connection);
    if (own === tokenId) throw stillUsed(connection);
  }
}

/** Another address may lead to the same system, so the token's number counts and not the address. */
async function tokenIdOf(engine: Engine, connection: Connection): Promise<string | undefined> {
  const { tokenId, home } = connection.credential;
  if (tokenId !== undefined) return tokenId;
  const secret = await engine.secrets.reader.read(secretAccountOf(connection), home);
  try {
    return (await clientFor(connection, secret, engine).tokens?.own())?.id;
  } catch (error) {
    if (error instanceof AppError && saysThatItIsNotThisOne.has(error.code)) return undefined;
    throw error;
  }
}

/** The one that is to be revoked still works, at a system that lists its tokens. */
const saysThatItIsNotThisOne: ReadonlySet<string> = new Set(['bad-credentials', 'anonymous', 'unsupported']);

function stillUsed({ name }: Connection): AppError {
  return new AppError(
    'unsupported',
    `“${name}” still uses the old key, so it was not deleted at the system.`,
    `Replace the key of “${name}” first.`,
  );
}
