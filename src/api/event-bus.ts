import { events, type EventName, type EventPayload } from './contract.ts';
import type { EventMessage } from './wire.ts';

export interface EventBus {
  emit<N extends EventName>(event: N, payload: EventPayload<N>): void;
  /** For shells. Returns how to stop listening. */
  subscribe(listener: (message: EventMessage) => void): () => void;
  /** For the host itself: calls back after such an event. Returns how to stop. */
  follow(event: EventName, listener: () => void): () => void;
  /** Whether any shell listens now. */
  isHeard(): boolean;
}

export function createEventBus(): EventBus {
  const listeners = new Set<(message: EventMessage) => void>();
  const followers = new Set<{ readonly event: EventName; readonly listener: () => void }>();
  return {
    emit(event, payload) {
      const message = { event, payload: events[event].parse(payload) };
      for (const listener of listeners) listener(message);
      for (const follower of followers) if (follower.event === event) follower.listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    follow(event, listener) {
      const follower = { event, listener };
      followers.add(follower);
      return () => followers.delete(follower);
    },
    isHeard: () => listeners.size > 0,
  };
}
