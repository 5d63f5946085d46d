import { AppError } from '../../../../src/lib/app-error.ts';

/** The AppError a promise rejects with; anything else fails the test. */
export async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  const outcome: unknown = await promise.then(
    (value) => `no failure but ${JSON.stringify(value)}`,
    (reason: unknown) => reason,
  );
  if (outcome instanceof AppError) return outcome;
  throw new Error(`Expected an AppError, got ${String(outcome)}`);
}
