import type { SpecifiedIndex } from '../../src/operations/specifications.ts';

/**
 * Another server's tools, each beside what does the same job here: our tools with the arguments that matter, and calls
 * of the system's API (through call_operation), several joined by `; `.
 */
export type Peer = {
  readonly name: string;
  /** Where its operations are looked up. */
  readonly index: SpecifiedIndex | 'targetprocess';
  readonly tools: Readonly<Record<string, string>>;
};
