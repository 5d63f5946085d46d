import type { CallsOf } from './calls-of.ts';

/** What answers the calls of src/api/calls/imports.ts. */
export type ImportServices = object;

export function importHandlers(_services: ImportServices): CallsOf<'imports'> {
  return {};
}
