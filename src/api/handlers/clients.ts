import type { CallsOf } from './calls-of.ts';

/** What answers the calls of src/api/calls/clients.ts. */
export type ClientServices = object;

export function clientHandlers(_services: ClientServices): CallsOf<'clients'> {
  return {};
}
