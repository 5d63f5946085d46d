import { mayWrite } from '../company/people.ts';
import { troubleAnswer, type SwitchState, type TroubleAnswers } from './switches.ts';
import type { Answer } from './answer.ts';
import type { Call, Identity, Route, SimRequest } from './call.ts';
import type { Match, Router } from './router.ts';

/** The rules of one system: who is let in, how refusals look, and what its routes answer. */
export interface System {
  /** The media type of its JSON answers. */
  readonly jsonType: string;
  readonly routes: readonly Route[];
  readonly match: Router;
  readonly trouble: TroubleAnswers;
  identify(request: SimRequest, context: IdentifyContext): Identity;
  /** The answer for somebody who may not have this route; undefined lets the request through. */
  refuse(match: Match, identity: Identity, context: { gateway: boolean }): Answer | undefined;
  notFound(request: SimRequest, identity: Identity): Answer;
  /** Headers on every answer. */
  headers(identity: Identity, now: Date): Readonly<Record<string, string>>;
  /** Lifts CAPTCHA locks. */
  unlock?(): void;
}

export type IdentifyContext = {
  /** Every key counts as expired. */
  readonly expired: boolean;
  /** The request came through the Atlassian gateway. */
  readonly gateway: boolean;
};

export type AnswerContext = {
  readonly base: string;
  readonly gateway: boolean;
  readonly state: SwitchState;
  readonly loginUrl: string;
  readonly now: Date;
};

function bodyObject(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {}; // Not JSON: the handler misses its fields and says so.
  }
}

function makeCall(request: SimRequest, match: Match, identity: Identity, context: AnswerContext): Call {
  return {
    request,
    query: request.query,
    identity,
    base: context.base,
    now: context.now,
    param: (name) => {
      const value = match.params.get(name);
      if (value === undefined) throw new Error(`The route ${match.route.path} has no parameter ${name}.`);
      return value;
    },
    input: () => bodyObject(request.body),
  };
}

function identify(system: System, request: SimRequest, context: AnswerContext): Identity {
  const { name } = context.state;
  if (name === 'anonymous') {
    return { kind: 'anonymous', siteIsPublic: true, credentialsIgnored: request.headers.authorization !== undefined };
  }
  return system.identify(request, { expired: name === 'expired-key', gateway: context.gateway });
}

export function answerCall(
  system: System,
  request: SimRequest,
  context: AnswerContext,
): { answer: Answer; authenticated: boolean } {
  const trouble = troubleAnswer(context.state, system.trouble, context);
  if (trouble !== undefined) return { answer: trouble, authenticated: false };
  const identity = identify(system, request, context);
  const answer = routed(system, request, identity, context);
  const headers = { ...system.headers(identity, context.now), ...answer.headers };
  return { answer: { ...answer, headers }, authenticated: identity.kind === 'known' };
}

/** As far as the path tells: searches and forms are sent by POST too, and tokens are everybody's own. */
const changesSomething = ({ method, path }: Route): boolean =>
  method !== 'GET' && !/\/(search|jql|approximate-count|form|tokens|\{tokenId\})$/.test(path);

const isOnlooker = (identity: Identity): boolean => identity.kind === 'known' && !mayWrite(identity.person);

function routed(system: System, request: SimRequest, identity: Identity, context: AnswerContext): Answer {
  const match = system.match(request.method, request.path);
  if (match === undefined) return system.notFound(request, identity);
  const refused = system.refuse(match, identity, context);
  if (refused === undefined && changesSomething(match.route) && isOnlooker(identity)) return system.trouble.forbidden();
  return refused ?? match.route.answer(makeCall(request, match, identity, context));
}
