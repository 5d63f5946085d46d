import { AppError, type ConnectionCode } from '../lib/app-error.ts';
import type { TlsFault } from './network-cause.ts';

/** What is known of a failure. Never the key, a query string or a raw body. */
export type FailureFacts = {
  /** "Jira" */
  readonly systemName: string;
  /** `example.atlassian.net`, with the port where there is one. */
  readonly host?: string | undefined;
  readonly status?: number | undefined;
  /** What the user calls the key: "API token", "password". */
  readonly keyName?: string | undefined;
  /** Where the system sent us instead of answering: a host. */
  readonly sentTo?: string | undefined;
  /** The system's own words; shown for `query-rejected`, `change-rejected`, `conflict` and `not-found` only. */
  readonly detail?: string | undefined;
  readonly tlsFault?: TlsFault | undefined;
  /** How long the system asked us to wait. */
  readonly retryAfterMs?: number | undefined;
  /** What a person can do, where the system knows better than the general sentence. */
  readonly next?: string | undefined;
  /** Where a new key is made or the lock is opened. */
  readonly link?: string | undefined;
  /** For the log; must not hold a secret, a URL or a body. */
  readonly cause?: unknown;
};

type Advice = { readonly message: string; readonly next: string };

/** The one place that puts a failed connection into words: what happened, and what to do about it. */
export function connectionFailure(code: ConnectionCode, facts: FailureFacts): AppError {
  const advice = sentences[code](facts);
  const { link, retryAfterMs, cause } = facts;
  return new AppError(code, advice.message, facts.next ?? advice.next, { link, retryAfterMs, cause });
}

const place = (facts: FailureFacts): string => facts.host ?? 'the address';
const key = (facts: FailureFacts): string => facts.keyName ?? 'key';

const sentences: Record<ConnectionCode, (facts: FailureFacts) => Advice> = {
  'bad-credentials': (facts) => ({
    message: `${facts.systemName} did not accept the ${key(facts)}.`,
    next:
      key(facts) === 'password'
        ? 'Check the user name and the password, then enter the password again.'
        : `It may be mistyped, expired or revoked. Make a new ${key(facts)} and replace the key. If it was made less than a minute ago, wait a moment.`,
  }),
  anonymous: (facts) => ({
    message: `${facts.systemName} answered, but as to a visitor without a login: the ${key(facts)} was ignored.`,
    next: `It is probably expired or revoked. Make a new ${key(facts)} and replace the key.`,
  }),
  'login-page': (facts) => ({
    message:
      facts.sentTo === undefined
        ? `${place(facts)} answered with a web page instead of data, most likely a login page.`
        : `${place(facts)} sent us on to ${facts.sentTo} instead of answering, most likely to log in.`,
    next: `Check the address. If your company has a login page, a VPN or a Wi-Fi sign-in before ${facts.systemName}, go through it first, or ask your administrator to let API calls with a key pass.`,
  }),
  captcha: (facts) => ({
    message: `${facts.systemName} has locked this account for programs after several failed logins.`,
    next: `Log in to ${facts.systemName} in the browser, answer the CAPTCHA, then test again. Testing again before that keeps the lock.`,
  }),
  'insufficient-scope': (facts) => ({
    message: `${facts.systemName} knows the ${key(facts)}, but it was made without the rights this needs.`,
    next: `Make a new ${key(facts)} with more scopes (or one without scopes) and replace the key.`,
  }),
  forbidden: (facts) => ({
    message: `${facts.systemName} refused: the account may not do this.`,
    next: `Check in the browser that the account can use ${facts.systemName}, or ask your administrator for permission.`,
  }),
  'workspace-forbidden': (facts) => ({
    message: `The ${key(facts)} has no access to this workspace in ${facts.systemName}.`,
    next: 'Choose another workspace, or make the key as a member of this one.',
  }),
  'not-found': (facts) => ({
    message: withDetail(`${facts.systemName}: this does not exist, or the account may not see it.`, facts.detail),
    next: 'Check the name or number, and whether the account can open it in the browser.',
  }),
  'wrong-address': (facts) => ({
    message: `${facts.systemName} was not found at ${place(facts)}.`,
    next: `Open ${facts.systemName} in the browser and copy the address from there.`,
  }),
  'name-not-resolved': (facts) => ({
    message: `The name ${place(facts)} is not known on this network.`,
    next: 'Check the spelling of the address. If it is inside your company, connect to its network or VPN.',
  }),
  'connection-refused': (facts) => ({
    message: `The computer behind ${place(facts)} is there, but nothing answers at this port.`,
    next: 'Check the port in the address, and whether the server is running.',
  }),
  'tls-failure': (facts) => tlsAdvice(facts),
  timeout: (facts) => ({
    message: `${place(facts)} did not answer in time.`,
    next: 'Try again. If it stays this way, check the address and your VPN, or allow more time in the connection’s options.',
  }),
  'network-failure': (facts) => ({
    message: `The connection to ${place(facts)} broke off.`,
    next: 'Check your network connection, VPN and proxy, then try again.',
  }),
  'rate-limited': (facts) => ({
    message: `${facts.systemName} is getting too many requests from this account.`,
    next: `Try again in ${facts.retryAfterMs === undefined ? 'a few minutes' : duration(facts.retryAfterMs)}.`,
  }),
  'server-error': (facts) => ({
    message: `${facts.systemName} has a fault at the moment${facts.status === undefined ? '' : ` (error ${facts.status})`}.`,
    next:
      facts.retryAfterMs === undefined
        ? 'Try again in a few minutes. If it stays this way, tell your administrator.'
        : `Try again in ${duration(facts.retryAfterMs)}.`,
  }),
  'unexpected-answer': (facts) => ({
    message: `${place(facts)} answered in a way ${facts.systemName} does not${facts.status === undefined ? '' : ` (status ${facts.status})`}.`,
    next: `Check that the address leads to ${facts.systemName} itself and that its version is still supported.`,
  }),
  'query-rejected': (facts) => ({
    message: withDetail(`${facts.systemName} did not understand the request.`, facts.detail),
    next: 'Check the names and values in it and try again.',
  }),
  'change-rejected': (facts) => ({
    message: withDetail(`${facts.systemName} did not accept the change.`, facts.detail),
    next: 'Correct the fields it names and try again. describe_project lists the fields and their allowed values.',
  }),
  conflict: (facts) => ({
    message: withDetail(`Somebody else changed this in ${facts.systemName} at the same moment.`, facts.detail),
    next: 'Read it again, then decide whether the change is still right.',
  }),
  'clock-skew': (facts) => ({
    message: `This computer’s clock and that of ${place(facts)} differ too much.`,
    next: 'Set this computer’s date, time and time zone (automatically, if you can), then try again.',
  }),
  'address-blocked': (facts) => ({
    message: `${facts.systemName} does not let calls from this network in (an IP allow-list).`,
    next: 'Connect to your company’s network or VPN, or ask the administrator to add this address to the allow-list.',
  }),
  'proxy-refused': (facts) => ({
    message: `The proxy on the way to ${place(facts)} does not let us through.`,
    next: 'Check the proxy in the settings. If it wants a user name and a password, ask your administrator how programs get through.',
  }),
  'wrong-kind-of-key': (facts) => ({
    message: `This kind of key does not fit ${facts.systemName} at ${place(facts)}.`,
    next: 'Choose the other way to sign in and make the key it asks for.',
  }),
  'permission-missing': (facts) => ({
    message: `The ${key(facts)} works, but may do less than you let Claude do.`,
    next: `Ask the administrator of ${facts.systemName} for the permission, or change what Claude may do.`,
  }),
  cancelled: (facts) => ({ message: `The request to ${facts.systemName} was cancelled.`, next: 'Start it again.' }),
};

