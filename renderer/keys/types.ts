import type { CallOutput } from '../../src/api/contract.ts';

/** All that is known of one connection's key. */
export type Key = CallOutput<'keys.list'>[number];
