import type { ErrorCode } from '../lib/app-error.ts';
import type { Connection, TestResult } from './connection.ts';

const refusals: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'bad-credentials',
  'anonymous',
  'insufficient-scope',
  'captcha',
  'forbidden',
  'workspace-forbidden',
  'address-blocked',
  'wrong-kind-of-key',
]);

/** Whether the system was reached and did not want the key, as against everything else that can go wrong. */
export const isRefusal = (code: ErrorCode): boolean => refusals.has(code);

/** `Connection.failing` after one more test of the same key. What says nothing of the key leaves it as it is. */
export function failingAfter({ failing }: Connection, { at, outcome }: TestResult): Connection['failing'] {
  if (outcome.ok) return undefined;
  if (!isRefusal(outcome.problem.code)) return failing;
  return { since: failing?.since ?? at, times: (failing?.times ?? 0) + 1 };
}
