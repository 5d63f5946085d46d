import { runInOrder } from '../run-in-order.ts';
import { withFieldNames } from './refusals.ts';
import type { FieldMeta } from './wire-fields.ts';

/** One request of a write. `field` names what it changes, for the sentence about its failure. */
export type Step = { readonly field: string; readonly run: (key: string, signal?: AbortSignal) => Promise<unknown> };

/** What failed after something was done, a sentence each, in the names people see. */
export async function runSteps(
  steps: readonly Step[],
  key: string,
  options: { isSomethingDone: boolean; metas: readonly FieldMeta[]; signal: AbortSignal | undefined },
): Promise<string[]> {
  const { failed } = await runInOrder(steps, options.isSomethingDone, async ({ run }) => {
    try {
      await run(key, options.signal);
    } catch (error) {
      throw withFieldNames(error, options.metas);
    }
  });
  return failed.map(({ step, error }) => `${step.field}: ${error.message}`);
}
