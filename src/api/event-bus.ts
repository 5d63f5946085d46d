import { events, type EventName, type EventPayload } from './contract.ts';
import type { EventMessage } from './wire.ts';

export interface EventBus {
  emit<N extends EventName>(event: N, payload: EventPayload<N>): void;
  /** Returns how to stop listening. */
  subscribe(listener: (message: EventMessage) => void): () => void;
}

export function createEventBus(): EventBus {
  const listeners = new Set<(message: EventMessage) => void>();
  return {
    emit(event, payload) {
      const message = { event, payload: events[event].parse(payload) };
      for (const listener of listeners) listener(message);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
