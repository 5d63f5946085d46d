import type { Clock } from '../../src/lib/clock.ts';

type Waiting = { readonly at: number; readonly go: () => void };

/** Time that passes only when the test says so. */
export class FakeClock implements Clock {
  #now: number;
  #waiting: Waiting[] = [];

  constructor(start = '2026-11-21T09:00:00.000Z') {
    this.#now = Date.parse(start);
  }

  now(): Date {
    return new Date(this.#now);
  }

  wait(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = { at: this.#now + ms, go: resolve };
      this.#waiting.push(waiting);
      signal?.addEventListener('abort', () => {
        this.#waiting = this.#waiting.filter((each) => each !== waiting);
        reject(signal.reason as Error);
      });
    });
  }

  /** How long the ones who wait still have to, in milliseconds, soonest first. */
  get waits(): number[] {
    return this.#waiting.map(({ at }) => at - this.#now).sort((a, b) => a - b);
  }

  advance(ms: number): void {
    this.#now += ms;
    const due = this.#waiting.filter(({ at }) => at <= this.#now);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.#now);
    for (const { go } of due) go();
  }
}
