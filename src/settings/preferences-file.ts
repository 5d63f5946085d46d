import { createDataFile, type DataFile } from '../lib/data-file.ts';
import { preferences, type Preferences } from './preferences.ts';

export type PreferencesFile = DataFile<Preferences>;

export function createPreferencesFile(path: string): PreferencesFile {
  return createDataFile({ path, version: 1, schema: preferences, empty: preferences.parse({}) });
}
