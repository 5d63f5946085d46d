import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { usableFolder } from '../attachments/attachment-folder.ts';
import { AppError } from '../lib/app-error.ts';
import type { PreferencesFile } from './preferences-file.ts';
import { withChange, type Preferences, type PreferencesChange } from './preferences.ts';

/** Changing what the user chose, with the checks that need the computer. */
export interface Choices {
  /** AppError `folder-unavailable` for a folder that attachments cannot go through; nothing is changed then. */
  change(input: PreferencesChange): Promise<Preferences>;
  makeAttachmentsFolder(): Promise<Preferences>;
}

type ChoicesParts = { readonly preferences: PreferencesFile; readonly home: string };

export function createChoices({ preferences, home }: ChoicesParts): Choices {
  const change = async (input: PreferencesChange): Promise<Preferences> => {
    const { attachmentsFolder } = input;
    if (typeof attachmentsFolder !== 'string') return preferences.update((current) => withChange(current, input));
    const folder = await usableFolder(attachmentsFolder);
    return preferences.update((current) => withChange(current, { ...input, attachmentsFolder: folder }));
  };
  return {
    change,
    async makeAttachmentsFolder() {
      const folder = join(await usualPlace(home), 'MCP Keyring attachments');
      await mkdir(folder, { recursive: true }).catch((error: unknown) => {
        throw new AppError(
          'folder-unavailable',
          `The folder ${folder} could not be made.`,
          'Make one yourself and enter its path.',
          { cause: error },
        );
      });
      return change({ attachmentsFolder: folder });
    },
  };
}

/** Documents, where there is such a folder under that name. */
async function usualPlace(home: string): Promise<string> {
  const documents = join(home, 'Documents');
  const found = await stat(documents).catch(() => undefined);
  return found?.isDirectory() === true ? documents : home;
}
