import { z } from 'zod';
import { proxySetting } from './network-settings.ts';
import { secretHome } from '../secrets/secret-store.ts';

/** What the user chose, kept in settings.json. */
export const preferences = z.object({
  appearance: z.enum(['auto', 'light', 'dark']).default('auto'),
  /** Where new secrets go. Existing ones stay where they are; each connection knows its home. */
  secretHome: secretHome.default('keychain'),
  /** Where attachments are put and taken from: an absolute path. Absent: not chosen yet. */
  attachmentsFolder: z.string().min(1).max(4096).optional(),
  /** `http://proxy.example.com:8080`, or `none`; absent: as the environment says. */
  proxy: proxySetting.optional(),
  /** A PEM file with certificate authorities to trust besides the system's. An absolute path. */
  caFile: z.string().min(1).max(4096).optional(),
});
export type Preferences = z.infer<typeof preferences>;
