import { html, json } from '../server/answer.ts';
import { createCloudSystem } from '../atlassian/cloud-system.ts';
import { createDataCenterSystem } from '../atlassian/data-center-system.ts';
import { tokenRoutes } from '../atlassian/personal-access-tokens.ts';
import { people } from '../company/people.ts';
import { confluenceCloudRoutes } from './cloud-routes.ts';
import { confluenceDataCenterRoutes } from './data-center-routes.ts';
import { cloudWiki, dataCenterWiki } from './dialect.ts';
import { wikiError, wikiErrorV2 } from './errors.ts';
import { confluenceCloudSpaces, confluenceDataCenterSpaces } from './seed.ts';
import { accountLink, furnish, userKeyLink } from './furnishing.ts';
import { WikiWorld } from './world.ts';
import type { FileStore } from '../server/file-store.ts';
import type { KeyRing } from '../server/keys.ts';
import type { System } from '../server/system.ts';

/** `files`: where attachments are downloaded from. */
export function createConfluenceCloud(keys: KeyRing, now: Date, files: FileStore): System {
  const world = furnish(new WikiWorld(confluenceCloudSpaces, people, now), now, accountLink);
  return createCloudSystem({
    keys,
    routes: confluenceCloudRoutes({ world, dialect: cloudWiki }, files),
    notFound: ({ path }) => {
      if (path.startsWith('/wiki/api/')) return wikiErrorV2('Not Found', 404);
      return path.startsWith('/wiki/rest/') ? wikiError('null for uri', 404, 'Not Found') : html('Page Not Found', 404);
    },
  });
}

export function createConfluenceDataCenter(keys: KeyRing, url: string, now: Date): System {
  const world = furnish(new WikiWorld(confluenceDataCenterSpaces, people, now), now, userKeyLink);
  return createDataCenterSystem({
    keys,
    routes: [...confluenceDataCenterRoutes({ world, dialect: dataCenterWiki }), ...tokenRoutes(keys)],
    realm: 'protected-area',
    loginUrl: `${url}/login.action`,
    unauthenticated: () =>
      json({ message: 'Client must be authenticated to access this resource.', 'status-code': 401 }, 401),
    notFound: ({ path }) =>
      path.startsWith('/rest/')
        ? wikiError(`null for uri: ${url}${path}`, 404, 'Not Found')
        : html('Page Not Found', 404),
    forbidden: () => wikiError('User not permitted to use Confluence', 403, 'Forbidden'),
    headers: (identity, now_) => ({
      'X-Confluence-Request-Time': String(now_.getTime()),
      ...(identity.kind === 'known' ? { 'X-Seraph-LoginReason': 'OK' } : {}),
    }),
  });
}
