/** Whether the window can talk to its host. `signed-out`: the host does not know this window (any more). */
export type LinkState = 'up' | 'down' | 'signed-out';

/** Made for useSyncExternalStore. */
export interface LinkSource {
  readonly current: () => LinkState;
  /** Calls back after every change; returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
}

export interface LinkControl extends LinkSource {
  readonly set: (state: LinkState) => void;
}

export function createLink(): LinkControl {
  let state: LinkState = 'up';
  const listeners = new Set<() => void>();
  return {
    current: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(next) {
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
  };
}
