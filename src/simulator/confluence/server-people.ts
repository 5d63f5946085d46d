import { json, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { wikiUserKey } from './dialect.ts';
import { wikiError } from './errors.ts';
import { pageOf, type Wiki } from './shared-routes.ts';

function list(wiki: Wiki, call: Call): Answer {
  const { items, ...envelope } = pageOf(wiki, call, '/rest/api/user/list', wiki.world.people, 200);
  return json({ results: items.map((person) => wiki.dialect.user(person, call.base)), ...envelope });
}

function get({ world, dialect }: Wiki, call: Call): Answer {
  const key = call.query.get('key');
  const name = call.query.get('username');
  const person = world.people.find((each) => (key === null ? each.login === name : wikiUserKey(each) === key));
  if (person === undefined) return wikiError(`No user found with key : ${key ?? name ?? ''}`, 404, 'Not Found');
  return json(dialect.user(person, call.base));
}

/** People of a server, for those who are logged in. */
export const serverPeopleRoutes = (wiki: Wiki): Route[] => [
  route('GET', '/rest/api/user/list', 'closed', (call) => list(wiki, call)),
  route('GET', '/rest/api/user', 'closed', (call) => get(wiki, call)),
];
