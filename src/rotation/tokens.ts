import type { Connection } from '../connections/connection.ts';
import { dayIn } from '../keys/due.ts';
import { AppError } from '../lib/app-error.ts';
import type { ProviderClient } from '../providers/provider.ts';
import type { NewToken, TokenCalls, TokenInfo } from '../providers/tokens.ts';

type TokenHolder = Pick<Connection, 'provider' | 'endpoint'> & { readonly auth: Pick<Connection['auth'], 'method'> };

/** Whether the key is one that its system's own token API can make anew and revoke. */
export function supportsTokens({ provider, endpoint, auth }: TokenHolder): boolean {
  const hasTokenApi = provider === 'jira' || provider === 'confluence';
  return hasTokenApi && endpoint.deployment === 'data-center' && auth.method === 'personal-access-token';
}

const namePrefix = 'mcp-keyring-';

/** The same for the same rotation, so that what an interrupted one left behind is found again. At most 40 characters. */
export const tokenName = (rotationId: string): string =>
  `${namePrefix}${rotationId.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 40 - namePrefix.length)}`;

/** Administrators may allow shorter lives only, and tell how short in words alone. A refused token was not made. */
const shorterLives = [365, 180, 90, 30];

/** AppError `unsupported` where the system has no token API; what else `TokenCalls.create` throws. */
export async function makeToken(
  client: ProviderClient,
  token: NewToken,
): Promise<{ readonly info: TokenInfo; readonly secret: string }> {
  const tokens = tokensOf(client);
  const longest = token.lifetimeDays ?? Infinity;
  const lives = [token.lifetimeDays, ...shorterLives.filter((days) => days < longest)];
  let firstRefusal: unknown;
  for (const lifetimeDays of lives) {
    try {
      return await tokens.create({ ...token, lifetimeDays });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'change-rejected') throw error;
      firstRefusal ??= error;
    }
  }
  throw firstRefusal;
}

/**
 * Revokes the tokens of this very name that are not in `keep`: what an interrupted rotation made and nobody noted. Answers the
 * ids of those. A token of another name is somebody's in use, perhaps of this program on another computer.
 */
export async function deleteUnused(
  client: ProviderClient,
  { keep, name }: { readonly keep: readonly string[]; readonly name: string },
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const tokens = tokensOf(client);
  const unused = (await tokens.list(signal)).filter((token) => token.name === name && !keep.includes(token.id));
  for (const { id } of unused) await tokens.revoke(id, signal);
  return unused.map(({ id }) => id);
}

export type OwnToken = {
  readonly tokenId?: string | undefined;
  /** ISO 8601, UTC. */
  readonly createdAt?: string | undefined;
  /** The calendar day, as a credential has it; absent: it does not end. */
  readonly expiresAt?: string | undefined;
};

/**
 * What the system says of the token that `client` signs with. `undefined`: it cannot be told. Never throws but AppError
 * `cancelled`: that a server hides its tokens says nothing against the key.
 */
export async function describeOwnToken(
  client: ProviderClient,
  zone: string,
  signal?: AbortSignal,
): Promise<OwnToken | undefined> {
  let own: TokenInfo | undefined;
  try {
    own = await client.tokens?.own(signal);
  } catch (error) {
    if (error instanceof AppError && error.code !== 'cancelled') return undefined;
    throw error;
  }
  return own && ownTokenOf(own, zone);
}

/**
 * Its last day is the one on which it ends where the user is: by the day of another zone, whoever lives west of that one
 * would be told a day too late. Every test reads it anew, so that it follows a traveller.
 */
export function ownTokenOf({ id, createdAt, expiresAt }: TokenInfo, zone: string): OwnToken {
  return {
    tokenId: id,
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(expiresAt === undefined ? {} : { expiresAt: dayIn(zone)(new Date(expiresAt)) }),
  };
}

function tokensOf({ tokens }: ProviderClient): TokenCalls {
  if (tokens !== undefined) return tokens;
  throw new AppError(
    'unsupported',
    'This system has no way for programs to make keys.',
    'Make a new key in the browser, then replace the key here.',
  );
}
