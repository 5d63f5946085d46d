import { AppError } from '../lib/app-error.ts';
import type { ConnectionDraft } from '../connections/inputs.ts';
import type { DiagnosisReport, DiagnosisStep } from './report.ts';

/** Finding out why a connection does not work. */
export interface Diagnoses {
  /** Each step is told twice: when it starts and when it ends. A failure of the connection is the report, not an exception. */
  run(
    subject: { id: string } | { draft: ConnectionDraft },
    onStep?: (step: DiagnosisStep) => void,
  ): Promise<DiagnosisReport>;
}

export function createDiagnoses(): Diagnoses {
  return { run: () => Promise.reject(new AppError('unsupported', 'Not there yet.', 'Wait for the next version.')) };
}
