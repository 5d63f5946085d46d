import { AppError } from '../lib/app-error.ts';
import { isReference } from '../secrets/secret-reference.ts';
import { credentialsOf } from './connection-access.ts';
import { assertNameFree, findById, withChanged, withLeftover, type ConnectionFileContent } from './connection-file.ts';
import { deleteLeftovers, nextVersion, saveWithSecret, storedKeyOf } from './connection-secret.ts';
import { assertTestedAlike, passedTest, tryKey, type Reached } from './connection-test.ts';
import type { Connection } from './connection.ts';
import type { Credential } from './credential.ts';
import { withEdits } from './edits.ts';
import type { ConnectionEdit } from './inputs.ts';
import { credentialOf, findKey, type FoundKey } from './key-source.ts';
import type { ConnectionParts } from './parts.ts';
import { withTokenFacts } from './token-facts.ts';

/**
 * Moves a connection to another place for its key: from the keychain to a file, from one command to another, back to
 * the keychain. The key there is tested first; one write of the file swaps, then what we kept is deleted.
 */
export async function changeKeySource(input: ConnectionEdit, parts: ConnectionParts): Promise<Connection> {
  const content = await parts.file.read();
  const before = findById(content, input.id);
  assertMovable(before, input, content);
  if (input.name !== undefined) assertNameFree(content, input.name, input.id);

  const key = await findKey(input, parts.secrets);
  const edited = withEdits(before, input);
  const address = input.address ?? before.endpoint.baseUrl;
  const reached = await tryKey({ ...edited, address, credentials: credentialsOf(edited, key.secret) }, parts);
  const after = await withKey(edited, key, reached, parts);
  await saveWithSecret(after, key.secret, swap(before, after, input, parts), parts);
  parts.changed();
  await deleteLeftovers(parts);
  return findById(await parts.file.read(), input.id);
}

async function withKey(edited: Connection, key: FoundKey, reached: Reached, parts: ConnectionParts) {
  const { field } = edited.credential;
  const fresh = await credentialOf(key, { field, version: nextVersion(edited) }, parts);
  return {
    ...edited,
    endpoint: reached.endpoint,
    owner: reached.owner,
    credential: withTokenFacts(
      sameKey(edited.credential, fresh) ? { ...edited.credential, home: fresh.home, version: fresh.version } : fresh,
      reached.token,
    ),
    lastTest: passedTest(reached),
  };
}

/** Whoever moves a key to another place has not made a new one: what is known of its dates stays. */
function sameKey(before: Credential, after: Credential): boolean {
  return before.hint === after.hint && before.hint !== '…';
}

function swap(before: Connection, after: Connection, input: ConnectionEdit, { clock }: ConnectionParts) {
  const { endpoint, owner, credential, lastTest } = after;
  return (content: ConnectionFileContent) => {
    assertMovable(before, input, content);
    const changed = withChanged(content, before.id, clock.now(), (current) => {
      assertTestedAlike(before, current);
      const moved = { ...withEdits(current, input), endpoint, owner, credential, lastTest };
      delete moved.failing;
      return moved;
    });
    if (input.name !== undefined) assertNameFree(changed, input.name, before.id);
    const old = storedKeyOf(before);
    return old === undefined ? changed : withLeftover(changed, old);
  };
}

function assertMovable(before: Connection, { secret }: ConnectionEdit, { rotations }: ConnectionFileContent): void {
  if (secret !== undefined && !isReference(before.credential.home)) {
    throw new AppError(
      'invalid-input',
      `The key of “${before.name}” is kept here already.`,
      'To use another key, replace the key: the old one is then kept for a while.',
    );
  }
  const underWay = rotations.some(
    ({ ending, members }) => ending === undefined && members.some(({ connectionId }) => connectionId === before.id),
  );
  if (!underWay) return;
  throw new AppError(
    'rotation-under-way',
    `The key of “${before.name}” is being replaced.`,
    'Finish the replacement or go back to the old key first.',
  );
}
