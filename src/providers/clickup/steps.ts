import { runInOrder } from '../run-in-order.ts';
import type { FieldChange } from '../writes.ts';
import type { Step } from './snapshot.ts';

export type Outcome = { readonly problems: readonly string[]; readonly failed: ReadonlySet<string> };

/** What failed after something was done, a sentence each and by its fields. */
export async function runSteps(steps: readonly Step[], isBegun: boolean, signal?: AbortSignal): Promise<Outcome> {
  const { failed } = await runInOrder(steps, isBegun, ({ run }) => run(signal));
  return {
    problems: failed.map(({ step, error }) => `${step.fields.join(', ')}: ${error.message}`),
    failed: new Set(failed.flatMap(({ step }) => step.fields)),
  };
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
