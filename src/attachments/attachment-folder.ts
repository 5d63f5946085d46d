import { constants } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { AppError } from '../lib/app-error.ts';
import { safeFileName, splitName } from './safe-name.ts';
import { sniffType } from './sniff.ts';

/** The one folder, chosen by the user, that attachments are put into and taken from. */
export interface AttachmentFolder {
  /**
   * Keeps a file under its name made safe, never over another one, and answers its absolute path.
   * AppError `folder-unavailable` when none was chosen or it cannot be written.
   */
  save(name: string, bytes: Uint8Array): Promise<{ readonly path: string }>;
  /**
   * A file of the folder or of one below it, by its relative or absolute path. AppError `invalid-input` when the path
   * leads out of the folder, links included, or names no file or one larger than `maxBytes`; `folder-unavailable` as above.
   */
  read(path: string, maxBytes: number): Promise<FileFromFolder>;
}

/** `type` is what the bytes say, e.g. `image/png`, whatever the name says. */
export type FileFromFolder = { readonly name: string; readonly type: string; readonly bytes: Uint8Array };

export const noFolder: AttachmentFolder = {
  save: () => Promise.reject(notChosen()),
  read: () => Promise.reject(notChosen()),
};

/** `chosen` is asked at every call, because the user may choose another folder while a server runs. */
export function createAttachmentFolder(chosen: () => Promise<string | undefined>): AttachmentFolder {
  const folder = async (): Promise<string> => {
    const path = await chosen();
    if (path === undefined) throw notChosen();
    return usableFolder(path);
  };
  return {
    save: async (name, bytes) => ({ path: await writeNew(await folder(), safeFileName(name), bytes) }),
    read: async (path, maxBytes) => readInside(await folder(), path, maxBytes),
  };
}

/** The real path of a folder that attachments may go through; AppError `folder-unavailable` with the reason otherwise. */
export async function usableFolder(path: string): Promise<string> {
  if (!isAbsolute(path)) throw unusable(path, 'It needs the whole path of a folder.');
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined || !(await stat(real)).isDirectory())
    throw unusable(path, 'It is not there, or not a folder.');
  if (resolve(real, '..') === real)
    throw unusable(path, 'A whole disk is too much: everything on it could be uploaded.');
  return real;
}

const mostNumbers = 1000;

/** `report.pdf`, `report (2).pdf` ...: `wx` refuses to write over anything, links included. */
async function writeNew(folder: string, name: string, bytes: Uint8Array): Promise<string> {
  const { stem, ending } = splitName(name);
  for (let number = 1; number <= mostNumbers; number++) {
    const path = join(folder, number === 1 ? name : `${stem} (${String(number)})${ending}`);
    const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
      if (codeOf(error) === 'EEXIST') return undefined;
      throw unusable(folder, 'It cannot be written.', error);
    });
    if (file === undefined) continue;
    try {
      await file.writeFile(bytes);
    } finally {
      await file.close();
    }
    return path;
  }
  throw unusable(folder, `It holds ${String(mostNumbers)} files called ${name} already.`);
}

async function readInside(folder: string, path: string, maxBytes: number): Promise<FileFromFolder> {
  const real = await realpath(resolve(folder, path)).catch(() => undefined);
  // One answer for both: whether a file outside exists is nobody's business here.
  if (real === undefined || !isInside(folder, real)) throw notInside(folder, path);
  // Without waiting: a pipe in the folder would never open.
  const file = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    () => undefined,
  );
  if (file === undefined) throw notInside(folder, path);
  try {
    const { size, isFile } = await file.stat().then((found) => ({ size: found.size, isFile: found.isFile() }));
    if (!isFile) throw notInside(folder, path);
    if (size > maxBytes) throw tooLarge(path, maxBytes);
    const bytes = await file.readFile();
    const name = basename(real);
    return { name, type: await sniffType(bytes, name), bytes };
  } finally {
    await file.close();
  }
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function notChosen(): AppError {
  return new AppError(
    'folder-unavailable',
    'No folder for attachments was chosen yet.',
    'Choose one in MCP Keyring under Settings, then try again.',
  );
}

function unusable(path: string, why: string, cause?: unknown): AppError {
  return new AppError(
    'folder-unavailable',
    `The folder for attachments, ${path}, cannot be used. ${why}`,
    'Choose another one in MCP Keyring under Settings.',
    { cause },
  );
}

function notInside(folder: string, path: string): AppError {
  return new AppError(
    'invalid-input',
    `There is no file “${path}” in the folder for attachments.`,
    `Put it into ${folder}: files are taken from there only.`,
  );
}

function tooLarge(path: string, maxBytes: number): AppError {
  return new AppError(
    'invalid-input',
    `“${path}” is larger than ${String(Math.floor(maxBytes / 1_048_576))} MB.`,
    'Upload it in the browser instead.',
  );
}
