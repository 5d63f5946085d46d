import { AppError } from '../lib/app-error.ts';

/** The one folder, chosen by the user, that attachments are put into and taken from. */
export interface AttachmentFolder {
  /**
   * Keeps a file under its name made safe, never over another one, and answers its absolute path.
   * AppError `folder-unavailable` when none was chosen or it cannot be written.
   */
  save(name: string, bytes: Uint8Array): Promise<{ readonly path: string }>;
  /**
   * A file of the folder (or of one below it), by its relative or absolute path. AppError `invalid-input` when the path leads out of the
   * folder, links included, names no file or a file larger than `maxBytes`; `folder-unavailable` as above.
   */
  read(path: string, maxBytes: number): Promise<FileFromFolder>;
}

/** `type` is what the bytes say, e.g. `image/png`, whatever the name says. */
export type FileFromFolder = { readonly name: string; readonly type: string; readonly bytes: Uint8Array };

export const noFolder: AttachmentFolder = {
  save: () => Promise.reject(notChosen()),
  read: () => Promise.reject(notChosen()),
};

function notChosen(): AppError {
  return new AppError(
    'folder-unavailable',
    'No folder for attachments was chosen yet.',
    'Choose one in MCP Keyring under Settings, then try again.',
  );
}
