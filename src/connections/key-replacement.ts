import { AppError } from '../lib/app-error.ts';
import type { Account } from '../providers/vocabulary.ts';
import { credentialsOf } from './connection-access.ts';
import { findById, withChanged, withLeftover, type ConnectionFileContent } from './connection-file.ts';
import { deleteLeftovers, newCredential, nextVersion, saveWithSecret, storedKeyOf } from './connection-secret.ts';
import { assertTestedAlike, passedTest, tryKey, type Reached } from './connection-test.ts';
import type { Connection } from './connection.ts';
import type { KeyReplacement } from './inputs.ts';
import type { ConnectionParts } from './parts.ts';
import { withTokenFacts } from './token-facts.ts';

export interface KeyReplacer {
  replace(input: KeyReplacement): Promise<{ connection: Connection; account: Account }>;
}

export function createKeyReplacer(parts: ConnectionParts): KeyReplacer {
  return { replace: (input) => replaceKey(input, parts) };
}

/**
 * Tests the new key, stores it beside the old one, swaps in one write of the file, then deletes the old one.
 * Stopped anywhere, the file names a key that is whole.
 */
async function replaceKey(
  input: KeyReplacement,
  parts: ConnectionParts,
): Promise<{ connection: Connection; account: Account }> {
  parts.secrets.learn(input.secret);
  const before = findById(await parts.file.read(), input.id);
  const address = before.endpoint.baseUrl;
  const reached = await tryKey({ ...before, address, credentials: credentialsOf(before, input.secret) }, parts);
  if (reached.owner.id !== before.owner.id && !input.acceptOtherAccount) throw differentAccount(before, reached.owner);

  const after = await withNewKey(before, input, reached, parts);
  await saveWithSecret(after, input.secret, swap(before, after, parts.clock.now()), parts);
  parts.changed();
  await deleteLeftovers(parts);
  return { connection: after, account: reached.owner };
}

async function withNewKey(before: Connection, input: KeyReplacement, reached: Reached, parts: ConnectionParts) {
  const { field } = before.credential;
  const { secret, expiresAt } = input;
  const credential = await newCredential({ field, secret, version: nextVersion(before), expiresAt }, parts);
  return {
    ...before,
    endpoint: reached.endpoint,
    owner: reached.owner,
    credential: withTokenFacts(credential, reached.token),
    lastTest: passedTest(reached),
  };
}

function swap(before: Connection, after: Connection, now: Date) {
  const { endpoint, owner, credential, lastTest } = after;
  return (content: ConnectionFileContent) => {
    const changed = withChanged(content, before.id, now, (current) => {
      assertTestedAlike(before, current);
      return { ...current, endpoint, owner, credential, lastTest };
    });
    const old = storedKeyOf(before);
    return old === undefined ? changed : withLeftover(changed, old);
  };
}

function differentAccount({ name, owner }: Connection, other: Account): AppError {
  return new AppError(
    'different-account',
    `The new key belongs to ${other.name}, but "${name}" has used ${owner.name} so far.`,
    `Paste a key of ${owner.name}, or confirm that the connection should use ${other.name} from now on.`,
  );
}
