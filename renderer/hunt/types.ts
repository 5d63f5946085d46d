import type { CallInput, CallOutput, EventPayload } from '../../src/api/contract.ts';

type HuntState = CallOutput<'hunt.state'>;
export type HuntReport = NonNullable<HuntState['report']>;
export type FindGroup = HuntReport['groups'][number];
export type Find = FindGroup['finds'][number];
export type HuntMove = HuntState['history'][number];
export type MovePlan = CallOutput<'hunt.plan'>;
export type PlannedPlace = MovePlan['places'][number];
export type PlaceChange = PlannedPlace['choices'][number];
export type Proposal = MovePlan['proposals'][number];
export type FilePreview = CallOutput<'hunt.preview'>[number];
export type MoveRequest = CallInput<'hunt.move'>;
export type MoveResult = CallOutput<'hunt.move'>;
export type HuntProgress = EventPayload<'hunt.progress'>;
