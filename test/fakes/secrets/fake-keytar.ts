import type { KeytarModule } from '../../../src/secrets/load-keytar.ts';

type Gate = { readonly open: Promise<void>; readonly answer: () => void };

/** The addon over a Map. It can fail with a text, hang like an open dialog, or keep something else than it was given. */
export class FakeKeytar {
  readonly items = new Map<string, string>();
  readonly options: unknown[] = [];
  failWith: string | undefined;
  /** What it stores in place of what it is told to. */
  garble: ((secret: string) => string) | undefined;
  inFlight = 0;
  mostInFlight = 0;
  calls = 0;
  #gate: Gate | undefined;

  load = (): Promise<KeytarModule> => {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the class below stands for the addon's own
    const keytar = this;
    class AsyncEntry {
      readonly #key: string;
      constructor(service: string, account: string, options?: unknown) {
        this.#key = `${service} ${account}`;
        keytar.options.push(options);
      }
      getPassword() {
        return keytar.#answer(() => keytar.items.get(this.#key) ?? null);
      }
      setPassword(secret: string) {
        return keytar.#answer(() => void keytar.items.set(this.#key, keytar.garble?.(secret) ?? secret));
      }
      deletePassword() {
        return keytar.#answer(() => keytar.items.delete(this.#key));
      }
    }
    return Promise.resolve({ AsyncEntry });
  };

  /** Calls from now on wait, until the returned function answers the dialog. */
  openDialog(): () => void {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const answer = (): void => {
      this.#gate = undefined;
      resolve(undefined);
    };
    this.#gate = { open: promise.then(() => undefined), answer };
    return answer;
  }

  async #answer<T>(work: () => T): Promise<T> {
    this.calls += 1;
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    try {
      await (this.#gate?.open ?? Promise.resolve());
      if (this.failWith !== undefined) throw new Error(this.failWith);
      return work();
    } finally {
      this.inFlight -= 1;
    }
  }
}
