import { useMutation, useQueryClient } from '@tanstack/react-query';

/** What the guard's screen shows may be another after any of its buttons. */
export function useGuardAction<I, O>(work: (input: I) => Promise<O>, shownInPlace = false) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: work,
    ...(shownInPlace ? { meta: { shownInPlace: true } } : {}),
    onSettled: () =>
      Promise.all(
        ['claude.status', 'claude.guard', 'claude.history', 'claude.backups'].map((name) =>
          queries.invalidateQueries({ queryKey: [name] }),
        ),
      ),
  });
}
