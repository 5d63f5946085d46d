import { authMethodOf, tokenPageAt } from '../auth-method.ts';
import { createApiClient } from '../http/api-client.ts';
import type { ApiClient } from '../http/api-client.ts';
import { signingAnew } from '../http/signature.ts';
import type { ClientSettings, ProviderDescriptor, ProviderParts } from '../provider.ts';
import { createAnswerReader, type AnswerReader } from './answers.ts';
import { readTokenRefusal } from './personal-access-tokens.ts';
import { atlassianKeyName, signAtlassian } from './signing.ts';

/** A client that signs Atlassian's way and sees through answers to visitors. */
export function openAtlassian(
  parts: ProviderParts,
  descriptor: ProviderDescriptor,
  { endpoint, credentials, http, renew }: ClientSettings,
  /** The product's own reading of a failure, where the common one has none. */
  read?: AnswerReader,
): ApiClient {
  const { baseUrl, apiBaseUrl } = endpoint;
  const shown = {
    systemName: descriptor.name,
    keyName: atlassianKeyName(credentials.method),
    tokenPage: tokenPageAt(authMethodOf(descriptor, credentials.method), baseUrl),
  };
  const reader = createAnswerReader({ ...shown, baseUrl });
  return createApiClient({
    ...shown,
    parts,
    http,
    baseUrl: apiBaseUrl ?? baseUrl,
    signedBy: signAtlassian(credentials),
    renewSigned: signingAnew(renew, signAtlassian),
    classify: (answer) => reader(answer) ?? readTokenRefusal(answer) ?? read?.(answer),
    examine: reader,
  });
}
