import { AppError } from '../../lib/app-error.ts';
import { withFieldNames } from './refusals.ts';
import type { FieldMeta } from './wire-fields.ts';

/** One request of a write. `field` names what it changes, for the sentence about its failure. */
export type Step = { readonly field: string; readonly run: (key: string, signal?: AbortSignal) => Promise<unknown> };

/**
 * One after the other. What fails before anything was done is thrown; afterwards it is told, and the rest is tried all
 * the same.
 */
export async function runSteps(
  steps: readonly Step[],
  key: string,
  options: { isSomethingDone: boolean; metas: readonly FieldMeta[]; signal: AbortSignal | undefined },
): Promise<string[]> {
  const problems: string[] = [];
  let { isSomethingDone } = options;
  for (const { field, run } of steps) {
    try {
      await run(key, options.signal);
      isSomethingDone = true;
    } catch (error) {
      const named = withFieldNames(error, options.metas);
      if (!isSomethingDone) throw named;
      if (!(named instanceof AppError)) throw named;
      problems.push(`${field}: ${named.message}`);
    }
  }
  return problems;
}
