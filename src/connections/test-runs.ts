import { authOf } from './connection-service.ts';
import { credentialsOf, openClient, secretAccountOf } from './connection-access.ts';
import { findById } from './connection-file.ts';
import { httpForTests, recordTest, tryKey } from './connection-test.ts';
import { connectionOptions, type Connection, type DraftTestResult, type TestResult } from './connection.ts';
import type { ConnectionDraft } from './inputs.ts';
import type { ConnectionParts } from './parts.ts';

type Progress = (progress: { done: number; total: number }) => void;

/** Testing drafts and saved connections. */
export function createTestRuns(parts: ConnectionParts) {
  const test = (connection: Connection) => recordTest(parts.clock, () => whoAmI(connection, parts));
  return {
    testDraft: (draft: ConnectionDraft) => testDraft(draft, parts),

    async test(id: string): Promise<TestResult> {
      const result = await test(findById(await parts.file.read(), id));
      await saveResults(new Map([[id, result]]), parts);
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
          return { id: connection.id, result };
        }),
      );
      await saveResults(new Map(results.map(({ id, result }) => [id, result])), parts);
      return results;
    },
  };
}
export type TestRuns = ReturnType<typeof createTestRuns>;

async function testDraft(draft: ConnectionDraft, parts: ConnectionParts): Promise<DraftTestResult> {
  parts.secrets.learn(draft.secret);
  const auth = authOf(draft.method, draft.account);
  const options = draft.options ?? connectionOptions.parse({});
  let endpoint: DraftTestResult['endpoint'];
  const result = await recordTest(parts.clock, async () => {
    const reached = await tryKey({ ...draft, credentials: credentialsOf({ auth }, draft.secret), options }, parts);
    endpoint = reached.endpoint;
    return reached.owner;
  });
  return endpoint === undefined ? result : { ...result, endpoint };
}

async function whoAmI(connection: Connection, { secrets, providers }: ConnectionParts) {
  const secret = await secrets.reader.read(secretAccountOf(connection), connection.credential.home);
  return openClient({ ...connection, options: httpForTests(connection) }, providers, secret).whoAmI();
}

async function saveResults(
  results: ReadonlyMap<string, TestResult>,
  { file, changed }: ConnectionParts,
): Promise<void> {
  await file.update((content) => ({
    ...content,
    connections: content.connections.map((connection) => withResult(connection, results.get(connection.id))),
  }));
  changed();
}

function withResult(connection: Connection, lastTest: TestResult | undefined): Connection {
  if (lastTest === undefined || !saysSomethingOfTheKey(lastTest)) return connection;
  const owner = lastTest.outcome.ok ? lastTest.outcome.account : connection.owner;
  return { ...connection, owner, lastTest };
}

/** A locked keychain stops a test without saying anything about the key. */
function saysSomethingOfTheKey({ outcome }: TestResult): boolean {
  return outcome.ok || !/^(keychain|vault)-|^cancelled$/.test(outcome.problem.code);
}
