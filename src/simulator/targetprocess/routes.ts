import { json, Refusal, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { whole as wholeNumber } from '../jira/parameters.ts';
import { typeOf } from './collections.ts';
import { BadRequest, entityNotFound, targetprocessError } from './errors.ts';
import { download, upload } from './files.ts';
import { parseInclude } from './include.ts';
import { nestedIn, select, textOf, whole } from './render.ts';
import { parseWhere, valuesAt } from './where.ts';
import { create, remove, update, type Writing } from './write.ts';
import { Row, type Store } from './store.ts';
import type { KeyRing } from '../server/keys.ts';
import type { Person } from '../company/people.ts';

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
      if (error instanceof BadRequest) throw new Refusal(targetprocessError(error.message, error.status));
      throw error;
    }
  };
}

function draw(store: Store, call: Call, row: Row, type: string): object {
  const include = parseInclude(call.query.get('include'));
  return include === undefined ? whole(row, type) : select(store, row, type, include);
}

function sorted(place: { store: Store; type: string }, rows: readonly Row[], query: URLSearchParams): readonly Row[] {
  const field = query.get('orderByDesc') ?? query.get('orderBy');
  if (field === null) return rows;
  const sign = query.has('orderByDesc') ? -1 : 1;
  const key = (row: Row): string | number => {
    const value = valuesAt(place, row, field.split('.'))[0] ?? '';
    return typeof value === 'number' ? value : value instanceof Row ? value.id : textOf(value).toLowerCase();
  };
  return rows.toSorted((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0));
}

/** The next page's address keeps the query but not the token. */
function pageLink(call: Call, take: number, skip: number): string {
  const query = new URLSearchParams(call.query);
  query.delete('access_token');
  query.delete('token');
  query.set('take', String(take));
  query.set('skip', String(skip));
  return `${call.base}${call.request.path}?${query.toString().replaceAll('+', '%20')}`;
}

function list(store: Store, call: Call, type: string, among: readonly Row[]): Answer {
  const { query } = call;
  const found = sorted({ store, type }, among.filter(parseWhere(query.get('where'), { store, type })), query);
  const take = Math.min(wholeNumber(query.get('take'), usualTake), maxTake);
  const skip = wholeNumber(query.get('skip'), 0);
  const rows = found.slice(skip, skip + take);
  const next = skip + take < found.length && take > 0 ? { Next: pageLink(call, take, skip + take) } : {};
  const previous = skip > 0 ? { Prev: pageLink(call, take, Math.max(0, skip - take)) } : {};
  return json({ ...previous, ...next, Items: rows.map((row) => draw(store, call, row, type)) });
}

function typeAsked(call: Call): string {
  const name = call.param('collection');
  const type = typeOf(name);
  if (type === undefined) throw new BadRequest(`Resource "${name}" is not found.`, 404);
  return type;
}

function rowAsked(store: Store, call: Call): Row {
  const row = store.find(typeAsked(call), call.param('id'));
  if (row === undefined) throw new Refusal(entityNotFound(typeAsked(call), call.param('id')));
  return row;
}

/** `/UserStories/123/Comments`. */
function listNested(store: Store, call: Call): Answer {
  const row = rowAsked(store, call);
  const nested = nestedIn(typeAsked(call), call.param('nested'));
  if (nested === undefined) throw new BadRequest(`Resource "${call.param('nested')}" is not found.`, 404);
  return list(store, call, nested.type, nested.rows(store, row));
}

function writing(store: Store, call: Call): Writing {
  const by = store.find('User', person(call).number);
  if (by === undefined) throw new Error('The account has no such user.');
  return { store, by, now: call.now.getTime() };
}

/** To an entity or, with its Id, to its collection: an update. To the collection without one: a new entity. */
function save(store: Store, call: Call): Answer {
  const type = typeAsked(call);
  const input = call.input();
  if (input['Id'] === undefined) return json(draw(store, call, create(writing(store, call), type, input), type), 201);
  const row = store.find(type, input['Id']);
  if (row === undefined) return entityNotFound(type, textOf(input['Id']));
  return json(draw(store, call, update(writing(store, call), row, input), type));
}

function change(store: Store, call: Call): Answer {
  const row = rowAsked(store, call);
  return json(draw(store, call, update(writing(store, call), row, call.input()), typeAsked(call)));
}

function erase(store: Store, call: Call): Answer {
  const row = rowAsked(store, call);
  remove(writing(store, call), row);
  return json({ ResourceType: typeAsked(call), Id: row.id });
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

/** REST v1, and the two pages that files go through. */
export function targetprocessRoutes(store: Store, serviceTokens: KeyRing): Route[] {
  const serviceToken = (call: Call): Answer => {
    const { login } = person(call);
    const known = serviceTokens.ownedBy(person(call)).find(({ name }) => name === 'service');
    return json({ Token: (known ?? serviceTokens.issue({ account: login, name: 'service' })).secret });
  };
  const closed = (method: Route['method'], path: string, answer: (call: Call) => Answer): Route =>
    route(method, path, 'closed', checked(answer));
  const all = '/api/v1/{collection}';
  const one = '/api/v1/{collection}/{id}';
  return [
    closed('GET', '/api/v1/Users/LoggedUser', (call) => json(whole(writing(store, call).by, 'User'))),
    closed('GET', '/api/v1/Context', getContext),
    closed('GET', '/api/v1/Authentication', serviceToken),
    closed('GET', all, (call) => list(store, call, typeAsked(call), store.of(typeAsked(call)))),
    closed('POST', all, (call) => save(store, call)),
    closed('GET', one, (call) => json(draw(store, call, rowAsked(store, call), typeAsked(call)))),
    closed('POST', one, (call) => change(store, call)),
    closed('DELETE', one, (call) => erase(store, call)),
    closed('GET', `${one}/{nested}`, (call) => listNested(store, call)),
    route('POST', '/UploadFile.ashx', 'closed', (call) => upload(store, call, writing(store, call).by)),
    route('GET', '/Attachment.aspx', 'closed', (call) => download(store, call)),
  ];
}
