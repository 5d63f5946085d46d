import Store from 'electron-store';
import { z } from 'zod';

const bounds = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
export type Bounds = z.infer<typeof bounds>;

/** What this window remembers about itself. What is wrong in the file counts as not chosen. */
const windowPreferences = z.object({
  bounds: bounds.optional().catch(undefined),
  maximized: z.boolean().catch(false),
  keepInTray: z.boolean().catch(false),
});
type WindowPreferences = z.infer<typeof windowPreferences>;

export interface PreferencesStore {
  get(): WindowPreferences;
  set(change: Partial<WindowPreferences>): void;
}

export function openPreferences(): PreferencesStore {
  // A file that was damaged from outside is no reason not to open the window.
  const store = new Store({ name: 'window', clearInvalidConfig: true, configFileMode: 0o600 });
  return {
    get: () => windowPreferences.parse(store.store),
    set: (change) => {
      store.set(change);
    },
  };
}
