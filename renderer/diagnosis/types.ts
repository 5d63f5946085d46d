import type { CallInput, CallOutput } from '../../src/api/contract.ts';

export type Report = CallOutput<'diagnosis.run'>;
export type Step = Report['steps'][number];
export type Subject = CallInput<'diagnosis.run'>['subject'];
export type Action = NonNullable<Report['action']>;
