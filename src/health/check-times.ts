import type { Connection } from '../connections/connection.ts';
import type { ErrorCode } from '../lib/app-error.ts';

const dayMs = 86_400_000;

/** What never reached the system: it says something of the network and nothing of the key. */
const ofTheNetwork: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'name-not-resolved',
  'connection-refused',
  'timeout',
  'network-failure',
  'tls-failure',
  'proxy-refused',
]);

export const isOfTheNetwork = (code: ErrorCode): boolean => ofTheNetwork.has(code);

export function failedForTheNetwork({ lastTest }: Connection): boolean {
  return lastTest?.outcome.ok === false && isOfTheNetwork(lastTest.outcome.problem.code);
}

/** Refused twice in a row: one more wrong try may lock the account. */
export const isRefusedForGood = ({ failing }: Pick<Connection, 'failing'>): boolean => (failing?.times ?? 0) >= 2;

/**
 * Where one password of one account is refused, one of its connections goes on trying, and these do not: systems count the
 * wrong tries of the account, whoever makes them.
 */
export function sparedFor(connections: readonly Connection[]): ReadonlySet<string> {
  const passwords = connections.filter(({ auth }) => auth.method === 'password');
  const wrong = passwords.filter((connection) => isWrongPassword(connection));
  const spared = passwords.filter((connection) => {
    const trying = wrong
      .filter((each) => passwordOf(each) === passwordOf(connection))
      .toSorted((a, b) => (b.failing?.times ?? 0) - (a.failing?.times ?? 0))[0];
    return trying !== undefined && trying.id !== connection.id;
  });
  return new Set(spared.map(({ id }) => id));
}

function isWrongPassword({ failing, lastTest }: Connection): boolean {
  if (failing === undefined || lastTest === undefined || lastTest.outcome.ok) return false;
  return ['bad-credentials', 'anonymous', 'captcha'].includes(lastTest.outcome.problem.code);
}

/** As far as it can be told without reading it. */
function passwordOf(connection: Connection): string {
  const { auth, credential } = connection;
  return JSON.stringify([hostOf(connection), auth, credential.hint]);
}

/**
 * When the next background check is due, in milliseconds since 1970, after one at `lastAt` (0: never). What was refused
 * for good is tried once a day at most; a password not at all (undefined), because its account would get a CAPTCHA for
 * its owner too. Spread a little by the connection, so that not all come at once.
 */
export function nextCheckAt(connection: Connection, everyMs: number, lastAt: number): number | undefined {
  const isForGood = isRefusedForGood(connection);
  if (isForGood && connection.auth.method === 'password') return undefined;
  if (lastAt === 0) return 0;
  const pause = isForGood ? Math.max(everyMs, dayMs) : everyMs;
  return lastAt + pause * (1 + spreadOf(`${connection.id}${String(lastAt)}`) / 10);
}

/** From 0 up to 1, always the same for the same text (FNV-1a). */
function spreadOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0) / 2 ** 32;
}

/** Whose server is asked: the gateway's where calls go there. */
export function hostOf({ endpoint }: Connection): string {
  return new URL(endpoint.apiBaseUrl ?? endpoint.baseUrl).host;
}
