import { connectionFailure } from '../../diagnosis/advice.ts';
import type { SignedBy } from '../http/api-request.ts';
import type { Credentials } from '../provider.ts';
import { systemName } from './failures.ts';

/** Tokens go into the query: Targetprocess documents no header for them. */
export function sign({ method, account, secret }: Credentials): SignedBy {
  switch (method) {
    case 'access-token':
      return { query: { access_token: tokenIn(secret) } };
    case 'service-token':
      return { query: { token: tokenIn(secret) } };
    case 'password': {
      const pair = Buffer.from(`${account ?? ''}:${secret}`, 'utf8').toString('base64');
      return { headers: { authorization: `Basic ${pair}` } };
    }
    case 'api-key':
    case 'api-token':
    case 'personal-access-token':
      throw connectionFailure('bad-credentials', {
        systemName,
        next: 'Choose an access token, a service token or a password.',
      });
  }
}

/** People copy tokens out of addresses: `access_token=MTpB…%3D`. */
function tokenIn(pasted: string): string {
  const text = pasted.trim().replace(/^[?&]?(access_)?token=/i, '');
  return /%[0-9a-f]{2}/i.test(text) ? decodeURIComponent(text) : text;
}
