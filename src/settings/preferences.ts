import { z } from 'zod';
import { proxySetting } from './network-settings.ts';
import { secretHome } from '../secrets/secret-store.ts';

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
});
export type Preferences = z.infer<typeof preferences>;

/** What is present changes; `null` takes a choice back. */
export const preferencesChange = preferences
  .partial()
  .extend({ attachmentsFolder: path.nullish(), proxy: proxySetting.nullish(), caFile: path.nullish() });
export type PreferencesChange = z.infer<typeof preferencesChange>;

export function withChange(current: Preferences, change: PreferencesChange): Preferences {
  const merged = Object.entries<unknown>({ ...current, ...present(change) }).filter(([, value]) => value !== null);
  return preferences.parse(Object.fromEntries(merged));
}

function present(change: PreferencesChange): Record<string, unknown> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
