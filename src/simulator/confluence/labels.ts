import { parseJson } from '../../lib/json.ts';
import { json, nothing, Refusal, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { cursorPage, drawLabels } from './cloud-draw.ts';
import { wikiError, wikiErrorV2 } from './errors.ts';
import { pageOf, rendererFor, type Wiki } from './shared-routes.ts';
import { textIn } from './writing.ts';
import type { Space, WikiPage } from './content.ts';

function labelled(wiki: Wiki, call: Call): WikiPage {
  const id = call.param('id');
  const page = wiki.world.visibleContents(call.identity).find((each) => each.id === id);
  if (page === undefined)
    throw new Refusal(wikiError(`No content found with id: ContentId{id=${id}}`, 404, 'Not Found'));
  return page;
}

function drawAll(wiki: Wiki, call: Call, page: WikiPage): Answer {
  const { items, ...envelope } = pageOf(
    wiki,
    call,
    `/rest/api/content/${page.id}/label`,
    rendererFor(wiki, call).labels(page),
    200,
  );
  return json({ results: items, ...envelope });
}

/** One label or a list of them. Blanks are not part of a label. */
function namesIn(call: Call): string[] {
  const input = parseJson(call.request.body);
  const all: unknown[] = Array.isArray(input) ? input : [input];
  const names = all.map((each) =>
    typeof each === 'object' && each !== null ? (textIn(each as Record<string, unknown>, 'name') ?? '') : '',
  );
  const bad = names.find((name) => name === '' || /[\s,!#&()*.:;<>?@[\]^]/.test(name));
  if (bad !== undefined) throw new Refusal(wikiError(`Invalid label: "${bad}"`, 400, 'Bad Request'));
  return names.map((name) => name.toLowerCase());
}

function add(wiki: Wiki, call: Call): Answer {
  const page = labelled(wiki, call);
  page.labels = [...new Set([...page.labels, ...namesIn(call)])];
  return drawAll(wiki, call, page);
}

function remove(wiki: Wiki, call: Call): Answer {
  const page = labelled(wiki, call);
  const name = call.query.get('name') ?? '';
  if (!page.labels.includes(name)) return wikiError(`No label found with name: ${name}`, 404, 'Not Found');
  page.labels = page.labels.filter((each) => each !== name);
  return nothing();
}

const usedIn = ({ world }: Wiki, space: Space): string[] =>
  [
    ...new Set(
      world.contents.filter((page) => page.space === space && !page.isInTrash).flatMap(({ labels }) => labels),
    ),
  ].sort();

const writeRoutes = (wiki: Wiki, api: string): Route[] => [
  route('POST', `${api}/content/{id}/label`, 'closed', (call) => add(wiki, call), 'write:label:confluence'),
  route('DELETE', `${api}/content/{id}/label`, 'closed', (call) => remove(wiki, call), 'write:label:confluence'),
];

function ofCloudSpace(wiki: Wiki, call: Call): Answer {
  const space = wiki.world.visibleSpaces(call.identity).find(({ id }) => id === call.param('id'));
  return space === undefined
    ? wikiErrorV2('Not Found', 404)
    : cursorPage(call, drawLabels(usedIn(wiki, space)), (label) => label);
}

function ofServerSpace(wiki: Wiki, call: Call): Answer {
  const key = call.param('spaceKey');
  const space = wiki.world.visibleSpaces(call.identity).find((each) => each.key === key);
  if (space === undefined) return wikiError(`No space found with key : ${key}`, 404, 'Not Found');
  const all = usedIn(wiki, space).map((name, index) => ({
    prefix: 'global',
    name,
    label: name,
    id: String(5001 + index),
  }));
  const { items, ...envelope } = pageOf(wiki, call, `/rest/api/space/${key}/labels`, all, 200);
  return json({ results: items, ...envelope });
}

export const cloudLabelRoutes = (wiki: Wiki): Route[] => [
  ...writeRoutes(wiki, '/wiki/rest/api'),
  route(
    'GET',
    '/wiki/api/v2/spaces/{id}/content/labels',
    'public',
    (call) => ofCloudSpace(wiki, call),
    'read:label:confluence',
  ),
];

export const serverLabelRoutes = (wiki: Wiki): Route[] => [
  ...writeRoutes(wiki, '/rest/api'),
  route('GET', '/rest/api/content/{id}/label', 'open', (call) => drawAll(wiki, call, labelled(wiki, call))),
  route('GET', '/rest/api/space/{spaceKey}/labels', 'open', (call) => ofServerSpace(wiki, call)),
];
