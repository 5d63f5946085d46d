import type { CallName, HandlerInput, HandlerOutput } from '../../../src/api/contract.ts';

/** What answers the calls of one subject or several: `HandlersOf<'keys' | 'rotation'>`. */
export type HandlersOf<S extends string> = {
  [N in Extract<CallName, `${S}.${string}`>]: (input: HandlerInput<N>) => HandlerOutput<N> | Promise<HandlerOutput<N>>;
};
