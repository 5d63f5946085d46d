import { AppError } from '../lib/app-error.ts';

/** Reads the item a field names; where it is not there, the field is to blame and not the item that is written. */
export async function readForField<T>(field: string, given: string, read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
    throw new AppError(
      'invalid-input',
      `field ${field}: there is no item “${given}”, or the account may not see it.`,
      'Give an id that search_items shows.',
      { cause: error },
    );
  }
}
