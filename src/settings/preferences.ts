import { z } from 'zod';
import { proxySetting } from './network-settings.ts';
import { secretHome } from '../secrets/secret-store.ts';

/** `HH:MM` on a 24-hour clock, in the user's time zone. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write it like 08:00.');
const quietHours = z.object({ from: timeOfDay, to: timeOfDay });
const path = z.string().trim().min(1).max(4096);

/** What the user chose, kept in settings.json. */
export const preferences = z.object({
  appearance: z.enum(['auto', 'light', 'dark']).default('auto'),
  /** Where new secrets go. Existing ones stay where they are; each connection knows its home. */
  secretHome: secretHome.default('keychain'),
  /** Where attachments are put and taken from: an absolute path. Absent: not chosen yet. */
  attachmentsFolder: path.optional(),
  /** `http://proxy.example.com:8080`, or `none`; absent: as the environment says. */
  proxy: proxySetting.optional(),
  /** A PEM file with certificate authorities to trust besides the system's. An absolute path. */
  caFile: path.optional(),
  /** Days a key is used at most, where its connection says nothing else; 0: as long as it works. */
  rotateEveryDays: z.number().int().min(0).max(3650).default(90),
  /** How many days before a key is due the user is reminded, once each; 0: on the day. */
  remindDaysBefore: z.array(z.number().int().min(0).max(365)).max(20).default([14, 7, 3, 1, 0]),
  /** Nothing is announced between these times (over midnight where `from` is later); it is made up for afterwards. */
  quietHours: quietHours.optional(),
  /** Announce with the operating system's notifications; the list in the window stays either way. */
  notifications: z.boolean().default(true),
  /** Days an old key is kept after a rotation, for rolling back. */
  graceDays: z.number().int().min(1).max(30).default(3),
  /** Hours between two background checks of a connection; 0: none. */
  checkEveryHours: z.number().int().min(0).max(168).default(6),
  /** When Claude's entry is gone or no longer right: put it back, ask, or tell and leave it. */
  guard: z.enum(['restore', 'ask', 'off']).default('restore'),
  /** Put it back while Claude runs, too; otherwise it waits until Claude has ended. */
  guardAtOnce: z.boolean().default(false),
  /** Look through clients' files for keys in plain text after the start and once a day. */
  huntDaily: z.boolean().default(true),
  /** Desktop only: start in the tray when the user logs in. */
  startAtLogin: z.boolean().default(false),
});
export type Preferences = z.infer<typeof preferences>;

/** What is present changes; `null` takes a choice back. */
export const preferencesChange = preferences.partial().extend({
  attachmentsFolder: path.nullish(),
  proxy: proxySetting.nullish(),
  caFile: path.nullish(),
  quietHours: quietHours.nullish(),
});
export type PreferencesChange = z.infer<typeof preferencesChange>;

export function withChange(current: Preferences, change: PreferencesChange): Preferences {
  const merged = Object.entries<unknown>({ ...current, ...present(change) }).filter(([, value]) => value !== null);
  return preferences.parse(Object.fromEntries(merged));
}

function present(change: PreferencesChange): Record<string, unknown> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
