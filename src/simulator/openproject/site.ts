import { html, type Answer } from '../server/answer.ts';
import { carryOut } from '../company/plan.ts';
import { createRouter } from '../server/router.ts';
import { people } from '../company/people.ts';
import { readAuthorization } from '../server/credentials.ts';
import { notFound, openProjectError } from './errors.ts';
import { openProjectPlans } from './seed.ts';
import { openProjectRoutes } from './routes.ts';
import { OpenProjectWorld } from './world.ts';
import type { Identity, SimRequest } from '../server/call.ts';
import type { FileStore } from '../server/file-store.ts';
import type { KeyRing } from '../server/keys.ts';
import type { System } from '../server/system.ts';

/** Basic with the literal user name `apikey`, or Bearer. Passwords never work. */
function identify(keys: KeyRing, request: SimRequest, expired: boolean): Identity {
  const sent = readAuthorization(request);
  if (sent.scheme === 'none') return { kind: 'anonymous', siteIsPublic: false };
  const mayCount = sent.scheme === 'bearer' || (sent.scheme === 'basic' && sent.account === 'apikey');
  const key = mayCount && !expired ? keys.find(sent.secret) : undefined;
  return key === undefined
    ? { kind: 'refused', scheme: sent.scheme, locked: false }
    : { kind: 'known', person: key.person, key };
}

const challenge = { 'WWW-Authenticate': 'Basic realm="OpenProject API"' };

function refuse(identity: Identity): Answer | undefined {
  if (identity.kind === 'known' || (identity.kind === 'anonymous' && identity.siteIsPublic)) return undefined;
  const message =
    identity.kind === 'refused'
      ? 'You did not provide the correct credentials.'
      : 'You need to be authenticated to access this resource.';
  return openProjectError('Unauthenticated', message, 401, challenge);
}

export function createOpenProject(keys: KeyRing, now: Date, files?: FileStore): System {
  const projects = openProjectPlans.map((plan) => carryOut(plan, now, people));
  const routes = openProjectRoutes(new OpenProjectWorld(projects, people, now), files);
  return {
    jsonType: 'application/hal+json; charset=utf-8',
    routes,
    match: createRouter(routes),
    trouble: {
      captcha: () =>
        openProjectError('Unauthenticated', 'You did not provide the correct credentials.', 401, challenge),
      forbidden: () => openProjectError('MissingPermission', 'You are not authorized to access this resource.', 403),
      rateLimited: (seconds) =>
        openProjectError('TooManyRequests', 'Too many requests.', 429, { 'Retry-After': String(seconds) }),
    },
    identify: (request, { expired }) => identify(keys, request, expired),
    refuse: (_match, identity) => refuse(identity),
    notFound: ({ path }) =>
      path.startsWith('/api/v3') ? notFound() : html('[Error 404] The page does not exist', 404),
    headers: () => ({}),
  };
}
