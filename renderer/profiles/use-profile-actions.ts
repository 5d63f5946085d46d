import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CallInput } from '../../src/api/contract.ts';
import { useApi } from '../api/api-context.ts';
import { showDone } from '../ui/notices.tsx';

/** Fetches again what a change to a profile or an entry may have touched. */
export function useRefreshProfiles(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['profiles.list'] }),
      queries.invalidateQueries({ queryKey: ['profiles.entries'] }),
    ]);
}

/** A failure shows as a notice. */
export function useMoveEntry() {
  const api = useApi();
  const refresh = useRefreshProfiles();
  return useMutation({
    mutationFn: (input: CallInput<'profiles.moveEntry'>) => api.call('profiles.moveEntry', input),
    onSuccess: ({ reload }, { server }) => {
      showDone(`“${server}” now gets its keys from MCP Keyring. ${reload}`);
    },
    onSettled: refresh,
  });
}
