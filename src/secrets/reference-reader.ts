import { AppError } from '../lib/app-error.ts';
import type { SecretReference } from './secret-reference.ts';

/** Reads secrets that are not kept by us. AppError `secret-source-failed` says what the source did instead. */
export interface ReferenceReader {
  /** A command's answer is kept for a few minutes, so that not every call asks for a fingerprint; a file's until it changes. */
  read(reference: SecretReference): Promise<string>;
  readAnew(reference: SecretReference): Promise<string>;
  forget(): void;
}

export function createReferenceReader(): ReferenceReader {
  const fail = (): Promise<never> =>
    Promise.reject(new AppError('secret-source-failed', 'The key cannot be read from there.', 'Enter the key itself.'));
  return { read: fail, readAnew: fail, forget: () => undefined };
}
