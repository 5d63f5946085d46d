import { z } from 'zod';
import type { CallList, EventList } from './call-list.ts';

/** Other MCP servers, started with keys from the keychain. */
export const profileCalls = {} as const satisfies CallList;

export const profileEvents = {
  /** Fetch again: the profiles changed, or who uses them. */
  'profiles.changed': z.object({}),
} as const satisfies EventList;
