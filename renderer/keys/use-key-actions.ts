import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CallInput } from '../../src/api/contract.ts';
import { useApi } from '../api/api-context.ts';

/** Fetches again what follows from a change to a key's dates. */
export function useRefreshKeys(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['keys.list'] }),
      queries.invalidateQueries({ queryKey: ['reminders.list'] }),
    ]);
}

/** A failure shows as a notice. */
export function useSetPolicy() {
  const api = useApi();
  const refresh = useRefreshKeys();
  return useMutation({
    mutationFn: (input: CallInput<'keys.setPolicy'>) => api.call('keys.setPolicy', input),
    onSettled: refresh,
  });
}

/** A failure shows as a notice. */
export function useSetExposed() {
  const api = useApi();
  const refresh = useRefreshKeys();
  return useMutation({
    mutationFn: (input: CallInput<'keys.setExposed'>) => api.call('keys.setExposed', input),
    onSettled: refresh,
  });
}
