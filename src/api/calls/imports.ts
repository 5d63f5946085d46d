import type { CallList, EventList } from './call-list.ts';

/** Connections of other tools. */
export const importCalls = {} as const satisfies CallList;

export const importEvents = {} as const satisfies EventList;
