import { json, Refusal, type Answer } from '../server/answer.ts';
import type { Call } from '../server/call.ts';
import type { Person } from '../company/people.ts';

export const clickUpError = (
  ECODE: string,
  err: string,
  status: number,
  headers: Record<string, string> = {},
): Answer => json({ err, ECODE }, status, headers);

/** Also what a missing task, list or space gets: existence is not told. */
export const notAuthorized = (): Answer => clickUpError('OAUTH_027', 'Team not authorized', 401);

/** The thing, or the answer to something missing. */
export function there<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Refusal(notAuthorized());
  return thing;
}

export const refuse = (ECODE: string, err: string, status = 400): Refusal =>
  new Refusal(clickUpError(ECODE, err, status));

/** The newer half of the API words its errors otherwise. */
export const refuseV3 = (status: number, message: string): Refusal =>
  new Refusal(json({ status, message, trace_id: '5577006791947779410' }, status));

export function whoAsks(call: Call): Person {
  if (call.identity.kind !== 'known') throw new Error('A closed route was answered for nobody.');
  return call.identity.person;
}
