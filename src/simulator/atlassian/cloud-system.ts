import { html, json, text } from '../server/answer.ts';
import { createRouter } from '../server/router.ts';
import { readAuthorization } from '../server/credentials.ts';
import type { Answer } from '../server/answer.ts';
import type { Identity, Route, SimRequest } from '../server/call.ts';
import type { Key, KeyRing } from '../server/keys.ts';
import type { IdentifyContext, System } from '../server/system.ts';
import type { TroubleAnswers } from '../server/switches.ts';

const refused = (scheme: 'basic' | 'bearer' | 'other'): Identity => ({ kind: 'refused', scheme, locked: false });

/** Basic e-mail:token; the site takes classic tokens only, the gateway takes scoped ones too. */
function identifyCloud(keys: KeyRing, request: SimRequest, context: IdentifyContext): Identity {
  const sent = readAuthorization(request);
  if (sent.scheme === 'none') return { kind: 'anonymous', siteIsPublic: false };
  if (sent.scheme !== 'basic') return refused(sent.scheme);
  const key = context.expired ? undefined : keys.find(sent.secret);
  if (key?.person.email !== sent.account.toLowerCase()) return refused('basic');
  return key.scopes !== undefined && !context.gateway ? refused('basic') : { kind: 'known', person: key.person, key };
}

function lacksScope(key: Key | undefined, route: Route): boolean {
  const scopes = key?.scopes;
  if (scopes === undefined || scopes === 'all' || route.scope === undefined) return false;
  return !route.scope.split('|').some((scope) => scopes.includes(scope));
}

/** The gateway lets nobody through anonymously. */
function refuseAtGateway(route: Route, identity: Identity): Answer | undefined {
  if (identity.kind !== 'known') return json({ code: 401, message: 'Unauthorized' }, 401);
  if (!lacksScope(identity.key, route)) return undefined;
  return json({ code: 401, message: 'Unauthorized; scope does not match' }, 401);
}

function refuseAtSite(route: Route, identity: Identity): Answer | undefined {
  if (identity.kind === 'known') return undefined;
  if (identity.kind === 'refused' && identity.scheme === 'bearer') {
    return json({ error: 'Failed to parse Connect Session Auth Token' }, 403);
  }
  if (route.access === 'open') return undefined;
  if (route.access === 'public' && identity.kind === 'anonymous' && identity.siteIsPublic) return undefined;
  return text('Client must be authenticated to access this resource.', 401);
}

const trouble: TroubleAnswers = {
  captcha: () =>
    html('Forbidden (403)', 403, {
      'X-Seraph-LoginReason': 'AUTHENTICATION_DENIED',
      'X-Authentication-Denied-Reason': 'CAPTCHA_CHALLENGE; login-url=https://id.atlassian.com/login',
    }),
  forbidden: () => json({ errorMessages: ['You do not have permission to access this resource.'], errors: {} }, 403),
  // https://confluence.atlassian.com/pages/viewpage.action?pageId=1384133808
  ipBlocked: () =>
    json(
      {
        errorMessages: [
          'The IP address has been rejected because it is not on the allowed list. See your admin for more information.',
        ],
        errors: {},
      },
      403,
    ),
  rateLimited: (seconds, now) =>
    json({ errorMessages: ['Rate limit exceeded.'], errors: {} }, 429, {
      'Retry-After': String(seconds),
      'X-RateLimit-Limit': '350',
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Reset': `${new Date(now.getTime() + seconds * 1000).toISOString().slice(0, 19)}Z`,
      'RateLimit-Reason': 'jira-burst-based',
    }),
};

function seraphHeaders(identity: Identity): Record<string, string> {
  if (identity.kind === 'known') return { 'x-seraph-loginreason': 'OK' };
  const isFailed = identity.kind === 'refused' || identity.credentialsIgnored === true;
  return isFailed ? { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' } : {};
}

type CloudParts = {
  readonly keys: KeyRing;
  readonly routes: readonly Route[];
  readonly notFound: (request: SimRequest) => Answer;
};

/** Jira and Confluence Cloud: one site, one kind of token, one gateway. */
export const createCloudSystem = ({ keys, routes, notFound }: CloudParts): System => ({
  jsonType: 'application/json;charset=UTF-8',
  routes,
  match: createRouter(routes),
  trouble,
  identify: (request, context) => identifyCloud(keys, request, context),
  refuse: ({ route }, identity, { gateway }) =>
    gateway ? refuseAtGateway(route, identity) : refuseAtSite(route, identity),
  notFound,
  headers: seraphHeaders,
});
