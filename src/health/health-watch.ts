/** Checks connections in the background, gently. */
export interface HealthWatch {
  start(): void;
  /** The computer woke up or is on another network: what is due, or was failing for want of a network, is checked soon. */
  wake(): void;
  close(): Promise<void>;
}

/** Watches nothing, until the real one is there. */
export function createHealthWatch(): HealthWatch {
  return { start: () => undefined, wake: () => undefined, close: () => Promise.resolve() };
}
