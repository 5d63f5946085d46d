import { credentialsOf, openClient, secretAccountOf } from './connection-access.ts';
import { findById } from './connection-file.ts';
import { httpForTests, isTestedAlike, recordTest, tryKey } from './connection-test.ts';
import { connectionOptions, type Connection, type DraftTestResult, type TestResult } from './connection.ts';
import { authOf } from './edits.ts';
import type { ConnectionDraft } from './inputs.ts';
import { findKey } from './key-source.ts';
import type { ConnectionParts } from './parts.ts';

type Progress = (progress: { done: number; total: number }) => void;

/** Testing drafts and saved connections. */
export function createTestRuns(parts: ConnectionParts) {
  const test = (connection: Connection) => recordTest(parts.clock, () => whoAmI(connection, parts));
  return {
    testDraft: (draft: ConnectionDraft) => testDraft(draft, parts),

    async test(id: string): Promise<TestResult> {
      const tested = findById(await parts.file.read(), id);
      const result = await test(tested);
      await saveResults([{ tested, result }], parts);
      return result;
    },

    /** All active ones at once: together they take about as long as the slowest. */
    async testAll(progress: Progress): Promise<{ id: string; result: TestResult }[]> {
      const connections = (await parts.file.read()).connections.filter(({ active }) => active);
      const total = connections.length;
      let done = 0;
      progress({ done, total });
      const results = await Promise.all(
        connections.map(async (connection) => {
          const result = await test(connection);
          progress({ done: ++done, total });
          return { tested: connection, result };
        }),
      );
      await saveResults(results, parts);
      return results.map(({ tested, result }) => ({ id: tested.id, result }));
    },
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

async function whoAmI(connection: Connection, { secrets, providers }: ConnectionParts) {
  const secret = await secrets.reader.read(secretAccountOf(connection), connection.credential.home);
  return openClient({ ...connection, options: httpForTests(connection) }, providers, secret).whoAmI();
}

type Tested = { readonly tested: Connection; readonly result: TestResult };

async function saveResults(results: readonly Tested[], { file, changed }: ConnectionParts): Promise<void> {
  const byId = new Map(results.map((one) => [one.tested.id, one]));
  await file.update((content) => ({
    ...content,
    connections: content.connections.map((connection) => withResult(connection, byId.get(connection.id))),
  }));
  changed();
}

/** A result for a key or an address that was replaced while it was tested says nothing of the new one. */
function withResult(connection: Connection, one: Tested | undefined): Connection {
  if (one === undefined || !saysSomethingOfTheKey(one.result) || !isTestedAlike(one.tested, connection))
    return connection;
  const lastTest = one.result;
  const owner = lastTest.outcome.ok ? lastTest.outcome.account : connection.owner;
  return { ...connection, owner, lastTest };
}

/** A locked keychain stops a test without saying anything about the key. */
function saysSomethingOfTheKey({ outcome }: TestResult): boolean {
  return outcome.ok || !/^(keychain|vault)-|^cancelled$/.test(outcome.problem.code);
}
