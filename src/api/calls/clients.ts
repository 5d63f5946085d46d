import type { CallList, EventList } from './call-list.ts';

/** The other MCP clients. */
export const clientCalls = {} as const satisfies CallList;

export const clientEvents = {} as const satisfies EventList;
