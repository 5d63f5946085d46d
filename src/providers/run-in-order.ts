import { AppError } from '../lib/app-error.ts';

type Outcome<Step> = {
  readonly done: readonly Step[];
  readonly failed: readonly { readonly step: Step; readonly error: AppError }[];
};

/**
 * The requests of one change, one after the other. A failure is thrown while nothing was changed yet (`isBegun`: something
 * was, before these); later ones are handed back and the rest is tried all the same, because what was done stays done.
 */
export async function runInOrder<Step>(
  steps: readonly Step[],
  isBegun: boolean,
  run: (step: Step) => Promise<unknown>,
): Promise<Outcome<Step>> {
  const done: Step[] = [];
  const failed: { step: Step; error: AppError }[] = [];
  for (const step of steps) {
    try {
      await run(step);
      done.push(step);
    } catch (error) {
      if (!(error instanceof AppError) || (!isBegun && done.length === 0)) throw error;
      failed.push({ step, error });
    }
  }
  return { done, failed };
}
