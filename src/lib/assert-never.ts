/** Proves to the compiler that a switch is complete; `reason` says which invariant broke if it runs after all. */
export function assertNever(value: never, reason: string): never {
  throw new Error(`${reason}: ${JSON.stringify(value)}`);
}
