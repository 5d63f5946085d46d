import { html, json } from '../server/answer.ts';
import { createCloudSystem } from '../atlassian/cloud-system.ts';
import { createDataCenterSystem } from '../atlassian/data-center-system.ts';
import { tokenRoutes } from '../atlassian/personal-access-tokens.ts';
import { cloudDialect, dataCenterDialect } from './dialect.ts';
import { jiraCloudPlans } from './cloud-seed.ts';
import { jiraCloudRoutes } from './cloud-routes.ts';
import { jiraDataCenterPlans } from './data-center-seed.ts';
import { jiraDataCenterRoutes } from './data-center-routes.ts';
import { jiraError } from './jira.ts';
import { populate } from './populate.ts';
import { route, type Identity } from '../server/call.ts';
import type { FileStore } from '../server/file-store.ts';
import type { KeyRing } from '../server/keys.ts';
import type { System } from '../server/system.ts';

type CloudParts = {
  readonly keys: KeyRing;
  readonly cloudId: string;
  readonly now: Date;
  /** Where attachments are downloaded from. */
  readonly files: FileStore;
};

export function createJiraCloud({ keys, cloudId, now, files }: CloudParts): System {
  const jira = { world: populate(jiraCloudPlans, now, cloudDialect), dialect: cloudDialect };
  const tenant = route('GET', '/_edge/tenant_info', 'open', () => json({ cloudId }));
  return createCloudSystem({
    keys,
    routes: [tenant, ...jiraCloudRoutes(jira, files)],
    notFound: ({ path }) =>
      path.startsWith('/rest/')
        ? json({ errorMessages: [`No endpoint ${path}.`], errors: {} }, 404)
        : html('Oops, you&#39;ve found a dead link', 404),
  });
}

/** Every answer of Jira Data Center says who it takes the caller for. */
const userName = (identity: Identity): string => (identity.kind === 'known' ? identity.person.login : 'anonymous');

export function createJiraDataCenter(keys: KeyRing, url: string, now: Date): System {
  const jira = { world: populate(jiraDataCenterPlans, now, dataCenterDialect), dialect: dataCenterDialect };
  return createDataCenterSystem({
    keys,
    routes: [...jiraDataCenterRoutes(jira), ...tokenRoutes(keys)],
    realm: 'protected-area',
    loginUrl: `${url}/login.jsp`,
    unauthenticated: () =>
      json({ message: 'Client must be authenticated to access this resource.', 'status-code': 401 }, 401),
    notFound: ({ path }) =>
      path.startsWith('/rest/') ? jiraError(`null for uri: ${url}${path}`, 404) : html('Oops, dead link', 404),
    forbidden: () => jiraError('You do not have permission to access this resource.', 403),
    headers: (identity) => ({
      'X-AREQUESTID': '605x1x1',
      'X-AUSERNAME': userName(identity),
      ...(identity.kind === 'known' ? { 'X-Seraph-LoginReason': 'OK' } : {}),
    }),
  });
}
