import { AppError } from '../lib/app-error.ts';
import {
  contract,
  events,
  type CallInput,
  type CallName,
  type CallOutput,
  type EventName,
  type EventPayload,
} from './contract.ts';
import { callAnswer, type CallRequest, type EventMessage } from './wire.ts';

/** How a shell carries calls and events: Electron's preload, or HTTP. */
export interface Transport {
  send(request: CallRequest): Promise<unknown>;
  /** Calls back with each raw event message; returns how to stop. */
  subscribe(listener: (message: EventMessage) => void): () => void;
}

export interface ApiClient {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
}

/** A typed client over a transport. A failed call rejects with the host's AppError. */
export function createApiClient(transport: Transport): ApiClient {
  return {
    async call(name, input) {
      const answer = callAnswer.parse(await transport.send({ name, input }));
      if (!answer.ok)
        throw new AppError(answer.error.code, answer.error.message, answer.error.next, { link: answer.error.link });
      return contract[name].output.parse(answer.output) as CallOutput<typeof name>;
    },
    on(name, listener) {
      return transport.subscribe((message) => {
        if (message.event === name) listener(events[name].parse(message.payload) as EventPayload<typeof name>);
      });
    },
  };
}
