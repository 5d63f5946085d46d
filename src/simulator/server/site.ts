import { answerCall, type System } from './system.ts';
import { html, Refusal, type Answer } from './answer.ts';
import { switchedOff, type SwitchName, type SwitchOptions, type SwitchState } from './switches.ts';
import type { SimRequest } from './call.ts';
import type { IssueKeyOptions, KeyRing } from './keys.ts';
import type { AuthMethodId } from '../../providers/provider.ts';

/** A request as tests may look at it; secrets are not kept. */
export type RecordedRequest = {
  readonly method: string;
  /** Below the listener's root, with the context path, without the query. */
  readonly path: string;
  /** Without tokens. */
  readonly query: Readonly<Record<string, string>>;
  readonly status: number;
  /** Whether the credentials were accepted. */
  readonly authenticated: boolean;
  /** Whether any credentials were sent, in the header or the query. */
  readonly credentialsSent: boolean;
};

export type SiteAccount = { readonly method: AuthMethodId; readonly account?: string; readonly secret: string };

/** One simulated system, as tests and demo mode handle it. */
export interface Site {
  /** What a user would type as the address, with the context path. */
  readonly url: string;
  /** Credentials that work, the usual kind first. */
  readonly accounts: readonly SiteAccount[];
  readonly requests: readonly RecordedRequest[];
  /** Breaks the site in one way; `none` repairs it and lifts CAPTCHA locks. */
  switch(name: SwitchName, options?: SwitchOptions): void;
  /** A new key that works at once, unless asked otherwise. */
  issueKey(options?: IssueKeyOptions): string;
  revokeKey(secret: string): void;
  /** Ends a key's life now. */
  expireKey(secret: string): void;
}

const secretParameters = ['access_token', 'token'];

function describe(request: SimRequest, path: string, answer: Answer, authenticated: boolean): RecordedRequest {
  const sent = secretParameters.some((name) => request.query.has(name));
  const query = [...request.query].filter(([name]) => !secretParameters.includes(name.toLowerCase()));
  return {
    method: request.method,
    path,
    query: Object.fromEntries(query),
    status: answer.status,
    authenticated,
    credentialsSent: sent || request.headers.authorization !== undefined,
  };
}

const withDate = (answer: Answer, now: Date, aheadMs: number): Answer => ({
  ...answer,
  headers: { ...answer.headers, Date: new Date(now.getTime() + aheadMs).toUTCString() },
});

type SiteParts = {
  readonly url: string;
  readonly loginUrl: string;
  readonly accounts: readonly SiteAccount[];
  readonly keys: KeyRing;
  readonly system: System;
  readonly now: () => Date;
};

export class RunningSite implements Site {
  readonly url: string;
  readonly accounts: readonly SiteAccount[];
  readonly requests: RecordedRequest[] = [];
  readonly system: System;
  readonly #parts: SiteParts;
  #state: SwitchState = switchedOff;

  constructor(parts: SiteParts) {
    this.#parts = parts;
    this.url = parts.url;
    this.accounts = parts.accounts;
    this.system = parts.system;
  }

  switch(name: SwitchName, options: SwitchOptions = {}): void {
    this.#state = { ...switchedOff, ...options, name };
    if (name === 'none') this.system.unlock?.();
  }

  issueKey(options: IssueKeyOptions = {}): string {
    return this.#parts.keys.issue(options).secret;
  }

  revokeKey(secret: string): void {
    this.#parts.keys.revoke(secret);
  }

  expireKey(secret: string): void {
    this.#parts.keys.expire(secret);
  }

  /** What `slow` adds before the answer. */
  get delayMs(): number {
    return this.#state.name === 'slow' ? this.#state.delayMs : 0;
  }

  /** Answers and records one request. `fullPath` is the path on the wire; `base` replaces the address in links. */
  handle(request: SimRequest, fullPath: string, options: { base?: string; gateway?: boolean } = {}): Answer {
    const state = this.#state;
    if (state.name === 'rate-limited-once') this.#state = switchedOff;
    const { answer: given, authenticated } = this.#answer(request, state, options);
    const answer = state.name === 'clock-skew' ? withDate(given, this.#parts.now(), state.clockAheadMs) : given;
    this.requests.push(describe(request, fullPath, answer, authenticated));
    return answer;
  }

  #answer(request: SimRequest, state: SwitchState, options: { base?: string; gateway?: boolean }) {
    const { loginUrl, now, system, url } = this.#parts;
    const context = { base: options.base ?? url, gateway: options.gateway ?? false, state, loginUrl, now: now() };
    try {
      return answerCall(system, request, context);
    } catch (error) {
      if (error instanceof Refusal) return { answer: error.answer, authenticated: true };
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { answer: html(`The simulator failed: ${reason}`, 500), authenticated: false };
    }
  }
}
