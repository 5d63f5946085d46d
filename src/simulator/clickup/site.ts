import { html, type Answer } from '../server/answer.ts';
import { createRouter } from '../server/router.ts';
import { people } from '../company/people.ts';
import { clickUpError } from './errors.ts';
import { clickUpRoutes } from './routes.ts';
import { ClickUpWorld } from './world.ts';
import type { Identity, SimRequest } from '../server/call.ts';
import type { FileStore } from '../server/file-store.ts';
import type { KeyRing } from '../server/keys.ts';
import type { System } from '../server/system.ts';

const limitPerMinute = 100;
const minuteSeconds = 60;

/** A personal token stands in the header as it is; `Bearer` is for OAuth, which nobody here has. */
function identify(keys: KeyRing, request: SimRequest, expired: boolean): Identity {
  const header = request.headers.authorization;
  if (header === undefined || header === '') return { kind: 'anonymous', siteIsPublic: false };
  const key = expired ? undefined : keys.find(header);
  return key === undefined
    ? { kind: 'refused', scheme: 'other', locked: false }
    : { kind: 'known', person: key.person, key };
}

function refuse(identity: Identity): Answer | undefined {
  if (identity.kind === 'known') return undefined;
  return identity.kind === 'anonymous'
    ? clickUpError('OAUTH_017', 'Authorization header required', 401)
    : clickUpError('OAUTH_025', 'Token invalid', 401);
}

/** Unix seconds of the next full minute. */
const resetAt = (now: Date): number => (Math.floor(now.getTime() / 60_000) + 1) * minuteSeconds;

export function createClickUp(keys: KeyRing, now: Date, files: FileStore): System {
  const routes = clickUpRoutes(new ClickUpWorld(people, now), files, now);
  return {
    jsonType: 'application/json; charset=utf-8',
    routes,
    match: createRouter(routes),
    trouble: {
      captcha: () => clickUpError('OAUTH_025', 'Token invalid', 401),
      forbidden: () => clickUpError('ACCESS_083', 'You do not have access to this resource', 403),
      rateLimited: (seconds, at) =>
        clickUpError('APP_002', 'Rate limit reached', 429, {
          'X-RateLimit-Limit': String(limitPerMinute),
          'X-RateLimit-Remaining': '0',
          'X-RateLimit-Reset': String(Math.ceil(at.getTime() / 1000) + seconds),
        }),
    },
    identify: (request, { expired }) => identify(keys, request, expired),
    refuse: (_match, identity) => refuse(identity),
    notFound: ({ path }) =>
      /^\/v[23]\//.test(path) ? clickUpError('APP_001', 'Route not found', 404) : html('404 Not Found', 404),
    headers: (_identity, at) => ({
      'X-RateLimit-Limit': String(limitPerMinute),
      'X-RateLimit-Remaining': String(limitPerMinute - 1),
      'X-RateLimit-Reset': String(resetAt(at)),
    }),
  };
}
