import type { CallInput, CallOutput } from '../../src/api/contract.ts';

export type ClaudeStatus = CallOutput<'claude.status'>;
export type ClaudeLocation = ClaudeStatus['locations'][number];
export type ClaudePreview = CallOutput<'claude.preview'>;
export type ClaudeWritten = CallOutput<'claude.apply'>;
export type SightReport = CallOutput<'claude.see'>;
export type SightStep = SightReport['steps'][number];
export type ClaudeLogReport = CallOutput<'claude.log'>;
export type SecondRoad = CallOutput<'claude.secondRoad'>;
export type ClaudeChange = CallInput<'claude.preview'>['change'];
