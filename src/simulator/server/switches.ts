import { html, type Answer } from './answer.ts';

/** What can be wrong with a site, to be switched on and off while it runs. */
export const switchNames = [
  'none',
  /** Every key counts as expired. */
  'expired-key',
  /** Credentials are ignored and anybody may look: a 200 that proves nothing. */
  'anonymous',
  'captcha',
  'rate-limited',
  /** The next request only. */
  'rate-limited-once',
  'server-error',
  /** 503 with an HTML page, as during an upgrade. */
  'unavailable',
  'slow',
  /** 200 with an HTML login form, whatever was asked for. */
  'login-page',
  /** 302 to an identity provider on another host. */
  'redirect-to-login',
  'forbidden',
  /** Something else lives at this address: 404 HTML for everything. */
  'not-this-system',
  /** The network is not on the administrator's list. */
  'ip-blocked',
  /** The server's clock is wrong; everything else works. */
  'clock-skew',
] as const;
export type SwitchName = (typeof switchNames)[number];

export type SwitchOptions = {
  /** For the rate limits; 1 if absent. */
  readonly retryAfterSeconds?: number;
  /** For `slow`; 2000 if absent. */
  readonly delayMs?: number;
  /** For `clock-skew`: how far ahead; an hour if absent. */
  readonly clockAheadMs?: number;
};

export type SwitchState = Required<SwitchOptions> & { readonly name: SwitchName };
export const switchedOff: SwitchState = { name: 'none', retryAfterSeconds: 1, delayMs: 2000, clockAheadMs: 3_600_000 };

/** How a system words its own refusals. */
export type TroubleAnswers = {
  readonly captcha: () => Answer;
  readonly forbidden: () => Answer;
  readonly rateLimited: (retryAfterSeconds: number, now: Date) => Answer;
  /** Absent: what stands before the system says it. */
  readonly ipBlocked?: () => Answer;
};

/** The answer a switch forces on every request; undefined where the system answers by itself. */
export function troubleAnswer(
  state: SwitchState,
  system: TroubleAnswers,
  context: { loginUrl: string; now: Date },
): Answer | undefined {
  switch (state.name) {
    case 'none':
    case 'expired-key':
    case 'anonymous':
    case 'slow':
    case 'clock-skew':
      return undefined;
    case 'captcha':
      return system.captcha();
    case 'forbidden':
      return system.forbidden();
    case 'rate-limited':
    case 'rate-limited-once':
      return system.rateLimited(state.retryAfterSeconds, context.now);
    case 'server-error':
      return html('500 Internal Server Error', 500);
    case 'unavailable':
      return html('503 Service Temporarily Unavailable', 503);
    case 'login-page':
      return html('Log in to continue', 200);
    case 'redirect-to-login':
      return html('302 Found', 302, { Location: context.loginUrl });
    case 'ip-blocked':
      return system.ipBlocked?.() ?? html('403 Forbidden: your IP address is not allowed', 403);
    case 'not-this-system':
      return html('404 Not Found', 404, { Server: 'nginx' });
  }
}
