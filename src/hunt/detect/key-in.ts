type KeyInValue = { readonly secret: string; readonly literal: string };

/**
 * The part of a value that may be a key: without the scheme of an Authorization header, out of an address' user or
 * query, out of base64 of account and key.
 */
export function keyIn(value: string): KeyInValue {
  const [, scheme = '', credentials = ''] = /^\s*(bearer|basic|token|apikey|api-key)\s+(\S+)\s*$/i.exec(value) ?? [];
  if (credentials !== '') return scheme.toLowerCase() === 'basic' ? fromBasic(credentials) : plain(credentials);
  return fromAddress(value) ?? plain(value.trim());
}

const plain = (text: string): KeyInValue => ({ secret: text, literal: text });

/** `account:key` in base64; what does not decode to that is taken as it stands. */
function fromBasic(literal: string): KeyInValue {
  const decoded = Buffer.from(literal, 'base64').toString('utf8');
  const secret = /^[^\s:]*:([\x21-\x7E]+)$/.exec(decoded)?.[1];
  return secret === undefined ? plain(literal) : { secret, literal };
}

const keyParameter = /[?&][\w-]*(?:token|key|secret|password|auth)=([^&#\s]+)/i;

function fromAddress(value: string): KeyInValue | undefined {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return undefined;
  const password = /^[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:([^\s/@]+)@/i.exec(value)?.[1];
  const literal = password ?? keyParameter.exec(value)?.[1];
  return literal === undefined ? undefined : { secret: decode(literal), literal };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
