import type { Diagnoses } from '../../diagnosis/diagnoses.ts';
import type { Imports } from '../../imports/imports.ts';
import type { EventBus } from '../event-bus.ts';
import type { CallsOf } from './calls-of.ts';

/** What answers the calls of src/api/calls/imports.ts. */
export type ImportServices = {
  readonly imports: Imports;
  readonly diagnoses: Diagnoses;
  readonly events: EventBus;
};

export function importHandlers({ imports, diagnoses, events }: ImportServices): CallsOf<'imports'> {
  return {
    'imports.look': ({ source }) => imports.look(source),
    'imports.run': ({ importId, choices }) => imports.run(importId, choices),
    'imports.diagnose': ({ importId, choice, runId }) =>
      diagnoses.run({ draft: imports.draftOf(importId, choice) }, (step) => {
        events.emit('diagnosis.step', { runId, step });
      }),
    'imports.forget': ({ importId }) => {
      imports.forget(importId);
      return Promise.resolve({});
    },
  };
}
