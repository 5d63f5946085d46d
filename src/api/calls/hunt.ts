import type { CallList, EventList } from './call-list.ts';

/** Keys that lie about in plain text. */
export const huntCalls = {} as const satisfies CallList;

export const huntEvents = {} as const satisfies EventList;
