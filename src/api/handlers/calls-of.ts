import type { CallName } from '../contract.ts';
import type { Handlers } from '../router.ts';

/** The handlers of one subject or several: `CallsOf<'keys' | 'rotation'>`. */
export type CallsOf<S extends string> = Pick<Handlers, Extract<CallName, `${S}.${string}`>>;
