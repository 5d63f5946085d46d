import type { CallOutput } from '../../src/api/contract.ts';

export type ServerStatus = CallOutput<'server.status'>;
export type Tool = ServerStatus['tools'][number];
export type LogLine = CallOutput<'server.log'>[number];
export type ToolAnswer = CallOutput<'server.callTool'>;
export type ActivityEntry = CallOutput<'activity.list'>[number];
