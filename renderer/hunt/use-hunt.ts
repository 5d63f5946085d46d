import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../api/api-context.ts';
import { useRead } from '../api/queries.ts';
import { showDone } from '../ui/notices.tsx';
import type { HuntProgress } from './types.ts';

/** How far a look is, told by events (use-events.ts). Null: none runs. */
export const progressKey = ['hunt.progress'];

export function useProgress(): HuntProgress | null {
  return (
    useQuery<HuntProgress | null>({ queryKey: progressKey, queryFn: () => null, staleTime: Infinity }).data ?? null
  );
}

export const useHuntState = () => useRead('hunt.state', {});

/** Keys that leave no doubt; nothing before the first look. */
export function useCertainFinds(): number {
  const groups = useHuntState().data?.report?.groups ?? [];
  return groups.filter(({ certainty }) => certainty === 'certain').length;
}

export function useScan() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.call('hunt.scan', {}),
    meta: { shownInPlace: true },
    onSettled: () => {
      queries.setQueryData(progressKey, null);
      return queries.invalidateQueries({ queryKey: ['hunt.state'] });
    },
  });
}

/** Calls that change what the screen shows. */
export function useHuntActions() {
  const api = useApi();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: ['hunt.state'] });
  return {
    removePlace: useMutation({
      mutationFn: (path: string) => api.call('hunt.removePlace', { path }),
      onSettled: refresh,
    }),
    forget: useMutation({
      mutationFn: (moveId: string) => api.call('hunt.forget', { moveId }),
      onSuccess: () => {
        showDone('The encrypted copies are deleted.');
      },
      onSettled: refresh,
    }),
    cancel: () => void api.call('hunt.cancel', {}),
    refresh,
  };
}
