import { useSyncExternalStore } from 'react';

const isOpen = (): boolean => document.querySelector('[role="dialog"][aria-modal="true"]') !== null;

function onOpenOrClose(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
  };
}

/** Whether something lies over the screen that is to be looked at first: a dialog or a drawer, whoever opened it. */
export function useDialogOpen(): boolean {
  return useSyncExternalStore(onOpenOrClose, isOpen);
}
