import type { KeyOverview } from './key-overview.ts';
import type { RotationPolicy } from './rotation-policy.ts';

/** What is known of all keys. */
export interface Keys {
  /** In the order of the connections. Reads files only: no keychain, no network. */
  list(): Promise<KeyOverview[]>;
  /** `null`: it does not end. */
  setExpiry(connectionId: string, expiresAt: string | null): Promise<void>;
  setPolicy(connectionId: string, policy: RotationPolicy): Promise<void>;
  /** An iCalendar file (RFC 5545) with every due date as an all-day event with alarms; ids stay the same between exports. */
  calendar(): Promise<{ fileName: string; text: string }>;
}

/** Nothing known, until the real one is there. */
export function createKeys(): Keys {
  return {
    list: () => Promise.resolve([]),
    setExpiry: () => Promise.resolve(),
    setPolicy: () => Promise.resolve(),
    calendar: () => Promise.resolve({ fileName: 'keys.ics', text: '' }),
  };
}
