import { AppError } from '../../../src/lib/app-error.ts';
import type { ReferenceReader } from '../../../src/secrets/reference-reader.ts';

/** For tests in which every key is kept by us. */
export const noReferences: ReferenceReader = {
  read: () => Promise.reject(new AppError('secret-source-failed', 'There is no such source.', 'Enter the key.')),
  readAnew: () => Promise.reject(new AppError('secret-source-failed', 'There is no such source.', 'Enter the key.')),
  resolve: (reference) => Promise.resolve(reference),
  forget: () => undefined,
};
