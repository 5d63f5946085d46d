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
export type GuardStatus = CallOutput<'claude.guard'>;
export type GuardedFile = GuardStatus['files'][number];
export type GuardEvent = CallOutput<'claude.history'>[number];
export type GuardComparison = CallOutput<'claude.difference'>;
export type ClaudeBackup = CallOutput<'claude.backups'>[number];
export type When = NonNullable<CallInput<'claude.apply'>['when']>;
