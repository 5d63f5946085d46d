import type { Problem } from '../../../lib/app-error.ts';
import type { ClaudeState } from './claude-process.ts';
import type { GuardedFile, GuardStatus } from './guard-status.ts';
import type { GuardMemory, Place } from './memory.ts';

/** How the guard stands, from what it remembers. */
export function statusOf(
  memory: GuardMemory | Problem,
  claude: ClaudeState,
  problem: Problem | undefined,
): GuardStatus {
  const state = claude === 'ending' ? 'running' : claude;
  if ('code' in memory) return { files: [], claude: state, problem: memory };
  const files = Object.entries(memory.places).map(([path, place]) => fileOf(path, place, memory));
  return { files, claude: state, ...(problem !== undefined && { problem }) };
}

function fileOf(path: string, place: Place, { history }: GuardMemory): GuardedFile {
  const { waiting, question, refused } = place;
  const last = history.findLast((event) => event.path === path && ['put-back', 'repaired'].includes(event.kind));
  return {
    path,
    state: stateOf(place),
    ...(waiting !== undefined && { waiting }),
    ...(question !== undefined && { question }),
    ...(refused !== undefined && { problem: refused.problem }),
    ...(last !== undefined && { lastPutBackAt: last.at }),
  };
}

function stateOf({ waiting, stopped, refused, question, seen }: Place): GuardedFile['state'] {
  if (waiting !== undefined) return 'waiting';
  if (stopped === true) return 'stopped';
  if (refused !== undefined) return 'refused';
  if (question !== undefined) return 'question';
  return seen?.entry === 'without' ? 'dropped' : 'guarded';
}
