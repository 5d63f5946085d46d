import { useSyncExternalStore } from 'react';
import { useApi } from '../api/api-context.ts';
import type { LinkState } from '../transport/link.ts';

export function useLink(): LinkState {
  const { link } = useApi();
  return useSyncExternalStore(link.subscribe, link.current);
}
