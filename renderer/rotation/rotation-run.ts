import { skipToken, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { EventPayload } from '../../src/api/contract.ts';
import { problemOf, type Problem } from '../api/problem.ts';
import { showDone, showProblem } from '../ui/notices.tsx';
import type { ProgressStep, RotationView } from './types.ts';

export type RunKind = RotationView['kind'];

/** A rotation this window started. The key is not in it: it outlives the dialog. */
export type Run =
  | { readonly state: 'idle' }
  | { readonly state: 'running'; readonly kind: RunKind }
  | { readonly state: 'failed'; readonly problem: Problem }
  | { readonly state: 'done'; readonly view: RotationView };

const idle: Run = { state: 'idle' };
const runKey = (connectionId: string) => ['rotation.run', connectionId];
const progressKey = (connectionId: string) => ['rotation.progress', connectionId];
const kept = { queryFn: skipToken, gcTime: Infinity, staleTime: Infinity } as const;

/** Notes how far a rotation is. A step that was there already begins another one. */
export function noteProgress(queries: QueryClient, { connectionId, step }: EventPayload<'rotation.progress'>): void {
  queries.setQueryDefaults(['rotation.progress'], kept);
  queries.setQueryData(progressKey(connectionId), (before: readonly ProgressStep[] = []) =>
    before.includes(step) ? [step] : [...before, step],
  );
}

export function useProgress(connectionId: string): readonly ProgressStep[] {
  return useQuery<readonly ProgressStep[]>({ queryKey: progressKey(connectionId), ...kept }).data ?? [];
}

type Start = { readonly kind: RunKind; readonly call: () => Promise<RotationView> };

/** Starts rotations of one connection and tells how they go, also to a dialog that was closed and opened again. */
export function useRotationRun(connectionId: string, name: string) {
  const queries = useQueryClient();
  const key = runKey(connectionId);
  const run = useQuery<Run>({ queryKey: key, ...kept }).data ?? idle;
  const set = (next: Run) => {
    queries.setQueryDefaults(['rotation.run'], kept);
    queries.setQueryData(key, next);
  };
  const start = async ({ kind, call }: Start): Promise<Run> => {
    set({ state: 'running', kind });
    queries.setQueryData(progressKey(connectionId), []);
    const ended = await endOf(call);
    await Promise.all(
      ['keys.list', 'connections.list', 'rotation.history'].map((read) =>
        queries.invalidateQueries({ queryKey: [read] }),
      ),
    );
    const watched = (queries.getQueryCache().find({ queryKey: key })?.getObserversCount() ?? 0) > 0;
    set(watched || ended.state === 'failed' ? ended : idle);
    if (!watched) tell(ended, name);
    return ended;
  };
  const forgetFailure = () => {
    queries.setQueryData<Run>(key, (before) => (before?.state === 'failed' ? idle : before));
  };
  return { run, start, forgetFailure };
}

async function endOf(call: Start['call']): Promise<Run> {
  try {
    return { state: 'done', view: await call() };
  } catch (error) {
    return { state: 'failed', problem: problemOf(error) };
  }
}

/** For who closed the dialog meanwhile. */
function tell(ended: Run, name: string): void {
  if (ended.state === 'done' && ended.view.step === 'proved') showDone(`“${name}” uses its new key now.`);
  if (ended.state === 'done' && ended.view.problem !== undefined) showProblem(ended.view.problem);
  if (ended.state === 'failed') showProblem(ended.problem);
}

/** What came of a rotation was seen: the next look begins with what the host says. */
export function forgetRun(queries: QueryClient, connectionId: string): void {
  queries.setQueryData<Run>(runKey(connectionId), (run) => (run?.state === 'running' ? run : idle));
}
