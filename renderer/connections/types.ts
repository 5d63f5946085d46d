import type { CallInput, CallOutput } from '../../src/api/contract.ts';

export type Connection = CallOutput<'connections.list'>[number];
export type DraftTestResult = CallOutput<'connections.testDraft'>;
export type Provider = CallOutput<'providers.list'>[number];
export type AuthMethod = Provider['authMethods'][number];
export type Draft = CallInput<'connections.testDraft'>;
