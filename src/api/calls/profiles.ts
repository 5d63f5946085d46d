import type { CallList, EventList } from './call-list.ts';

/** Other MCP servers, started with keys from the keychain. */
export const profileCalls = {} as const satisfies CallList;

export const profileEvents = {} as const satisfies EventList;
