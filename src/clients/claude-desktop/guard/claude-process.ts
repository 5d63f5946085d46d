import type { Clock } from '../../../lib/clock.ts';
import type { RunningProcess } from '../../../lib/processes.ts';
import type { Surroundings } from '../../../settings/data-folder.ts';
import { claudeProcesses } from '../running.ts';

/** `ended` is said only when nothing of Claude has been seen for a moment: it writes until the last, and may start anew. */
export type ClaudeState = 'running' | 'ending' | 'ended' | 'unknown';
export type ClaudeLook = { readonly state: ClaudeState; readonly started: boolean };

type ProcessParts = {
  readonly platform: Surroundings['platform'];
  readonly processes: () => Promise<readonly RunningProcess[]>;
  readonly clock: Pick<Clock, 'now'>;
};

const settleMs = 1_000;

/** Watches Claude come and go, by the paths of running programs. */
export function createClaudeProcess({ platform, processes, clock }: ProcessParts) {
  let before: ReadonlySet<number> | undefined;
  let goneSince: number | undefined;
  let last: ClaudeState = 'unknown';
  const look = async (): Promise<ClaudeLook> => {
    const found = await processes().catch(() => undefined);
    if (found === undefined) return { state: (last = 'unknown'), started: false };
    const now = new Set(claudeProcesses(platform, found).map(({ pid }) => pid));
    const isNew = before !== undefined && now.size > 0 && [...now].every((pid) => before?.has(pid) !== true);
    if (now.size > 0) goneSince = undefined;
    else if (before !== undefined && before.size > 0) goneSince = clock.now().getTime();
    before = now;
    return { state: (last = stateOf(now.size)), started: isNew };
  };
  const stateOf = (count: number): ClaudeState => {
    if (count > 0) return 'running';
    return goneSince === undefined || clock.now().getTime() - goneSince >= settleMs ? 'ended' : 'ending';
  };
  return { look, last: () => last };
}
