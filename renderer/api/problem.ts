import type { z } from 'zod';
import { callAnswer } from '../../src/api/wire.ts';

const problem = callAnswer.options[1].shape.error;
export type Problem = z.infer<typeof problem>;
export type ProblemCode = Problem['code'];

/** Anything a call rejected with, as a problem to show. An error without a code is a fault of ours: its text may hold data. */
export function problemOf(error: unknown): Problem {
  const known = problem.safeParse(error);
  if (known.success) return known.data;
  return {
    code: 'internal',
    message: 'MCP Keyring made a mistake while doing this.',
    next: 'Try again. If it happens again, report it with the log from Settings.',
  };
}
