import { useEffect } from 'react';
import { useApi } from './api-context.ts';
import { useRead } from './queries.ts';

/** A page that nobody saw for so long may have slept with its computer. */
const longAwayMs = 10 * 60_000;

/** Tells the host that there is a network again, or that the user is back: what may have changed is checked soon. */
export function useWake(): void {
  const api = useApi();
  const shell = useRead('app.info', {}).data?.shell;
  useEffect(() => {
    // The desktop app hears of it from the operating system.
    if (shell !== 'web') return undefined;
    const wake = () => {
      // A host that does not answer is told of already (banners.tsx).
      api.call('health.wake', {}).catch(() => undefined);
    };
    let hiddenAt: number | undefined;
    const look = () => {
      if (document.hidden) hiddenAt = Date.now();
      else if (hiddenAt !== undefined && Date.now() - hiddenAt >= longAwayMs) wake();
    };
    window.addEventListener('online', wake);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', look);
    };
  }, [api, shell]);
}
