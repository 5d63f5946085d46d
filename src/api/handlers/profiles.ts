import type { Profiles } from '../../profiles/profiles.ts';
import type { CallsOf } from './calls-of.ts';

/** What answers the calls of src/api/calls/profiles.ts. */
export type ProfileServices = { readonly profiles: Profiles };

export function profileHandlers(_services: ProfileServices): CallsOf<'profiles'> {
  return {};
}
