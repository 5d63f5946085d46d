import { html, json, type Answer } from '../server/answer.ts';
import { readAuthorization, type Credentials } from '../server/credentials.ts';
import { createRouter } from '../server/router.ts';
import type { Identity, Route, SimRequest } from '../server/call.ts';
import type { KeyRing } from '../server/keys.ts';
import type { System } from '../server/system.ts';
import type { TroubleAnswers } from '../server/switches.ts';

/** After so many wrong passwords a person has to sign in with a browser. */
const captchaAfter = 3;

/** Counts wrong passwords; personal access tokens do not count. */
class LoginCounter {
  readonly #failures = new Map<string, number>();

  isLocked(account: string): boolean {
    return (this.#failures.get(account) ?? 0) >= captchaAfter;
  }

  fail(account: string): void {
    this.#failures.set(account, (this.#failures.get(account) ?? 0) + 1);
  }

  clear(account?: string): void {
    if (account === undefined) this.#failures.clear();
    else this.#failures.delete(account);
  }
}

type BasicCredentials = Extract<Credentials, { scheme: 'basic' }>;

function identifyBasic(keys: KeyRing, counter: LoginCounter, sent: BasicCredentials, expired: boolean): Identity {
  const account = sent.account.toLowerCase();
  if (counter.isLocked(account)) return { kind: 'refused', scheme: 'basic', locked: true };
  const person = keys.findPerson(account);
  // Signing in is by user name; the e-mail address does not do here.
  if (!expired && person?.login === account && person.password === sent.secret) {
    counter.clear(account);
    return { kind: 'known', person, key: undefined };
  }
  counter.fail(account);
  return { kind: 'refused', scheme: 'basic', locked: false };
}

function identifyBearer(keys: KeyRing, secret: string, expired: boolean): Identity {
  const key = expired ? undefined : keys.find(secret);
  return key === undefined
    ? { kind: 'refused', scheme: 'bearer', locked: false }
    : { kind: 'known', person: key.person, key };
}

const captcha = (loginUrl: string): Answer =>
  html('Basic Authentication Failure - Reason : AUTHENTICATION_DENIED', 403, {
    'X-Seraph-LoginReason': 'AUTHENTICATION_DENIED',
    'X-Authentication-Denied-Reason': `CAPTCHA_CHALLENGE; login-url=${loginUrl}`,
  });

const wrongPassword = (realm: string): Answer =>
  html('Basic Authentication Failure - Reason : AUTHENTICATED_FAILED', 401, {
    'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED',
    'WWW-Authenticate': `Basic realm="${realm}"`,
  });

type DataCenterParts = {
  readonly keys: KeyRing;
  readonly routes: readonly Route[];
  readonly realm: string;
  readonly loginUrl: string;
  /** The 401 for somebody without login on a closed route. */
  readonly unauthenticated: () => Answer;
  readonly notFound: (request: SimRequest) => Answer;
  readonly forbidden: () => Answer;
  readonly headers: System['headers'];
};

function troubleOf(parts: DataCenterParts): TroubleAnswers {
  return {
    captcha: () => captcha(parts.loginUrl),
    forbidden: parts.forbidden,
    rateLimited: (seconds) =>
      json({ message: 'Rate limit exceeded.' }, 429, {
        'Retry-After': String(seconds),
        'X-RateLimit-Limit': '100',
        'X-RateLimit-Remaining': '0',
        'X-RateLimit-FillRate': '10',
        'X-RateLimit-Interval-Seconds': '1',
      }),
  };
}

/** Jira and Confluence Data Center: Bearer tokens, passwords with CAPTCHA, and open routes for anonymous people. */
export function createDataCenterSystem(parts: DataCenterParts): System {
  const { keys, routes } = parts;
  const counter = new LoginCounter();
  return {
    jsonType: 'application/json;charset=UTF-8',
    routes,
    match: createRouter(routes),
    trouble: troubleOf(parts),
    identify: (request, { expired }) => {
      const sent = readAuthorization(request);
      if (sent.scheme === 'basic') return identifyBasic(keys, counter, sent, expired);
      if (sent.scheme === 'bearer') return identifyBearer(keys, sent.secret, expired);
      return { kind: 'anonymous', siteIsPublic: false };
    },
    refuse: ({ route }, identity) => {
      if (identity.kind === 'known') return undefined;
      if (identity.kind === 'refused' && identity.locked) return captcha(parts.loginUrl);
      if (identity.kind === 'refused' && identity.scheme === 'basic') return wrongPassword(parts.realm);
      const mayLook = route.access === 'open' || (route.access === 'public' && identity.kind === 'anonymous');
      return mayLook ? undefined : parts.unauthenticated();
    },
    notFound: parts.notFound,
    headers: parts.headers,
    unlock: () => {
      counter.clear();
    },
  };
}
