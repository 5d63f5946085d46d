import type { AuthMethodId, ProviderId } from '../providers/provider.ts';
import { methodsOf, type SecretKind } from './systems.ts';
import { encodedTokenOf, tokenShapeOf } from './token-shapes.ts';

export type KnownSecret<T> = { readonly kind: SecretKind; readonly secret: string; readonly found: T };
type Known<T> = {
  readonly address: string | undefined;
  readonly account: string | undefined;
  readonly secrets: readonly KnownSecret<T>[];
};
type Chosen<T> = { readonly method: AuthMethodId; readonly chosen: KnownSecret<T> };

/** The secret that a system is used with, and how it signs in with it. */
export function chooseMethod<T>(provider: ProviderId, known: Known<T>): Chosen<T> | undefined {
  if (provider === 'jira' || provider === 'confluence') return chooseAtlassian(known);
  for (const [kind, method] of methodsOf[provider]) {
    const chosen = known.secrets.find((each) => each.kind === kind);
    if (chosen !== undefined) return { method, chosen };
  }
  return undefined;
}

/** The cloud signs in with e-mail and API token; a server with a personal token, or with name and password. */
function chooseAtlassian<T>({ address, account, secrets }: Known<T>): Chosen<T> | undefined {
  const isCloud = isCloudAddress(address) || secrets.some(({ secret }) => isCloudToken(secret));
  const order: readonly SecretKind[] = isCloud
    ? ['token', 'password', 'personal-token']
    : ['personal-token', 'token', 'password'];
  const chosen = order.flatMap((kind) => secrets.filter((each) => each.kind === kind))[0];
  if (chosen === undefined) return undefined;
  return { method: isCloud ? 'api-token' : serverMethod(chosen, address, account), chosen };
}

/** On a server, what mcp-atlassian calls the API token is the password, where a name belongs to it. */
function serverMethod<T>(
  { kind, secret }: KnownSecret<T>,
  address: string | undefined,
  account: string | undefined,
): AuthMethodId {
  if (kind === 'personal-token' || encodedTokenOf(secret) === 'data-center') return 'personal-access-token';
  if (kind === 'password') return 'password';
  if (account === undefined) return 'personal-access-token';
  return address === undefined && account.includes('@') ? 'api-token' : 'password';
}

const isCloudToken = (secret: string): boolean => tokenShapeOf(secret)?.family === 'atlassian-cloud';
const isCloudAddress = (address: string | undefined): boolean =>
  /^(https?:\/\/)?[\w.-]+\.(atlassian\.net|jira\.com)(?=[:/?#]|$)/i.test(address ?? '');
