import { describe, expect, it } from 'vitest';
import { isPassing, networkCause } from '../../../src/diagnosis/network-cause.ts';

/** As fetch throws it: the reason is a cause inside. */
const fetchFailed = (code: string): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });

describe('why there was no answer', () => {
  it.each([
    ['ENOTFOUND', 'name-not-resolved'],
    ['EAI_AGAIN', 'name-not-resolved'],
    ['ECONNREFUSED', 'connection-refused'],
    ['ETIMEDOUT', 'timeout'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
    ['ECONNRESET', 'network-failure'],
    ['UND_ERR_SOCKET', 'network-failure'],
    ['HPE_INVALID_CONSTANT', 'unexpected-answer'],
    ['EPROTO', 'tls-failure'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls-failure'],
  ])('%s is told as %s', (code, expected) => {
    expect(networkCause(fetchFailed(code)).code).toBe(expected);
  });

  it.each([
    ['CERT_HAS_EXPIRED', 'expired'],
    ['CERT_NOT_YET_VALID', 'not-yet-valid'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'unknown-authority'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unknown-authority'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unknown-authority'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'wrong-host'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'not-tls'],
    ['CERT_SIGNATURE_FAILURE', 'other'],
  ])('%s says which fault the certificate has', (code, tlsFault) => {
    expect(networkCause(fetchFailed(code))).toEqual({ code: 'tls-failure', tlsFault });
  });

  it('is found when every address of a host was tried in vain', () => {
    const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    const all = new TypeError('fetch failed', { cause: new AggregateError([refused, refused]) });
    expect(networkCause(all).code).toBe('connection-refused');
  });

  it('is a broken connection when nothing is known, even if causes run in a circle', () => {
    const circle = new Error('a');
    circle.cause = circle;
    expect(networkCause(circle)).toEqual({ code: 'network-failure' });
    expect(networkCause('text')).toEqual({ code: 'network-failure' });
  });
});

describe('trying again', () => {
  it.each(['ECONNRESET', 'EAI_AGAIN', 'UND_ERR_SOCKET'])('may help after %s', (code) => {
    expect(isPassing(fetchFailed(code))).toBe(true);
  });

  it.each(['ENOTFOUND', 'ECONNREFUSED', 'CERT_HAS_EXPIRED', 'UND_ERR_CONNECT_TIMEOUT'])(
    'does not help after %s',
    (code) => {
      expect(isPassing(fetchFailed(code))).toBe(false);
    },
  );
});
