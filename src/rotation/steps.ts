import { findById, withChanged, type ConnectionFileContent } from '../connections/connection-file.ts';
import { keysOf } from '../connections/connection-secret.ts';
import { assertTestedAlike, passedTest } from '../connections/connection-test.ts';
import { withTokenFacts } from '../connections/token-facts.ts';
import { AppError } from '../lib/app-error.ts';
import { hintOf } from '../secrets/redaction.ts';
import { advance, findRotation, withRotation, type Run } from './journal.ts';
import { makeForRotation } from './making.ts';
import type { Engine } from './parts.ts';
import { prove } from './proving.ts';
import type { Rotation, RotationMember, RotationProgress } from './rotation.ts';
import type { OwnToken } from './tokens.ts';
import { tryFor, type Tried } from './trial.ts';

/** What is known of the new key in this process, beyond what was written down. */
type Known = { readonly secret?: string; readonly tried?: readonly Tried[] };

/** Does what is left, from the last step that was written down. */
export async function goOn(engine: Engine, run: Run, known: Known = {}): Promise<Rotation> {
  let rotation = findRotation(await engine.file.read(), run.rotationId);
  if (rotation.step === 'started') rotation = await store(engine, run, { rotation, secret: known.secret });
  if (rotation.step === 'stored') rotation = await swap(engine, run, { rotation, tried: known.tried });
  if (rotation.step === 'swapped') rotation = await prove(engine, run);
  return rotation;
}

function tell(engine: Engine, { members }: Rotation, step: RotationProgress['step']): void {
  const connectionId = members[0]?.connectionId;
  if (connectionId !== undefined) engine.onProgress({ connectionId, step });
}

/** All items of the new key, then the note that they are there; under the file's lock, so that nobody takes it over between. */
async function store(
  engine: Engine,
  run: Run,
  { rotation, secret: given }: { rotation: Rotation; secret: string | undefined },
): Promise<Rotation> {
  const { secret, own } = await keyToStore(engine, rotation, given);
  tell(engine, rotation, 'storing');
  return advance(engine, run, async (content, noted) => {
    for (const { home, account } of keysOf(noted, 'after')) await engine.secrets.store(home).set(account, secret);
    const members = noted.members.map((member) => withFacts(member, { hint: hintOf(secret), own }));
    const token = noted.token && { ...noted.token, ...(own?.tokenId === undefined ? {} : { id: own.tokenId }) };
    return withRotation(content, { ...noted, step: 'stored', members, ...(token === undefined ? {} : { token }) });
  });
}

async function keyToStore(
  engine: Engine,
  rotation: Rotation,
  given: string | undefined,
): Promise<{ secret: string; own?: OwnToken }> {
  const secret = given ?? (await storedAlready(engine, rotation));
  if (secret !== undefined) return { secret };
  if (rotation.kind === 'automatic') return makeForRotation(engine, rotation);
  throw new AppError(
    'secret-missing',
    'This was interrupted before the new key was stored.',
    'Discard it, then paste the new key again.',
  );
}

/** One of several items is enough: they all hold the same key. */
async function storedAlready(engine: Engine, rotation: Rotation): Promise<string | undefined> {
  for (const { home, account } of keysOf(rotation, 'after')) {
    const secret = await engine.secrets.store(home).get(account);
    if (secret !== undefined) return secret;
  }
  return undefined;
}

function withFacts(member: RotationMember, { hint, own }: { hint: string; own: OwnToken | undefined }): RotationMember {
  const credential = withTokenFacts({ ...member.after.credential, hint }, own);
  return { ...member, after: { ...member.after, credential } };
}

/** The one write that puts the new key in use, for all connections at once. */
async function swap(
  engine: Engine,
  run: Run,
  { rotation, tried: given }: { rotation: Rotation; tried: readonly Tried[] | undefined },
): Promise<Rotation> {
  const tried = given ?? (await tryStored(engine, rotation));
  tell(engine, rotation, 'swapping');
  const now = engine.clock.now();
  return advance(engine, run, (content, noted) => {
    const members = noted.members.map((member) => ({ ...member, after: foundOf(member, tried) }));
    const swapped = members.reduce((all, member) => withNewKey(all, { member, tried, now }), content);
    return withRotation(swapped, { ...noted, step: 'swapped', members });
  });
}

/** Tests the stored key with the connections as they are now. */
async function tryStored(engine: Engine, rotation: Rotation): Promise<Tried[]> {
  tell(engine, rotation, 'testing');
  const content = await engine.file.read();
  const secret = await storedAlready(engine, rotation);
  if (secret === undefined) throw new AppError('secret-missing', 'The new key is gone.', 'Discard it and start again.');
  engine.secrets.learn(secret);
  const tried: Tried[] = [];
  for (const { connectionId, after } of rotation.members) {
    const one = await tryFor(findById(content, connectionId), secret, engine);
    if (one.reached.owner.id !== after.owner.id) throw someoneElse(one, after.owner.name);
    tried.push(one);
  }
  return tried;
}

function foundOf({ connectionId, after }: RotationMember, tried: readonly Tried[]): RotationMember['after'] {
  const { reached } = triedFor(connectionId, tried);
  return {
    credential: withTokenFacts(after.credential, reached.token),
    owner: reached.owner,
    endpoint: reached.endpoint,
  };
}

type NewKeyOf = { readonly member: RotationMember; readonly tried: readonly Tried[]; readonly now: Date };

function withNewKey(content: ConnectionFileContent, { member, tried, now }: NewKeyOf): ConnectionFileContent {
  const { connection, reached } = triedFor(member.connectionId, tried);
  return withChanged(content, member.connectionId, now, (current) => {
    assertTestedAlike(connection, current);
    assertTestedAlike({ ...current, credential: member.before.credential }, current);
    return { ...current, failing: undefined, ...member.after, lastTest: passedTest(reached) };
  });
}

function triedFor(id: string, tried: readonly Tried[]): Tried {
  const found = tried.find(({ connection }) => connection.id === id);
  if (found !== undefined) return found;
  throw new AppError('busy', 'A connection was changed elsewhere meanwhile.', 'Look at the connection again.');
}

function someoneElse({ connection, reached }: Tried, expected: string): AppError {
  return new AppError(
    'different-account',
    `The new key of “${connection.name}” belongs to ${reached.owner.name}, not to ${expected}.`,
    'Discard it and start again.',
  );
}
