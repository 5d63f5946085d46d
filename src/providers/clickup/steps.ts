import { AppError } from '../../lib/app-error.ts';
import type { FieldChange } from '../writes.ts';
import type { Step } from './snapshot.ts';

export type Outcome = { readonly problems: readonly string[]; readonly failed: ReadonlySet<string> };

/**
 * One after the other. Throws while nothing was changed yet; later failures are told, because what was done stays done.
 */
export async function runSteps(steps: readonly Step[], isBegun: boolean, signal?: AbortSignal): Promise<Outcome> {
  const problems: string[] = [];
  const failed = new Set<string>();
  let done = isBegun ? 1 : 0;
  for (const { fields, run } of steps) {
    try {
      await run(signal);
      done += 1;
    } catch (error) {
      if (!(error instanceof AppError) || done === 0) throw error;
      problems.push(`${fields.join(', ')}: ${error.message}`);
      for (const field of fields) failed.add(field);
    }
  }
  return { problems, failed };
}

/** What was planned and is not to be seen when the task is read again. */
export function missing(
  planned: readonly FieldChange[],
  actual: readonly FieldChange[],
  failed: ReadonlySet<string>,
): string[] {
  const changed = new Set(actual.map(({ field }) => field));
  return planned
    .filter(({ field }) => !changed.has(field) && !failed.has(field))
    .map(({ field }) => `${field}: ClickUp did not take it over.`);
}
