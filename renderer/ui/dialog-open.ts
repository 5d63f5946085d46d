import { useId, useSyncExternalStore } from 'react';

/** The one that was opened last comes last. */
const topmost = (): Element | undefined => [...document.querySelectorAll('[role="dialog"][aria-modal="true"]')].at(-1);

function onOpenOrClose(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['aria-describedby'] });
  return () => {
    observer.disconnect();
  };
}

/** Whether something lies over the screen that is to be looked at first: a dialog or a drawer, whoever opened it. */
export function useDialogOpen(): boolean {
  return useSyncExternalStore(onOpenOrClose, () => topmost() !== undefined);
}

/** Props of a dialog from which others are opened: Escape closes the topmost alone. */
export function useEscapeOnTop(): { readonly id: string; readonly closeOnEscape: boolean } {
  const id = useId();
  const closeOnEscape = useSyncExternalStore(onOpenOrClose, () => {
    const described = topmost()?.getAttribute('aria-describedby');
    return described?.startsWith(id) !== false;
  });
  return { id, closeOnEscape };
}
