import type { ProviderClient } from '../providers/provider.ts';
import type { OwnToken } from '../rotation/tokens.ts';
import { openClient } from './connection-access.ts';
import { findById } from './connection-file.ts';
import { httpForTests, isTestedAlike, recordTest, tryKey } from './connection-test.ts';
import { connectionOptions, type Connection, type DraftTestResult, type TestResult } from './connection.ts';
import { credentialsOf, renewalOf, secretAccountOf } from './current-key.ts';
import { authOf } from './edits.ts';
import { failingAfter } from './failing.ts';
import type { ConnectionDraft } from './inputs.ts';
import { findKey, hintElsewhere, withFoundKey } from './key-source.ts';
import type { ConnectionParts } from './parts.ts';
import { tokenFacts, withTokenFacts } from './token-facts.ts';

type Progress = (progress: { done: number; total: number }) => void;

/** Testing drafts and saved connections. */
export function createTestRuns(parts: ConnectionParts) {
  return {
    testDraft: (draft: ConnectionDraft) => testDraft(draft, parts),

    async test(id: string): Promise<TestResult> {
      const checked = await check(findById(await parts.file.read(), id), parts);
      await saveResults([checked], parts);
      return checked.result;
    },

    /** All active ones at once: together they take about as long as the slowest. */
    async testAll(progress: Progress): Promise<{ id: string; result: TestResult }[]> {
      const connections = (await parts.file.read()).connections.filter(({ active }) => active);
      const total = connections.length;
      let done = 0;
      progress({ done, total });
      const results = await Promise.all(
        connections.map(async (connection) => {
          const checked = await check(connection, parts);
          progress({ done: ++done, total });
          return checked;
        }),
      );
      await saveResults(results, parts);
      return results.map(({ tested, result }) => ({ id: tested.id, result }));
    },

    /** A test whose result is not kept unless `keep` is called with it. */
    check: (connection: Connection, signal?: AbortSignal) => check(connection, parts, signal),
    keep: (checked: Checked) => saveResults([checked], parts),
  };
}
export type TestRuns = ReturnType<typeof createTestRuns>;

async function testDraft(draft: ConnectionDraft, parts: ConnectionParts): Promise<DraftTestResult> {
  const auth = authOf(draft.method, draft.account);
  const options = draft.options ?? connectionOptions.parse({});
  let endpoint: DraftTestResult['endpoint'];
  const result = await recordTest(parts.clock, async () => {
    const { secret } = await findKey(draft, parts.secrets);
    const reached = await tryKey({ ...draft, credentials: credentialsOf({ auth }, secret), options }, parts);
    endpoint = reached.endpoint;
    return reached.owner;
  });
  return endpoint === undefined ? result : { ...result, endpoint };
}

export type Checked = {
  readonly tested: Connection;
  readonly result: TestResult;
  /** What the system tells of the token. */
  readonly facts?: OwnToken | undefined;
  /** Of the key that another place gave. */
  readonly hint?: string | undefined;
};

async function check(connection: Connection, parts: ConnectionParts, signal?: AbortSignal): Promise<Checked> {
  let client: ProviderClient | undefined;
  let hint: string | undefined;
  const result = await recordTest(parts.clock, async () => {
    client = await clientFor(connection, parts);
    const account = await client.whoAmI(signal);
    hint = await hintElsewhere(connection, parts.secrets);
    return account;
  });
  if (client === undefined || !result.outcome.ok) return { tested: connection, result };
  return { tested: connection, result, facts: await tokenFacts(connection, client, parts.zone()), hint };
}

/** With the key as it is now: what a source gave minutes ago may be outdated, and that is not the key's fault. */
async function clientFor(connection: Connection, { file, secrets, providers }: ConnectionParts) {
  const secret = await secrets.reader.read(secretAccountOf(connection), connection.credential.home);
  const renew = renewalOf({ connection, secret }, { file, secrets: secrets.reader });
  return openClient({ ...connection, options: httpForTests(connection) }, providers, secret, renew);
}

async function saveResults(results: readonly Checked[], { file, changed }: ConnectionParts): Promise<void> {
  const byId = new Map(results.map((one) => [one.tested.id, one]));
  await file.update((content) => ({
    ...content,
    connections: content.connections.map((connection) => withResult(connection, byId.get(connection.id))),
  }));
  changed();
}

/** A result for a key or an address that was replaced while it was tested says nothing of the new one. */
function withResult(connection: Connection, one: Checked | undefined): Connection {
  if (one === undefined || !saysSomethingOfTheKey(one.result) || !isTestedAlike(one.tested, connection))
    return connection;
  const lastTest = one.result;
  const owner = lastTest.outcome.ok ? lastTest.outcome.account : connection.owner;
  const found = withFoundKey(connection.credential, one.hint, lastTest.at);
  const credential = withTokenFacts(found, one.facts);
  return { ...connection, owner, credential, lastTest, failing: failingAfter(connection, lastTest) };
}

/** A locked keychain stops a test without saying anything about the key. */
function saysSomethingOfTheKey({ outcome }: TestResult): boolean {
  return outcome.ok || !/^(keychain|vault)-|^cancelled$/.test(outcome.problem.code);
}
