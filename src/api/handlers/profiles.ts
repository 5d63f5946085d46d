import type { CallsOf } from './calls-of.ts';

/** What answers the calls of src/api/calls/profiles.ts. */
export type ProfileServices = object;

export function profileHandlers(_services: ProfileServices): CallsOf<'profiles'> {
  return {};
}
