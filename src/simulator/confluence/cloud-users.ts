import { json, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { accountId } from '../jira/dialect.ts';
import { wikiError } from './errors.ts';
import { drawPerson, findPeople } from './person-search.ts';
import { pageOf, type Wiki } from './shared-routes.ts';

function searchUsers(wiki: Wiki, call: Call): Answer {
  const cql = call.query.get('cql') ?? '';
  if (cql.trim() === '') return wikiError('cql query parameter is required', 400, 'Bad Request');
  const found = findPeople(wiki, cql);
  if ('status' in found) return found;
  const { items, ...envelope } = pageOf(wiki, call, '/rest/api/search/user', found, 100);
  const results = items.map((person) => drawPerson(wiki, person, call));
  return json({ results, ...envelope, totalSize: found.length, cqlQuery: cql, searchDuration: 4 });
}

function getUser({ world, dialect }: Wiki, call: Call): Answer {
  const id = call.query.get('accountId');
  const person = world.people.find((each) => accountId(each) === id);
  if (person === undefined) return wikiError(`No user found with accountId : ${id ?? ''}`, 404, 'Not Found');
  return json(dialect.user(person, call.base));
}

const mostInBulk = 200;

function getUsers({ world, dialect }: Wiki, call: Call): Answer {
  const ids = call.query.getAll('accountId').slice(0, mostInBulk);
  const found = world.people.filter((person) => ids.includes(accountId(person)));
  const results = found.map((person) => dialect.user(person, call.base));
  return json({ results, start: 0, limit: mostInBulk, size: results.length, _links: {} });
}

/** People, by name and by account id; the names are not for visitors. */
export const cloudUserRoutes = (wiki: Wiki): Route[] => [
  route(
    'GET',
    '/wiki/rest/api/search/user',
    'closed',
    (call) => searchUsers(wiki, call),
    'read:content-details:confluence',
  ),
  route(
    'GET',
    '/wiki/rest/api/user',
    'closed',
    (call) => getUser(wiki, call),
    'read:confluence-user|read:content-details:confluence',
  ),
  route(
    'GET',
    '/wiki/rest/api/user/bulk',
    'closed',
    (call) => getUsers(wiki, call),
    'read:confluence-user|read:content-details:confluence',
  ),
];
