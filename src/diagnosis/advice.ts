import { AppError, type ConnectionCode } from '../lib/app-error.ts';
import { dayText, inWords } from '../lib/wording.ts';
import type { FailureFacts } from './failure-facts.ts';
import type { ProxyInUse } from './network-probe.ts';
import { tlsAdvice } from './tls-advice.ts';
import { duration, onOneLine } from './wording.ts';

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
    message: `${facts.systemName} did not accept the ${key(facts)}.${expired(facts)}`,
    next:
      facts.expiredOn !== undefined
        ? `Make a new ${key(facts)} and replace the key.`
        : key(facts) === 'password'
          ? 'Check the user name and the password, then enter the password again.'
          : `It may be mistyped, expired or revoked. Make a new ${key(facts)} and replace the key. If it was made less than a minute ago, wait a moment.`,
  }),
  anonymous: (facts) => ({
    message: `${facts.systemName} answered, but as to a visitor without a login: the ${key(facts)} was ignored.${expired(facts)}`,
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
    message: `The name ${facts.proxy ? `of the proxy, ${facts.proxy.host},` : place(facts)} is not known on this network.`,
    next: facts.proxy
      ? checkProxy(facts.proxy)
      : 'Check the spelling of the address. If it is inside your company, connect to its network or VPN.',
  }),
  'connection-refused': (facts) => ({
    message: facts.proxy
      ? `The proxy ${facts.proxy.host} does not answer.`
      : `The computer behind ${place(facts)} is there, but nothing answers at this port.`,
    next: facts.proxy ? checkProxy(facts.proxy) : 'Check the port in the address, and whether the server is running.',
  }),
  'tls-failure': (facts) => tlsAdvice(facts),
  timeout: (facts) => ({
    message: `${facts.proxy ? `The proxy ${facts.proxy.host}` : place(facts)} did not answer in time.`,
    next: facts.proxy
      ? checkProxy(facts.proxy)
      : 'Try again. If it stays this way, check the address and your VPN, or allow more time in the connection’s options.',
  }),
  'network-failure': (facts) => ({
    message: facts.proxy
      ? `The proxy ${facts.proxy.host} could not reach ${place(facts)}${facts.status === undefined ? '' : ` (status ${facts.status})`}.`
      : `The connection to ${place(facts)} broke off.`,
    next: facts.proxy
      ? `Check the address. If it is right, the way there may not lead through this proxy: ${checkProxy(facts.proxy)}`
      : 'Check your network connection, VPN and proxy, then try again.',
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
    message:
      facts.clockAheadMs === undefined
        ? `This computer’s clock and that of ${place(facts)} differ too much.`
        : `This computer’s clock is ${duration(Math.abs(facts.clockAheadMs))} ${facts.clockAheadMs > 0 ? 'ahead of' : 'behind'} that of ${place(facts)}.`,
    next: 'Set this computer’s date, time and time zone (automatically, if you can), then try again.',
  }),
  'address-blocked': (facts) => ({
    message: `${facts.systemName} does not let calls from this network in (an IP allow-list).`,
    next: 'Connect to your company’s network or VPN, or ask the administrator to add this address to the allow-list.',
  }),
  'proxy-refused': proxyAdvice,
  'wrong-kind-of-key': misfitAdvice,
  'permission-missing': (facts) => ({
    message:
      facts.missing === undefined
        ? `The ${key(facts)} works, but may do less than you let Claude do.`
        : `The ${key(facts)} works, but its account may not ${inWords(facts.missing)}, which you let Claude do.`,
    next: `Ask the administrator of ${facts.systemName} for the permission, or change what Claude may do.`,
  }),
  cancelled: (facts) => ({ message: `The request to ${facts.systemName} was cancelled.`, next: 'Start it again.' }),
};

const expired = ({ expiredOn }: FailureFacts): string =>
  expiredOn === undefined ? '' : ` It expired on ${dayText(expiredOn)}.`;

const namedIn = {
  connection: 'in the connection’s options',
  settings: 'in the settings',
  environment: 'in the environment (HTTPS_PROXY), or set one in the settings',
} as const;

const checkProxy = ({ from }: ProxyInUse): string =>
  `Check the proxy ${namedIn[from]}; “none” goes without one. Your administrator knows its address.`;

function proxyAdvice(facts: FailureFacts): Advice {
  const { proxy, status } = facts;
  const name = proxy === undefined ? 'The proxy' : `The proxy ${proxy.host}`;
  if (status === 407) {
    return {
      message: `${name} wants a user name and a password before it lets us through to ${place(facts)}.`,
      next: 'Ask your administrator how programs get through. User name and password for it go into HTTPS_PROXY in the environment; they are never kept in a file.',
    };
  }
  return {
    message: `${name} on the way to ${place(facts)} does not let us through${status === undefined ? '' : ` (status ${status})`}.`,
    next: 'Check the proxy in the settings. If it wants a user name and a password, or blocks this address, ask your administrator how programs get through.',
  };
}

function misfitAdvice(facts: FailureFacts): Advice {
  const { misfit, systemName } = facts;
  switch (misfit) {
    case 'needs-gateway':
      return {
        message: `The ${key(facts)} was made with scopes. Such a key works at Atlassian’s gateway only, and this connection goes to ${place(facts)} itself.`,
        next: 'Enter the same key again with “Replace key”: the way over the gateway is then found and kept.',
      };
    case 'account-is-no-email':
      return {
        message: `${systemName} at ${place(facts)} knows people by their e-mail address, and the account entered is none.`,
        next: 'Enter the e-mail address of your Atlassian account.',
      };
    case 'moved-to-cloud':
    case 'moved-to-own-server': {
      const [now, before] = misfit === 'moved-to-cloud' ? ['cloud', 'Data Center'] : ['Data Center', 'cloud'];
      return {
        message: `${systemName} at ${place(facts)} is ${now}, but this connection was made for ${before}.`,
        next: `Remove the connection and add it anew: ${now} takes another kind of key.`,
      };
    }
    case 'whole-header':
      return {
        message: 'This is not the key itself but a whole line or login with the key in it.',
        next: `Copy the ${key(facts)} alone, as ${systemName} showed it when it was made.`,
      };
    case undefined:
      return {
        message: `This kind of key does not fit ${systemName} at ${place(facts)}.`,
        next: 'Choose the other way to sign in and make the key it asks for.',
      };
    default:
      return {
        message: `This looks like ${misfit.found}, but ${systemName} at ${place(facts)} takes ${misfit.wanted}.`,
        next: `Enter ${misfit.wanted}. If you meant to sign in another way, add the connection anew and choose it there.`,
      };
  }
}

function withDetail(sentence: string, detail: string | undefined): string {
  const words = onOneLine(detail ?? '');
  return words === '' ? sentence : `${sentence} It says: “${words}”`;
}
