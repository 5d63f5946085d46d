import { useState } from 'react';
import { problemOf, type Problem } from './problem.ts';

export type Action<I, O> = {
  /** Undefined when it failed; `problem` then says why. */
  readonly run: (input: I) => Promise<O | undefined>;
  readonly pending: boolean;
  readonly problem: Problem | undefined;
  readonly clear: () => void;
};

/** Runs a form's call. Unlike a mutation it remembers no input, because the input may hold a key. */
export function useAction<I, O>(call: (input: I) => Promise<O>): Action<I, O> {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const run = async (input: I): Promise<O | undefined> => {
    setPending(true);
    setProblem(undefined);
    try {
      return await call(input);
    } catch (error) {
      setProblem(problemOf(error));
      return undefined;
    } finally {
      setPending(false);
    }
  };
  const clear = () => {
    setProblem(undefined);
  };
  return { run, pending, problem, clear };
}
