import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../api/api-context.ts';
import { showDone, showUndo } from '../ui/notices.tsx';
import { focusHeading } from '../ui/page.tsx';
import { tellTest } from './test-news.ts';
import type { Connection } from './types.ts';

/** What can be done with one connection at a click. A failure shows as a notice. */
export function useConnectionActions(connection: Connection) {
  const api = useApi();
  const queries = useQueryClient();
  const { id, name } = connection;
  const refresh = () => queries.invalidateQueries({ queryKey: ['connections.list'] });

  const test = useMutation({
    mutationKey: ['connections.test', id],
    mutationFn: () => api.call('connections.test', { id }),
    onSuccess: ({ outcome }) => {
      tellTest(outcome);
    },
    onSettled: refresh,
  });
  const setActive = useMutation({
    mutationFn: (active: boolean) => api.call('connections.setActive', { id, active }),
    onSettled: refresh,
  });
  const undoRemove = useMutation({
    mutationFn: () => api.call('connections.undoRemove', { id }),
    onSuccess: () => {
      showDone(`“${name}” is back.`);
    },
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: () => api.call('connections.remove', { id }),
    onSuccess: ({ undoUntil }) => {
      focusHeading();
      showUndo(`“${name}” was removed.`, undoUntil, () => {
        undoRemove.mutate();
      });
    },
    onSettled: refresh,
  });
  return { test, setActive, remove };
}

/** Whether that connection is being tested right now, from wherever on the screen. */
export function useIsTesting(id: string): boolean {
  const single = useIsMutating({ mutationKey: ['connections.test', id] });
  const all = useIsMutating({ mutationKey: ['connections.testAll'] });
  return single + all > 0;
}
