import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CallInput, CallOutput } from '../../src/api/contract.ts';
import { useApi } from '../api/api-context.ts';

type Preferences = CallOutput<'preferences.get'>;
type Change = CallInput<'preferences.set'>;

const queryKey = ['preferences.get', {}];

/** As it will be; `null` takes a choice back. */
function withChange(before: Preferences, change: Change): Preferences {
  const all = Object.entries<unknown>({ ...before, ...change });
  return Object.fromEntries(all.filter(([, value]) => value !== null && value !== undefined)) as Preferences;
}

/** Saves a choice as soon as it is made: it shows at once, and is taken back with a notice where it cannot be saved. */
export function useChoose() {
  const api = useApi();
  const queries = useQueryClient();
  const choose = useMutation({
    // One after the other, so that the last answer is the last choice.
    scope: { id: 'preferences.set' },
    mutationFn: (change: Change) => api.call('preferences.set', change),
    onMutate: (change) => {
      const before = queries.getQueryData<Preferences>(queryKey);
      if (before !== undefined) queries.setQueryData(queryKey, withChange(before, change));
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['preferences.get'] }),
        queries.invalidateQueries({ queryKey: ['keys.list'] }),
        queries.invalidateQueries({ queryKey: ['reminders.list'] }),
      ]),
  });
  return choose.mutate;
}
