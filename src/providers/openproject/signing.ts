import type { Credentials } from '../provider.ts';
import type { SignedBy } from '../http/api-request.ts';

/** OpenProject wants the token as the password of a user with the literal name `apikey`; Basic works in every version. */
export function signWithApiKey({ secret }: Pick<Credentials, 'secret'>): SignedBy {
  const pair = Buffer.from(`apikey:${tokenIn(secret)}`, 'utf8').toString('base64');
  return { headers: { authorization: `Basic ${pair}` } };
}

/** Some people keep `apikey:token`, or the base64 of it, or the whole header. */
function tokenIn(pasted: string): string {
  const text = pasted.trim().replace(/^(authorization:\s*)?(basic|bearer)\s+/i, '');
  const decoded = Buffer.from(text, 'base64').toString('utf8');
  const plain = decoded.startsWith('apikey:') ? decoded : text;
  return plain.replace(/^apikey:/, '').trim();
}
