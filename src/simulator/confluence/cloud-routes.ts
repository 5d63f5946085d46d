import { splitList } from '../jira/issue-view.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { accountId } from '../jira/dialect.ts';
import { cloudCommentRoutes } from './cloud-comments.ts';
import { cloudContentRoutes } from './cloud-content.ts';
import { cursorPage, single } from './cloud-draw.ts';
import { cloudUserRoutes } from './cloud-users.ts';
import { cloudWiki } from './dialect.ts';
import { wikiErrorV2 } from './errors.ts';
import { cloudFileRoutes } from './files.ts';
import { cloudLabelRoutes } from './labels.ts';
import { operationsInSpace } from './operations.ts';
import { sharedRoutes, type Wiki } from './shared-routes.ts';
import { json, type Answer } from '../server/answer.ts';
import type { FileStore } from '../server/file-store.ts';
import type { Space } from './content.ts';

function drawSpace({ world }: Wiki, space: Space): Record<string, unknown> {
  return {
    id: space.id,
    key: space.key,
    name: space.name,
    type: 'global',
    status: 'current',
    authorId: accountId(space.owner),
    spaceOwnerId: accountId(space.owner),
    createdAt: space.createdAt.toISOString(),
    homepageId: world.homeOf(space)?.id,
    description: null,
    icon: null,
    _links: { webui: cloudWiki.spaceLink(space) },
  };
}

function listSpaces(wiki: Wiki, call: Call): Answer {
  const keys = splitList(call.query.getAll('keys'));
  const ids = splitList(call.query.getAll('ids'));
  const found = wiki.world
    .visibleSpaces(call.identity)
    .filter((space) => keys.length === 0 || keys.includes(space.key))
    .filter((space) => ids.length === 0 || ids.includes(space.id));
  return cursorPage(call, found, (space) => drawSpace(wiki, space));
}

function getSpace(wiki: Wiki, call: Call): Answer {
  const space = wiki.world.visibleSpaces(call.identity).find(({ id }) => id === call.param('id'));
  return space === undefined ? wikiErrorV2('Not Found', 404) : single(call, drawSpace(wiki, space));
}

function spaceOperations(wiki: Wiki, call: Call): Answer {
  const { identity } = call;
  const space = wiki.world.visibleSpaces(identity).find(({ id }) => id === call.param('id'));
  if (space === undefined) return wikiErrorV2('Not Found', 404);
  return json({ operations: identity.kind === 'known' ? operationsInSpace(identity.person) : [] });
}

/** Confluence Cloud: REST v2, and what is left of v1. */
export const confluenceCloudRoutes = (wiki: Wiki, files: FileStore): Route[] => [
  route('GET', '/wiki/api/v2/spaces', 'public', (call) => listSpaces(wiki, call), 'read:space:confluence'),
  route('GET', '/wiki/api/v2/spaces/{id}', 'public', (call) => getSpace(wiki, call), 'read:space:confluence'),
  route(
    'GET',
    '/wiki/api/v2/spaces/{id}/operations',
    'public',
    (call) => spaceOperations(wiki, call),
    'read:space:confluence',
  ),
  ...cloudContentRoutes(wiki),
  ...cloudCommentRoutes(wiki),
  ...cloudFileRoutes(wiki, files),
  ...cloudLabelRoutes(wiki),
  ...cloudUserRoutes(wiki),
  ...sharedRoutes(wiki),
];
