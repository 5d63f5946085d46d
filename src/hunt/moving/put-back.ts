import { applyPatch, structuredPatch } from 'diff';
import type { ChangeFile } from '../../clients/files/change-file.ts';
import { AppError, toProblem } from '../../lib/app-error.ts';
import type { PutBackResult } from '../move.ts';
import type { FileCopy } from '../sealed.ts';

/**
 * Files as they were before a key was taken out of them. In a file that was changed since, only what we changed is put
 * back, where it still is as we left it; otherwise the file stays as it is, and that is told.
 */
export async function putBackFiles(copies: readonly FileCopy[], changeFile: ChangeFile): Promise<PutBackResult> {
  const files: PutBackResult['files'] = [];
  for (const copy of copies) {
    try {
      await changeFile({ path: copy.path, edit: (text) => restored(text, copy) });
      files.push({ path: copy.path });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      files.push({ path: copy.path, problem: toProblem(error) });
    }
  }
  return { files };
}

function restored(text: string, { path, before, after }: FileCopy): string {
  if (text === after || text === before) return before;
  const patch = structuredPatch(path, path, after, before);
  const result = applyPatch(text, patch, { fuzzFactor: 0, autoConvertLineEndings: false });
  if (result !== false) return result;
  throw new AppError(
    'file-changed-meanwhile',
    `${path} was changed at the same place since, so it was left as it is.`,
    'Put the key in by hand if you need it there, or leave it to MCP Keyring.',
  );
}
