import { json, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { wikiError } from './errors.ts';
import { operationsOnPage } from './operations.ts';
import { serverFileRoutes } from './files.ts';
import { serverLabelRoutes } from './labels.ts';
import { namedPage, serverContentRoutes } from './server-content.ts';
import { serverPeopleRoutes } from './server-people.ts';
import { expandOf, pageOf, rendererFor, sharedRoutes, type Wiki } from './shared-routes.ts';
import type { WikiPage } from './content.ts';

function listSpaces(wiki: Wiki, call: Call): Answer {
  const keys = call.query.getAll('spaceKey');
  const found = wiki.world.visibleSpaces(call.identity).filter(({ key }) => keys.length === 0 || keys.includes(key));
  const { items, ...envelope } = pageOf(wiki, call, '/rest/api/space', found, 100);
  return json({
    results: items.map((space) => rendererFor(wiki, call).space(space, expandOf(call), wiki.world.homeOf(space))),
    ...envelope,
  });
}

function getSpace(wiki: Wiki, call: Call): Answer {
  const key = call.param('spaceKey');
  const space = wiki.world.visibleSpaces(call.identity).find((each) => each.key === key);
  if (space === undefined) return wikiError(`No space found with key : ${key}`, 404, 'Not Found');
  return json(rendererFor(wiki, call).space(space, expandOf(call), wiki.world.homeOf(space)));
}

function listPages(wiki: Wiki, call: Call, path: string, pages: readonly WikiPage[]): Answer {
  const expand = expandOf(call);
  const max = expand.some((name) => name.startsWith('body')) ? 50 : 200;
  const { items, ...envelope } = pageOf(wiki, call, path, pages, max);
  const may = call.identity.kind === 'known' ? operationsOnPage(call.identity.person) : [];
  const operations = expand.includes('operations') ? { operations: may } : {};
  const results = items.map((page) => ({ ...rendererFor(wiki, call).content(page, expand), ...operations }));
  return json({ results, ...envelope });
}

function listContent(wiki: Wiki, call: Call): Answer {
  const spaceKey = call.query.get('spaceKey');
  const title = call.query.get('title');
  const type = call.query.get('type') ?? 'page';
  const found = wiki.world
    .visibleContents(call.identity)
    .filter(({ kind }) => kind === type)
    .filter((page) => spaceKey === null || page.space.key === spaceKey)
    .filter((page) => title === null || page.title === title);
  return listPages(wiki, call, '/rest/api/content', found);
}

function listChildren(wiki: Wiki, call: Call): Answer {
  const page = namedPage(wiki, call);
  const type = call.param('type');
  const children = type === 'page' ? wiki.world.childrenOf(page) : [];
  return listPages(wiki, call, `/rest/api/content/${page.id}/child/${type}`, children);
}

/** Confluence Data Center: REST v1. */
export const confluenceDataCenterRoutes = (wiki: Wiki): Route[] => [
  route('GET', '/rest/api/space', 'open', (call) => listSpaces(wiki, call)),
  route('GET', '/rest/api/space/{spaceKey}', 'open', (call) => getSpace(wiki, call)),
  route('GET', '/rest/api/content', 'open', (call) => listContent(wiki, call)),
  route('GET', '/rest/api/content/{id}/child/{type}', 'open', (call) => listChildren(wiki, call)),
  route('GET', '/status', 'open', () => json({ state: 'RUNNING' })),
  ...serverContentRoutes(wiki),
  ...serverFileRoutes(wiki),
  ...serverLabelRoutes(wiki),
  ...serverPeopleRoutes(wiki),
  ...sharedRoutes(wiki),
];
