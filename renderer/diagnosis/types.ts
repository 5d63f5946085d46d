import type { CallInput, CallOutput } from '../../src/api/contract.ts';

export type Report = CallOutput<'diagnosis.run'>;
export type Step = Report['steps'][number];
/** Found by an import: the host has its key. */
export type ImportedSubject = Omit<CallInput<'imports.diagnose'>, 'runId'>;
export type Subject = CallInput<'diagnosis.run'>['subject'] | { readonly imported: ImportedSubject };
export type Action = NonNullable<Report['action']>;
