import type { CallOutput } from '../../src/api/contract.ts';
import type { Problem } from '../api/problem.ts';
import { showAttention, showDone, showProblem } from '../ui/notices.tsx';

type Outcome = CallOutput<'connections.test'>['outcome'];

/** Why a test never reached the system: its key could not be had. The list then still shows the test before. */
function withoutKey(outcome: Outcome): Problem | undefined {
  return !outcome.ok && /^(keychain|vault)-/.test(outcome.problem.code) ? outcome.problem : undefined;
}

/** Says what the list does not show. */
export function tellTest(outcome: Outcome): void {
  const problem = withoutKey(outcome);
  if (problem !== undefined) showProblem(problem);
}

export function tellTests(outcomes: readonly Outcome[]): void {
  const problem = outcomes.map(withoutKey).find((each) => each !== undefined);
  const failed = outcomes.filter(({ ok }) => !ok).length;
  if (problem !== undefined) showProblem(problem);
  else if (failed === 0) showDone(allWork(outcomes.length));
  else showAttention(someFail(outcomes.length, failed));
}

function allWork(count: number): string {
  if (count === 0) return 'There is nothing to test: every connection is paused.';
  return count === 1 ? 'The connection works.' : `All ${count} connections work.`;
}

function someFail(count: number, failed: number): string {
  if (count === 1) return 'The connection does not work. Open it to see what to do.';
  const which = failed === 1 ? 'Open the other one' : 'Open the others';
  return `${count - failed} of ${count} connections work. ${which} to see what to do.`;
}
