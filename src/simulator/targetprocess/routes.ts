import { json, Refusal, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { whole } from '../jira/parameters.ts';
import { createCollections, type Collection, type Find } from './collections.ts';
import { userEntity, type Entity } from './entities.ts';
import { entityNotFound, targetprocessError } from './errors.ts';
import { parseInclude, select, type Selection } from './include.ts';
import { BadRequest, parseWhere, valueAt } from './where.ts';
import type { KeyRing } from '../server/keys.ts';
import type { Person } from '../company/people.ts';
import type { TargetprocessWorld } from './world.ts';

const usualTake = 25;
const maxTake = 1000;

function person(call: Call): Person {
  if (call.identity.kind !== 'known') throw new Error('A closed route was answered for nobody.');
  return call.identity.person;
}

/** XML is the default of the real service; who does not ask for JSON is told so by what comes back. */
function wantsJson(call: Call): boolean {
  return call.query.get('format')?.toLowerCase() === 'json' || call.request.headers.accept?.includes('json') === true;
}

function checked(answer: (call: Call) => Answer): (call: Call) => Answer {
  return (call) => {
    if (!wantsJson(call))
      return { status: 200, headers: { 'Content-Type': 'application/xml' }, body: { text: '<Items />' } };
    try {
      return answer(call);
    } catch (error) {
      if (error instanceof BadRequest) throw new Refusal(targetprocessError(error.message, 400));
      throw error;
    }
  };
}

function draw(collection: Collection, entity: Entity, include: readonly Selection[] | undefined): Entity {
  if (include !== undefined) return select(entity, include);
  return without(entity, collection.hidden);
}

function without(entity: Entity, hidden: readonly string[], above = ''): Entity {
  const shown = Object.entries(entity).filter(([name]) => !hidden.includes(above + name));
  const inner = (name: string, value: unknown): unknown =>
    hidden.some((each) => each.startsWith(`${above}${name}.`))
      ? without((value ?? {}) as Entity, hidden, `${above}${name}.`)
      : value;
  return Object.fromEntries(shown.map(([name, value]) => [name, inner(name, value)]));
}

function sorted(entities: readonly Entity[], query: URLSearchParams): readonly Entity[] {
  const field = query.get('orderByDesc') ?? query.get('orderBy');
  if (field === null) return entities;
  const sign = query.has('orderByDesc') ? -1 : 1;
  const key = (entity: Entity): string | number => {
    const value = valueAt(entity, field.split('.'));
    return typeof value === 'number' ? value : String(value).toLowerCase();
  };
  return entities.toSorted((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0));
}

/** The next page's address keeps the query but not the token. */
function nextLink(call: Call, take: number, skip: number): string {
  const query = new URLSearchParams(call.query);
  query.delete('access_token');
  query.delete('token');
  query.set('take', String(take));
  query.set('skip', String(skip));
  return `${call.base}${call.request.path}?${query.toString().replaceAll('+', '%20')}`;
}

function list(call: Call, collection: Collection, among: readonly Entity[]): Answer {
  const { query } = call;
  const include = parseInclude(query.get('include'));
  const found = sorted(among.filter(parseWhere(query.get('where'), collection.entities[0])), query);
  const take = Math.min(whole(query.get('take'), usualTake), maxTake);
  const skip = whole(query.get('skip'), 0);
  const items = found.slice(skip, skip + take);
  const next = skip + take < found.length && take > 0 ? { Next: nextLink(call, take, skip + take) } : {};
  const previous = skip > 0 ? { Prev: nextLink(call, take, Math.max(0, skip - take)) } : {};
  return json({ ...previous, ...next, Items: items.map((entity) => draw(collection, entity, include)) });
}

function withCollection(find: Find, name: string, answer: (collection: Collection) => Answer): Answer {
  const collection = find(name);
  return collection === undefined ? targetprocessError(`Resource "${name}" is not found.`, 404) : answer(collection);
}

function getEntity(find: Find, call: Call): Answer {
  return withCollection(find, call.param('collection'), (collection) => {
    const id = call.param('id');
    const entity = collection.entities.find((each) => String(each['Id']) === id);
    if (entity === undefined) return entityNotFound(collection.type, id);
    return json(draw(collection, entity, parseInclude(call.query.get('include'))));
  });
}

/** `/UserStories/123/Comments`. */
function listNested(find: Find, call: Call): Answer {
  const id = call.param('id');
  return withCollection(find, call.param('collection'), (parent) => {
    if (!parent.entities.some((each) => String(each['Id']) === id)) return entityNotFound(parent.type, id);
    return withCollection(find, call.param('nested'), (collection) => {
      const owner = collection.type === 'Comment' ? 'General' : parent.type;
      return list(
        call,
        collection,
        collection.entities.filter((each) => String(valueAt(each, [owner, 'Id'])) === id),
      );
    });
  });
}

function getContext(call: Call): Answer {
  const { number, email, firstName, lastName } = person(call);
  const user = { Id: number, Email: email, FirstName: firstName, LastName: lastName, Kind: 'User' };
  return json({
    Acid: '0000000000000000000000000000000000000000',
    Edition: 'Enterprise',
    Version: '3.16.0',
    Culture: { Name: 'en-US', TimePattern: 'h:mm tt', ShortDateFormat: 'M/d/yyyy' },
    LoggedUser: { ...user, IsActive: true, IsAdministrator: number === 1 },
    Processes: { Items: [{ Id: 2, Name: 'Scrum' }] },
    SelectedProjects: { Items: [] },
  });
}

/** REST v1, as far as reading goes. */
export function targetprocessRoutes(world: TargetprocessWorld, serviceTokens: KeyRing): Route[] {
  const find = createCollections(world);
  const serviceToken = (call: Call): Answer => {
    const { login } = person(call);
    const known = serviceTokens.ownedBy(person(call)).find(({ name }) => name === 'service');
    return json({ Token: (known ?? serviceTokens.issue({ account: login, name: 'service' })).secret });
  };
  return [
    route(
      'GET',
      '/api/v1/Users/LoggedUser',
      'closed',
      checked((call) => json(userEntity(person(call)))),
    ),
    route('GET', '/api/v1/Context', 'closed', checked(getContext)),
    route('GET', '/api/v1/Authentication', 'closed', checked(serviceToken)),
    route(
      'GET',
      '/api/v1/{collection}',
      'closed',
      checked((call) =>
        withCollection(find, call.param('collection'), (collection) => list(call, collection, collection.entities)),
      ),
    ),
    route(
      'GET',
      '/api/v1/{collection}/{id}',
      'closed',
      checked((call) => getEntity(find, call)),
    ),
    route(
      'GET',
      '/api/v1/{collection}/{id}/{nested}',
      'closed',
      checked((call) => listNested(find, call)),
    ),
  ];
}
