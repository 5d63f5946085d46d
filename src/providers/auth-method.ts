import type { AuthMethodId, ProviderDescriptor } from './provider.ts';

type AuthMethod = ProviderDescriptor['authMethods'][number];

/** What a system says of a way to sign in; `undefined`: it has it no longer. */
export function authMethodOf(
  { authMethods }: Pick<ProviderDescriptor, 'authMethods'>,
  method: AuthMethodId,
): AuthMethod | undefined {
  return authMethods.find(({ id }) => id === method);
}

/** The page where this kind of key is made and deleted by hand: a URL, as long as the descriptor and `baseUrl` are. */
export function tokenPageAt(method: AuthMethod | undefined, baseUrl: string): string | undefined {
  return method?.tokenPage?.replace('{baseUrl}', baseUrl);
}
