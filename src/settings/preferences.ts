import { z } from 'zod';
import { secretHome } from '../secrets/secret-store.ts';

/** What the user chose, kept in settings.json. */
export const preferences = z.object({
  appearance: z.enum(['auto', 'light', 'dark']).default('auto'),
  /** Where new secrets go. Existing ones stay where they are; each connection knows its home. */
  secretHome: secretHome.default('keychain'),
});
export type Preferences = z.infer<typeof preferences>;
