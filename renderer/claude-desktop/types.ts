import type { CallInput, CallOutput } from '../../src/api/contract.ts';

export type ClaudeStatus = CallOutput<'claude.status'>;
export type ClaudeLocation = ClaudeStatus['locations'][number];
export type ClaudePreview = CallOutput<'claude.preview'>;
export type ClaudeWritten = CallOutput<'claude.apply'>;
export type ClaudeChange = CallInput<'claude.preview'>['change'];