function tlsAdvice(facts: FailureFacts): Advice {
  const askAdministrator = 'Tell the administrator of the server.';
  switch (facts.tlsFault) {
    case 'expired':
      return {
        message: `The certificate of ${place(facts)} has expired.`,
        next: `Check this computer’s date and time. ${askAdministrator}`,
      };
    case 'not-yet-valid':
      return {
        message: `The certificate of ${place(facts)} is not valid yet.`,
        next: `Check this computer’s date and time. ${askAdministrator}`,
      };
    case 'self-signed':
      return {
        message: `${place(facts)} proves its identity only by itself (a self-signed certificate).`,
        next: 'If it is your company’s server, have the certificate added to this computer’s trusted certificates.',
      };
    case 'unknown-authority':
      return {
        message: `The certificate of ${place(facts)} comes from an authority this computer does not know.`,
        next: 'If your company has its own, have its root certificate added to this computer’s trusted certificates.',
      };
    case 'wrong-host':
      return {
        message: `The certificate at ${place(facts)} belongs to another name.`,
        next: 'Check the address, and use the full name as in the browser.',
      };
    case 'revoked':
      return { message: `The certificate of ${place(facts)} was revoked.`, next: askAdministrator };
    case 'not-tls':
      return {
        message: `${place(facts)} does not speak HTTPS at this port.`,
        next: 'Check the port. If the server really has no HTTPS, write the address with http://.',
      };
    case 'other':
    case undefined:
      return {
        message: `No secure connection to ${place(facts)} could be made.`,
        next: `Check the address and your proxy. ${askAdministrator}`,
      };
  }
}

/** "40 seconds", "3 minutes", "2 hours": always at least the time asked for. */
function duration(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 90) return plural(seconds, 'second');
  if (seconds < 5400) return plural(Math.ceil(seconds / 60), 'minute');
  return plural(Math.ceil(seconds / 3600), 'hour');
}

const plural = (count: number, unit: string): string => `${String(count)} ${unit}${count === 1 ? '' : 's'}`;

const maxDetailLength = 240;

/** Control and bidirectional characters could forge lines or hide text, so they go. */
function withDetail(sentence: string, detail: string | undefined): string {
  const words = (detail ?? '')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (words === '') return sentence;
  const shown = words.length > maxDetailLength ? `${words.slice(0, maxDetailLength - 1).trimEnd()}…` : words;
  return `${sentence} It says: “${shown}”`;
}
