import type { CallOutput, EventPayload } from '../../src/api/contract.ts';

export type RotationView = CallOutput<'rotation.replace'>;
export type RotationPlan = CallOutput<'rotation.plan'>;
export type KeyComparison = CallOutput<'rotation.tryKey'>;
export type PastRotation = CallOutput<'rotation.finish'>;
export type ProgressStep = EventPayload<'rotation.progress'>['step'];
