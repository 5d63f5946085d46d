import { MutationCache, QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { CallInput, CallName, CallOutput } from '../../src/api/contract.ts';
import { showProblem } from '../ui/notices.tsx';
import { useApi } from './api-context.ts';
import { problemOf } from './problem.ts';

/** Calls that only read; a call that carries a key has no query key. */
export type ReadCall = Extract<
  CallName,
  | 'app.info'
  | 'preferences.get'
  | 'providers.list'
  | 'connections.list'
  | 'connections.projects'
  | 'keys.list'
  | 'reminders.list'
  | 'rotation.plan'
  | 'rotation.history'
  | 'secrets.status'
  | 'server.status'
  | 'server.log'
  | 'claude.status'
  | 'claude.preview'
  | 'claude.log'
  | 'claude.secondRoad'
  | 'clients.list'
  | 'clients.preview'
  | 'clients.manualEntry'
  | 'clients.access'
  | 'claude.guard'
  | 'claude.history'
  | 'claude.difference'
  | 'claude.backups'
  | 'claude.compareBackup'
  | 'claude.policy'
  | 'profiles.list'
  | 'profiles.entries'
  | 'activity.list'
  | 'hunt.state'
  | 'hunt.plan'
  | 'hunt.preview'
>;

type ReadOptions = { readonly refetchEveryMs?: number; readonly alwaysFresh?: boolean };

/** The answer of a reading call. Events refresh it (use-events.ts). */
export function useRead<N extends ReadCall>(
  name: N,
  input: CallInput<N>,
  options: ReadOptions = {},
): UseQueryResult<CallOutput<N>> {
  const api = useApi();
  return useQuery({
    queryKey: [name, input],
    queryFn: () => api.call(name, input),
    ...(options.refetchEveryMs === undefined ? {} : { refetchInterval: options.refetchEveryMs }),
    ...(options.alwaysFresh === true ? { staleTime: 0, gcTime: 0, refetchOnWindowFocus: true } : {}),
  });
}

/** `networkMode: 'always'`: the host is on this computer, so being offline does not matter. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        if (mutation.meta?.['shownInPlace'] !== true) showProblem(problemOf(error));
      },
    }),
    defaultOptions: {
      queries: { networkMode: 'always', staleTime: Infinity, retry: false, refetchOnWindowFocus: false },
      mutations: { networkMode: 'always', gcTime: 0 },
    },
  });
}
