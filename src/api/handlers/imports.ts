import type { Imports } from '../../imports/imports.ts';
import type { CallsOf } from './calls-of.ts';

/** What answers the calls of src/api/calls/imports.ts. */
export type ImportServices = { readonly imports: Imports };

export function importHandlers({ imports }: ImportServices): CallsOf<'imports'> {
  return {
    'imports.look': ({ source }) => imports.look(source),
    'imports.run': ({ importId, choices }) => imports.run(importId, choices),
    'imports.forget': ({ importId }) => {
      imports.forget(importId);
      return Promise.resolve({});
    },
  };
}
