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
