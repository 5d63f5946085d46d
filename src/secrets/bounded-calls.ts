/** Rejection of a call that did not end in time, or that was not begun because an earlier one still hangs. */
export class CallHangs extends Error {
  override readonly name = 'CallHangs';
}

export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;
type Call<T> = () => Promise<T>;

export interface BoundedCalls {
  /** `late` runs with the result of a call that ended after its caller was told that it hangs. */
  run<T>(call: Call<T>, late?: (result: T) => Promise<void>): Promise<T>;
}

type Limits = { readonly atOnce: number; readonly ms: number; readonly wait: Wait };

/**
 * Calls that block a thread of Node's pool of four while a dialog waits for a person. At most `atOnce` run, and while
 * one hangs no other begins: otherwise they would take every thread, and with them all file access, and each would
 * open one more dialog.
 */
export function createBoundedCalls({ atOnce, ms, wait }: Limits): BoundedCalls {
  const hanging = new Set<object>();
  const queue: (() => void)[] = [];
  let running = 0;

  const enter = async (): Promise<void> => {
    if (running < atOnce) running += 1;
    else await new Promise<void>((resolve) => queue.push(resolve));
  };
  const leave = (): void => {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  };

  return {
    run: async (call, late) => {
      await enter();
      if (hanging.size > 0) {
        leave();
        throw new CallHangs();
      }
      const result = call();
      const inTime = new AbortController();
      const timeOut = wait(ms, inTime.signal).then(() => {
        throw new CallHangs();
      });
      // Aborting the wait rejects it, which nobody listens for any more.
      timeOut.catch(() => undefined);
      try {
        return await Promise.race([result, timeOut]);
      } catch (error) {
        if (error instanceof CallHangs) {
          const mark = {};
          hanging.add(mark);
          void result
            .then(late)
            .catch(() => undefined)
            .finally(() => hanging.delete(mark));
        }
        throw error;
      } finally {
        inTime.abort();
        leave();
      }
    },
  };
}
