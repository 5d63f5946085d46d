import { useEffect } from 'react';

/** Brings the section the address names into sight, and the focus with it. Before `isReady` it is not where it will be. */
export function useSectionInSight(name: string | undefined, isReady: boolean): void {
  useEffect(() => {
    if (name === undefined || !isReady) return undefined;
    // After the screen's own heading had the focus (shell.tsx).
    const frame = requestAnimationFrame(() => {
      const section = document.querySelector(`main [data-section="${CSS.escape(name)}"]`);
      section?.scrollIntoView({ block: 'start' });
      section?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [name, isReady]);
}
