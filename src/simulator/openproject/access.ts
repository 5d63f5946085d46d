import { Refusal, type Answer } from '../server/answer.ts';
import { route, type Call, type Method, type Route } from '../server/call.ts';
import { mayWrite as personMayWrite, type Person } from '../company/people.ts';
import { missingPermission, notFound, openProjectError } from './errors.ts';
import type { OpenProjectWorld } from './world.ts';
import type { Work } from './work.ts';

export const api = '/api/v3';

export const mayWrite = ({ identity }: Pick<Call, 'identity'>): boolean =>
  identity.kind === 'known' && personMayWrite(identity.person);

export function writer({ identity }: Call): Person {
  if (identity.kind !== 'known' || !personMayWrite(identity.person)) throw new Refusal(missingPermission());
  return identity.person;
}

export function workAt(world: OpenProjectWorld, call: Call): Work {
  const found = world.findWork(call.param('id'), call.identity);
  if (found === undefined) throw new Refusal(notFound());
  return found;
}

/** Answers early unless something was found. */
export function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Refusal(notFound());
  return thing;
}

/** Every write has to say what it sends, deletions too. */
function refuseType({ request }: Call): Answer | undefined {
  const type = request.headers['content-type'];
  if (type === undefined) return openProjectError('TypeNotSupported', 'Missing content-type header', 406);
  if (/^(application\/(hal\+)?json|multipart\/form-data)\b/i.test(type)) return undefined;
  const message = `Expected CONTENT-TYPE to be (expected) application/json. Got (actual) ${type}.`;
  return openProjectError('TypeNotSupported', message, 415);
}

export const read = (path: string, answer: Route['answer']): Route => route('GET', `${api}${path}`, 'public', answer);

export const write = (method: Method, path: string, answer: Route['answer']): Route =>
  route(method, `${api}${path}`, 'public', (call) => refuseType(call) ?? answer(call));

/** The id of the project in the path. */
export const projectAt = (world: OpenProjectWorld, call: Call): number =>
  world.projectId(found(world.findProject(call.param('id'), call.identity)).key);
