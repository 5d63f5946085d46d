import type { Connection } from '../connections/connection.ts';
import { AppError, toProblem, type ErrorCode, type Problem } from '../lib/app-error.ts';
import type { Prepared, Written } from '../providers/writes.ts';
import { systemName } from './answer.ts';
import type { ToolCall } from './tool.ts';
import type { WriteResult } from './write-answer.ts';

/** One of several changes that was refused before anything was written. */
export type Refused = { readonly target: string; readonly problem: Problem };

export function isPrepared(change: Prepared | Refused): change is Prepared {
  return 'apply' in change;
}

/** An update without changes has nothing to do. */
export function hasEffect({ kind, changes }: Prepared): boolean {
  return kind !== 'update' || changes.length > 0;
}

/** No further change is begun after this much of a call's time: clients give up after 60 s. */
const beginWithinMs = 40_000;
/** A change that was begun is waited for until here, and always for a few seconds. */
const reportAfterMs = 55_000;
const leastWaitMs = 5_000;

/** After these nobody knows whether the system did it. */
const uncertain: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'timeout',
  'network-failure',
  'server-error',
  'unexpected-answer',
  'cancelled',
]);

/**
 * Makes the changes in their order. One that fails does not stop the others; a cancelled call, or one that runs out of
 * time, stops before the next. A change that was begun is never broken off.
 */
export async function applyOneByOne(
  call: ToolCall,
  connection: Connection,
  changes: readonly (Prepared | Refused)[],
): Promise<WriteResult[]> {
  const results: WriteResult[] = [];
  let [tried, changed] = [0, 0];
  for (const change of changes) {
    if (!isPrepared(change) || !hasEffect(change)) {
      results.push(
        isPrepared(change) ? { kind: change.kind, target: change.target, changes: [] } : { ...change, changes: [] },
      );
      continue;
    }
    const result = await applyOne(call, connection, change, whyStop(call, tried));
    tried += 1;
    if (result.problem === undefined) changed += 1;
    call.writes({ kind: change.kind, changed });
    results.push(result);
  }
  return results;
}

async function applyOne(
  call: ToolCall,
  connection: Connection,
  change: Prepared,
  stop: Problem | undefined,
): Promise<WriteResult> {
  const { kind, target } = change;
  if (stop !== undefined) return { kind, target, changes: [], problem: stop };
  try {
    const written = await reported(call, connection, change.apply());
    const { id, title, url, changes, problems } = written;
    return { kind, target, id, title, url, changes: kind === 'delete' ? change.changes : changes, problems };
  } catch (error) {
    if (!(error instanceof AppError)) call.logger.error('a change failed for a reason of our own', { error });
    return { kind, target, changes: [], problem: doubted(toProblem(error)) };
  }
}

/** However long it took to prepare it, the first one is tried: else a slow system could never be written to. */
function whyStop({ signal, clock, started }: ToolCall, tried: number): Problem | undefined {
  if (signal.aborted)
    return { code: 'cancelled', message: 'The call was cancelled before this one.', next: 'It was not tried.' };
  if (tried === 0 || clock.now().getTime() - started.getTime() < beginWithinMs) return undefined;
  return {
    code: 'timeout',
    message: 'The time of one call was over before this one; it was not tried.',
    next: 'Call again with those that are not done.',
  };
}

/** The change itself goes on when nobody waits for it any more. */
async function reported(
  { clock, started }: ToolCall,
  connection: Connection,
  applying: Promise<Written>,
): Promise<Written> {
  const over = new AbortController();
  const left = reportAfterMs - (clock.now().getTime() - started.getTime());
  const tooLong = clock.wait(Math.max(left, leastWaitMs), over.signal).then((): never => {
    const system = `${connection.name} (${systemName(connection.provider)})`;
    throw new AppError('timeout', `${system} was told, but has not answered yet.`, 'Wait a moment.');
  });
  try {
    return await Promise.race([applying, tooLong]);
  } finally {
    over.abort();
    tooLong.catch(() => undefined);
    applying.catch(() => undefined);
  }
}

function doubted(problem: Problem): Problem {
  if (!uncertain.has(problem.code)) return problem;
  return { ...problem, next: `${problem.next} It may have been done all the same: look before you repeat it.` };
}
