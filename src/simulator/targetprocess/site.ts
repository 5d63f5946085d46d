import { randomUUID } from 'node:crypto';
import { html } from '../server/answer.ts';
import { carryOut } from '../company/plan.ts';
import { createRouter } from '../server/router.ts';
import { people } from '../company/people.ts';
import { readAuthorization } from '../server/credentials.ts';
import { targetprocessError } from './errors.ts';
import { fillStore } from './fill.ts';
import { targetprocessPlans } from './seed.ts';
import { targetprocessRoutes } from './routes.ts';
import type { Identity, SimRequest } from '../server/call.ts';
import type { Key, KeyRing } from '../server/keys.ts';
import type { System } from '../server/system.ts';

type Keys = { readonly personal: KeyRing; readonly service: KeyRing };

const refused: Identity = { kind: 'refused', scheme: 'other', locked: false };
const known = (key: Key): Identity => ({ kind: 'known', person: key.person, key });

/** `access_token=` and `token=` in the query, or Basic login:password; nothing in other headers. */
function identify(keys: Keys, request: SimRequest, expired: boolean): Identity {
  const accessToken = request.query.get('access_token');
  const token = request.query.get('token');
  if (accessToken !== null || token !== null) {
    const key = accessToken === null ? keys.service.find(token ?? '') : keys.personal.find(accessToken);
    return key === undefined || expired ? refused : known(key);
  }
  const sent = readAuthorization(request);
  if (sent.scheme === 'none') return { kind: 'anonymous', siteIsPublic: false };
  if (sent.scheme !== 'basic' || expired) return refused;
  const person = keys.personal.findPerson(sent.account);
  return person?.password === sent.secret ? { kind: 'known', person, key: undefined } : refused;
}

export function createTargetprocess(keys: Keys, now: Date): System {
  const projects = targetprocessPlans.map((plan) => carryOut(plan, now, people));
  const routes = targetprocessRoutes(fillStore(projects, people, now), keys.service);
  const unauthorized = () => targetprocessError('Access is denied. Authentication is required.', 401);
  return {
    jsonType: 'application/json; charset=utf-8',
    routes,
    match: createRouter(routes),
    trouble: {
      captcha: unauthorized,
      forbidden: () => targetprocessError('Access is denied.', 403),
      rateLimited: (seconds) => targetprocessError('Too many requests.', 429, { 'Retry-After': String(seconds) }),
    },
    identify: (request, { expired }) => identify(keys, request, expired),
    refuse: (_match, identity) => (identity.kind === 'known' ? undefined : unauthorized()),
    notFound: ({ path }) =>
      path.startsWith('/api/') ? targetprocessError('Resource is not found.', 404) : html('404 Not Found', 404),
    headers: () => ({
      Via: '1.1 kong/3.9.1',
      'Cache-Control': 'no-store, must-revalidate, proxy-revalidate, no-cache',
      'x-correlationid': randomUUID(),
      'x-tp-handled-by': 'tp-next',
    }),
  };
}
