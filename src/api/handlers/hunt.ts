import type { CallsOf } from './calls-of.ts';

/** What answers the calls of src/api/calls/hunt.ts. */
export type HuntServices = object;

export function huntHandlers(_services: HuntServices): CallsOf<'hunt'> {
  return {};
}
