import type { ConnectionCode } from '../lib/app-error.ts';

export type TlsFault =
  | 'expired'
  | 'not-yet-valid'
  | 'expires-soon'
  | 'self-signed'
  | 'unknown-authority'
  | 'wrong-host'
  | 'revoked'
  | 'not-tls'
  | 'other';

export type NetworkCause = {
  readonly code: ConnectionCode;
  readonly tlsFault?: TlsFault;
  /** What a proxy answered instead of letting us through. */
  readonly status?: number;
};

/** Why a fetch gave no answer, told by the system error's code somewhere in the chain of causes. */
export function networkCause(error: unknown): NetworkCause {
  for (const link of causeChain(error)) {
    const known = causeOf(link);
    if (known !== undefined) return known;
  }
  return { code: 'network-failure' };
}

/** Whether the same request may well succeed a moment later. */
export function isPassing(error: unknown): boolean {
  const chain = causeChain(error);
  if (chain.some((link) => codeOf(link) === 'EAI_AGAIN')) return true;
  return networkCause(error).code === 'network-failure';
}

/** An AggregateError (one per tried address) stands for its first member. */
function causeChain(error: unknown): object[] {
  const chain: object[] = [];
  let link: unknown = error;
  while (typeof link === 'object' && link !== null && !chain.includes(link)) {
    chain.push(link);
    const first: unknown = link instanceof AggregateError ? link.errors[0] : undefined;
    link = first ?? (link as { cause?: unknown }).cause;
  }
  return chain;
}

function codeOf(link: object): string {
  const { code } = link as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

function causeOf(link: object): NetworkCause | undefined {
  const code = codeOf(link);
  const refusal = refusedByProxy(link, code);
  if (refusal !== undefined) return refusal;
  const { name } = link as { name?: unknown };
  if (name === 'TimeoutError') return { code: 'timeout' };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { code: 'name-not-resolved' };
  if (code === 'ECONNREFUSED') return { code: 'connection-refused' };
  if (timeouts.has(code)) return { code: 'timeout' };
  // Something answered, but not in HTTP: a wrong port, or TLS where http:// was written.
  if (code.startsWith('HPE_')) return { code: 'unexpected-answer' };
  const tlsFault = tlsFaults[code] ?? (tlsLike.test(code) ? 'other' : undefined);
  if (tlsFault !== undefined) return { code: 'tls-failure', tlsFault };
  return undefined;
}

/** undici has no code of its own for this, only the words; a 502 is about the server behind. */
function refusedByProxy(link: object, code: string): NetworkCause | undefined {
  if (!code.startsWith('UND_ERR') || !(link instanceof Error)) return undefined;
  const [, found] = /^Proxy response \((\d{3})\)|^Proxy Authentication Required/.exec(link.message) ?? [];
  if (found === undefined && !link.message.startsWith('Proxy Authentication')) return undefined;
  const status = Number(found ?? 407);
  return status >= 500 ? { code: 'network-failure' } : { code: 'proxy-refused', status };
}

/** What Node says of a certificate (`CERT_HAS_EXPIRED`) in our terms. */
export const tlsFaultOf = (code: string): TlsFault => tlsFaults[code] ?? 'other';

const timeouts = new Set(['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

// https://nodejs.org/api/tls.html#x509-certificate-error-codes
const tlsFaults: Readonly<Record<string, TlsFault>> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-authority',
  CERT_UNTRUSTED: 'unknown-authority',
  INVALID_CA: 'unknown-authority',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong-host',
  HOSTNAME_MISMATCH: 'wrong-host',
  CERT_REVOKED: 'revoked',
  ERR_SSL_WRONG_VERSION_NUMBER: 'not-tls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'not-tls',
  ERR_SSL_HTTP_REQUEST: 'not-tls',
};

const tlsLike =
  /^(CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_TLS|ERR_SSL|EPROTO$|PATH_LENGTH_EXCEEDED|INVALID_PURPOSE)/;
