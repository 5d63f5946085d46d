import type { SimRequest } from './call.ts';

export type Credentials =
  | { readonly scheme: 'none' }
  | { readonly scheme: 'basic'; readonly account: string; readonly secret: string }
  | { readonly scheme: 'bearer'; readonly secret: string }
  | { readonly scheme: 'other'; readonly secret: string };

/** What the Authorization header says; a header without a known scheme is `other`, as ClickUp wants it. */
export function readAuthorization(request: SimRequest): Credentials {
  const header = request.headers.authorization;
  if (header === undefined || header === '') return { scheme: 'none' };
  const [, scheme, value] = /^(basic|bearer) +(.*)$/i.exec(header) ?? [];
  if (scheme === undefined || value === undefined) return { scheme: 'other', secret: header };
  return scheme.toLowerCase() === 'bearer' ? { scheme: 'bearer', secret: value } : readBasic(value);
}

function readBasic(value: string): Credentials {
  const decoded = Buffer.from(value, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon === -1) return { scheme: 'basic', account: decoded, secret: '' };
  return { scheme: 'basic', account: decoded.slice(0, colon), secret: decoded.slice(colon + 1) };
}
