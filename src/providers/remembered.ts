/** Keeps what `load` answered for `ms` milliseconds; a failure is not kept. */
export function remembered<T>(
  now: () => Date,
  ms: number,
  load: (signal?: AbortSignal) => Promise<T>,
): (signal?: AbortSignal) => Promise<T> {
  let kept: { readonly value: T; readonly until: number } | undefined;
  return async (signal) => {
    const time = now().getTime();
    if (kept !== undefined && time < kept.until) return kept.value;
    const value = await load(signal);
    kept = { value, until: time + ms };
    return value;
  };
}
