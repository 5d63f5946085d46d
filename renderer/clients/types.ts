import type { CallInput, CallOutput } from '../../src/api/contract.ts';

export type Client = CallOutput<'clients.list'>[number];
export type ClientFile = Client['files'][number];
export type ClientPreview = CallOutput<'clients.preview'>;
export type ClientWritten = CallOutput<'clients.apply'>;
export type ClientChange = CallInput<'clients.preview'>['change'];
export type Access = CallOutput<'clients.access'>;
export type Rules = Access['others'];
export type Rule = Rules['byDefault'];
