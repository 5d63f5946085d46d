import { isDeepStrictEqual } from 'node:util';
import { AppError, toProblem } from '../lib/app-error.ts';
import type { Clock } from '../lib/clock.ts';
import type { Credentials, Endpoint, Provider, ProviderId } from '../providers/provider.ts';
import type { Account } from '../providers/vocabulary.ts';
import type { OwnToken } from '../rotation/tokens.ts';
import type { Connection, TestResult } from './connection.ts';
import { tokenFacts } from './token-facts.ts';

/** Everything needed to try a key, saved or not. */
export type Trial = {
  readonly provider: ProviderId;
  readonly address: string;
  readonly credentials: Credentials;
  readonly options: Connection['options'];
  readonly workspaceId?: string | undefined;
};

/** What a successful trial found: where the address leads, whose key it is, and how long it took. */
export type Reached = {
  readonly endpoint: Endpoint;
  readonly owner: Account;
  readonly at: Date;
  readonly durationMs: number;
  /** What the system tells of the key itself. */
  readonly token?: OwnToken | undefined;
};

export type TrialParts = {
  readonly providers: Readonly<Record<ProviderId, Provider>>;
  readonly clock: Pick<Clock, 'now'>;
  /** The user's time zone. */
  readonly zone: () => string;
};

/** Finds the system at the address and asks it who the key belongs to. */
export async function tryKey(trial: Trial, { providers, clock, zone }: TrialParts): Promise<Reached> {
  assertPossible(trial.credentials);
  const at = clock.now();
  const provider = providers[trial.provider];
  const { credentials, workspaceId } = trial;
  const http = httpForTests(trial);
  const endpoint = await provider.locate({ address: trial.address, credentials, http });
  const client = provider.open({ endpoint, credentials, http, workspaceId });
  const owner = await client.whoAmI();
  const durationMs = clock.now().getTime() - at.getTime();
  const token = await tokenFacts({ provider: trial.provider, endpoint, auth: credentials }, client, zone());
  return { endpoint, owner, at, durationMs, token };
}

/** A token is letters, digits and signs of one line everywhere; in a password anything may stand. */
export function assertPossible({ method, secret }: Credentials): void {
  if (method === 'password' || /^[\x21-\x7E]+$/.test(secret)) return;
  throw new AppError(
    'bad-credentials',
    'The key holds a space, a line break or a character that no key has.',
    'Copy it again in one piece from where it was made: mail and chat programs change quotes and add what cannot be seen.',
  );
}

/** Whether a test of one holds for the other: the same key at the same place, for the same account. */
export function isTestedAlike(one: Connection, other: Connection): boolean {
  const tested = ({ endpoint, auth, workspaceId, credential }: Connection) => ({
    ...{ endpoint, auth, workspaceId },
    ...{ home: credential.home, version: credential.version },
  });
  return isDeepStrictEqual(tested(one), tested(other));
}

/** AppError `busy` where another window changed the connection while it was tested here. */
export function assertTestedAlike(tested: Connection, current: Connection): void {
  if (isTestedAlike(tested, current)) return;
  throw new AppError('busy', `"${current.name}" was just changed elsewhere.`, 'Look at the connection again.');
}

/** A test tells what is so now: it does not try again until it works. */
export function httpForTests({ options }: Pick<Connection, 'options'>) {
  return { ...options, retries: 0 };
}

export function passedTest({ at, durationMs, owner }: Reached): TestResult {
  return { at: at.toISOString(), durationMs, outcome: { ok: true, account: owner } };
}

/** Runs a test and records when it was, how long it took and how it ended; a failure is a result, not an exception. */
export async function recordTest(clock: Pick<Clock, 'now'>, run: () => Promise<Account>): Promise<TestResult> {
  const started = clock.now();
  const outcome = await run().then(
    (account) => ({ ok: true as const, account }),
    (error: unknown) => ({ ok: false as const, problem: toProblem(error) }),
  );
  return { at: started.toISOString(), durationMs: clock.now().getTime() - started.getTime(), outcome };
}
