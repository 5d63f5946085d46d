import { z } from 'zod';
import { diagnosisReport } from '../../diagnosis/report.ts';
import { importChoice, importOutcome, importPreview, importSource } from '../../imports/preview.ts';
import type { CallList, EventList } from './call-list.ts';

const nothing = z.object({});
const byImport = z.object({ importId: z.uuid() });

/** Connections of other tools. Their keys stay in the host between preview and import. */
export const importCalls = {
  /** Changes nothing. */
  'imports.look': { input: z.object({ source: importSource }), output: importPreview },
  /** `imports.progress` events count along. */
  'imports.run': {
    input: byImport.extend({ choices: z.array(importChoice).min(1, 'Choose a connection.').max(200) }),
    output: z.array(importOutcome),
  },
  /** Why one fails, key and all; the steps are told by `diagnosis.step` events, as for `diagnosis.run`. */
  'imports.diagnose': {
    input: byImport.extend({ runId: z.uuid(), choice: importChoice }),
    output: diagnosisReport,
  },
  /** The dialog was closed: what was found is not needed any more. */
  'imports.forget': { input: byImport, output: nothing },
} as const satisfies CallList;

export const importEvents = {
  'imports.progress': byImport.extend({ outcome: importOutcome }),
} as const satisfies EventList;
