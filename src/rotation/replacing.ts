import { findById } from '../connections/connection-file.ts';
import { newCredential } from '../connections/connection-secret.ts';
import type { Connection } from '../connections/connection.ts';
import { tokenFacts, withTokenFacts } from '../connections/token-facts.ts';
import { AppError } from '../lib/app-error.ts';
import { assertNoneUnderWay, begin, type NewRotation } from './begin.ts';
import type { Comparison } from './comparison.ts';
import { orDiscard } from './discarding.ts';
import { during } from './journal.ts';
import type { Engine } from './parts.ts';
import type { KeyComparison, Rotation } from './rotation.ts';
import { couldShare, readKey } from './same-key.ts';
import { goOn } from './steps.ts';
import { supportsTokens } from './tokens.ts';
import { assertKeptByUs, clientFor, compareWithKeyInUse, comparisonOf, tryFor, type Tried } from './trial.ts';

export type KeyTrial = {
  readonly connectionId: string;
  readonly secret: string;
  /** Other connections that hold the same old key and get the new one in the same step. */
  readonly together: readonly string[];
};

export type NewKey = KeyTrial & {
  /** `null`: the user says that it does not end; absent: unknown, the system is asked where it can be. */
  readonly expiresAt?: string | null | undefined;
  /** The user saw what differs (another account, other abilities) and wants it all the same. */
  readonly accept: boolean;
};

type Members = [Connection, ...Connection[]];
type AllTried = [Tried, ...Tried[]];

/** Tests a new key beside the one in use, for each connection that is to get it; nothing is saved. */
export async function tryNewKey(engine: Engine, input: KeyTrial): Promise<KeyComparison> {
  const { connectionId, secret } = input;
  engine.secrets.learn(secret);
  const connections = await membersFor(engine, input);
  engine.onProgress({ connectionId, step: 'testing' });
  const [first, ...others] = await tryOneByOne(engine, connections, secret);
  const compared = await compareAll(engine, [first, ...others], secret);
  const strangers = others.filter(({ connection, reached }) => reached.owner.id !== connection.owner.id);
  const belongs = strangers.map((one) => `${one.connection.name}: ${differentAccount(one).message}`);
  return comparisonOf(first, { ...compared, differences: [...belongs, ...compared.differences] });
}

/** Replaces the key of a connection, and of those that hold the same, by one that the user pasted. */
export async function replaceKey(engine: Engine, input: NewKey): Promise<Rotation> {
  const { connectionId, secret, accept } = input;
  engine.secrets.learn(secret);
  const connections = await membersFor(engine, input);
  engine.onProgress({ connectionId, step: 'testing' });
  const tried = await tryOneByOne(engine, connections, secret);
  if (!accept) await assertAlike(engine, tried, secret);
  const members = await Promise.all(tried.map((one) => planned(engine, one, input)));
  return start(engine, { kind: 'manual', members }, { secret, tried });
}

export async function start(
  engine: Engine,
  rotation: NewRotation,
  known: { secret?: string; tried?: readonly Tried[] } = {},
  rotationId = engine.newId(),
): Promise<Rotation> {
  return during(engine, { rotationId, run: engine.newId() }, async (run) => {
    await begin(engine, run, rotation);
    return orDiscard(engine, run, () => goOn(engine, run, known));
  });
}

/** Ends with the first refusal: systems lock the account of a password that is wrong a few times. */
async function tryOneByOne(engine: Engine, [main, ...others]: Members, secret: string): Promise<AllTried> {
  const tried: AllTried = [await tryFor(main, secret, engine)];
  for (const connection of others) tried.push(await tryFor(connection, secret, engine));
  return tried;
}

/** The connections as they are now. AppError when one of them cannot take part. */
async function membersFor(engine: Engine, { connectionId, together, secret }: KeyTrial): Promise<Members> {
  const content = await engine.file.read();
  const main = findById(content, connectionId);
  assertKeptByUs(main);
  const others = [...new Set(together)].filter((id) => id !== connectionId).map((id) => findById(content, id));
  assertNoneUnderWay(content, [connectionId, ...together]);
  await assertAnotherKey(engine, main, secret);
  for (const other of others) await assertSameKey(engine, main, other);
  return [main, ...others];
}

async function assertAnotherKey(engine: Engine, connection: Connection, secret: string): Promise<void> {
  if ((await readKey(connection, engine)) !== secret) return;
  const next = 'Make a new key at the system, then paste that.';
  throw new AppError('invalid-input', `“${connection.name}” uses this very key already.`, next);
}

/** Where both can be read, they have to be one: another window may have replaced one of them. */
async function assertSameKey(engine: Engine, main: Connection, other: Connection): Promise<void> {
  const [one, two] = await Promise.all([readKey(main, engine), readKey(other, engine)]);
  const differ = one !== undefined && two !== undefined && one !== two;
  if (couldShare(main, other) && !differ) return;
  throw new AppError(
    'busy',
    `“${other.name}” does not hold the same key as “${main.name}”.`,
    'Look at the connection again.',
  );
}

/** AppError `different-account` or `different-abilities`. */
async function assertAlike(engine: Engine, tried: AllTried, secret: string): Promise<void> {
  const other = tried.find(({ connection, reached }) => reached.owner.id !== connection.owner.id);
  if (other !== undefined) throw differentAccount(other);
  const { differences } = await compareAll(engine, tried, secret);
  if (differences.length === 0) return;
  const next = 'Use a key with the same rights, or confirm that you want this one all the same.';
  throw new AppError('different-abilities', differences.join(' '), next);
}

/** Those of the others are told with their names. */
async function compareAll(engine: Engine, tried: AllTried, secret: string): Promise<Comparison> {
  const [first] = tried;
  engine.onProgress({ connectionId: first.connection.id, step: 'comparing' });
  const differences: string[] = [];
  for (const one of tried) {
    const compared = await compareWithKeyInUse(one, secret, engine);
    differences.push(...compared.differences.map((text) => (one === first ? text : `${one.connection.name}: ${text}`)));
    // They all hold the same old key: one that is refused is not tried again and again.
    if (!compared.oldKeyWorks) return { differences, oldKeyWorks: false };
  }
  return { differences, oldKeyWorks: true };
}

function differentAccount({ connection: { name, owner }, reached }: Tried): AppError {
  return new AppError(
    'different-account',
    `The new key belongs to ${reached.owner.name}, but “${name}” has used ${owner.name} so far.`,
    `Paste a key of ${owner.name}, or confirm that the connection should use ${reached.owner.name} from now on.`,
  );
}

async function planned(engine: Engine, { connection, reached }: Tried, { secret, expiresAt }: NewKey) {
  const { field, version } = connection.credential;
  const credential = await newCredential({ field, secret, version, expiresAt }, engine);
  return {
    connection,
    before: await withOldFacts(engine, connection),
    after: { credential: withTokenFacts(credential, reached.token), owner: reached.owner, endpoint: reached.endpoint },
  };
}

/** With the old token's number, where the system tells: it is needed for revoking it. */
async function withOldFacts(engine: Engine, connection: Connection): Promise<Connection['credential']> {
  const { credential } = connection;
  if (credential.tokenId !== undefined || !supportsTokens(connection)) return credential;
  const old = await readKey(connection, engine);
  return old === undefined
    ? credential
    : withTokenFacts(credential, await tokenFacts(connection, clientFor(connection, old, engine), engine.zone()));
}
