import type { SignedBy } from '../http/api-request.ts';
import type { AuthMethodId, Credentials } from '../provider.ts';

/** Basic for Cloud tokens and passwords, Bearer for personal access tokens; Atlassian's check against forged forms is off for API calls. */
export function signAtlassian(credentials: Credentials): SignedBy {
  return { headers: { authorization: authorization(credentials), 'x-atlassian-token': 'no-check' } };
}

function authorization({ method, account, secret }: Credentials): string {
  if (method === 'personal-access-token') return `Bearer ${secret}`;
  return `Basic ${Buffer.from(`${account ?? ''}:${secret}`).toString('base64')}`;
}

export const atlassianKeyName = (method: AuthMethodId): string => {
  if (method === 'personal-access-token') return 'personal access token';
  return method === 'password' ? 'password' : 'API token';
};

export const cloudTokenPage = 'https://id.atlassian.com/manage-profile/security/api-tokens';
