import { findById } from '../connections/connection-file.ts';
import { newCredential } from '../connections/connection-secret.ts';
import type { Connection } from '../connections/connection.ts';
import { secretAccountOf } from '../connections/connection-access.ts';
import { withTokenFacts } from '../connections/token-facts.ts';
import { AppError } from '../lib/app-error.ts';
import { assertNoneUnderWay } from './begin.ts';
import type { Engine } from './parts.ts';
import { start } from './replacing.ts';
import type { Rotation } from './rotation.ts';
import { holdersOf } from './same-key.ts';
import { describeOwnToken, supportsTokens, tokenName, type OwnToken } from './tokens.ts';
import { assertKeptByUs, clientFor } from './trial.ts';

/**
 * Makes a new token with the old one and puts it in use, for every connection that holds the old one: it is going to be
 * revoked. AppError `unsupported` where the system has no token API.
 */
export async function rotateByApi(
  engine: Engine,
  { connectionId, together }: { connectionId: string; together: readonly string[] },
): Promise<Rotation> {
  const content = await engine.file.read();
  const main = findById(content, connectionId);
  assertKeptByUs(main);
  if (!supportsTokens(main)) throw noTokenApi(main);
  const secret = await engine.secrets.reader.read(secretAccountOf(main), main.credential.home);
  const holders = await holdersOf(secret, main, { among: content.connections, parts: engine });
  assertAllHold(together, [main, ...holders]);
  assertNoneUnderWay(
    content,
    [main, ...holders].map(({ id }) => id),
  );
  const client = clientFor(main, secret, engine);
  if (client.tokens === undefined) throw noTokenApi(main);
  // Says whether the system offers this at all, before anything is written down.
  await client.tokens.list();
  const old = await describeOwnToken(client, engine.zone());
  const rotationId = engine.newId();
  const members = await Promise.all([main, ...holders].map((connection) => planned(engine, connection, old)));
  return start(engine, { kind: 'automatic', members, token: { name: tokenName(rotationId) } }, {}, rotationId);
}

async function planned(engine: Engine, connection: Connection, old: OwnToken | undefined) {
  const { credential, owner, endpoint } = connection;
  const { field, version } = credential;
  return {
    connection,
    before: withTokenFacts(credential, old),
    after: { credential: await newCredential({ field, secret: '', version }, engine), owner, endpoint },
  };
}

function assertAllHold(together: readonly string[], holders: readonly Connection[]): void {
  if (together.every((wanted) => holders.some(({ id }) => id === wanted))) return;
  throw new AppError('busy', 'One of the connections holds another key by now.', 'Look at the connections again.');
}

function noTokenApi({ name }: Connection): AppError {
  return new AppError(
    'unsupported',
    `The system of “${name}” has no way for programs to make its keys.`,
    'Make a new key in the browser, then replace the key here.',
  );
}
