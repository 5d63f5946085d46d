import { AppError } from '../../../lib/app-error.ts';
import type { Backups } from '../../files/backups.ts';
import { maskSecrets } from '../../files/mask.ts';
import { unifiedDiff } from '../../files/unified-diff.ts';
import { strictJson } from '../../formats/json.ts';
import { notParsable } from '../../formats/not-parsable.ts';
import type { GuardComparison } from './guard-status.ts';

/** A copy of Claude's file as text. Throws `file-not-parsable` for one that Claude could not read. */
export async function parsedBackup(backups: Pick<Backups, 'read'>, id: string): Promise<string> {
  return checked(await backups.read(id));
}

export function checked(bytes: Buffer): string {
  const text = textOf(bytes);
  strictJson.read(text);
  return text;
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw notParsable('The copy is not UTF-8 text, which is all that Claude reads.', cause);
  }
}

/** Reads one side of a comparison; absent bytes are a file that was not there. */
type Side = () => Promise<Buffer | undefined>;

/** What changed from one state of the file to another. What cannot be read as JSON cannot be masked either, so it is not shown. */
export async function compared(path: string, before: Side, after: Side): Promise<GuardComparison> {
  try {
    const sides = await Promise.all([before(), after()]);
    const [old, fresh] = sides.map((bytes) => (bytes === undefined ? '' : maskSecrets(checked(bytes), strictJson))) as [
      string,
      string,
    ];
    return { diff: unifiedDiff(path, old, fresh) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { why: error.code === 'file-not-parsable' ? 'not-parsable' : 'gone' };
  }
}
