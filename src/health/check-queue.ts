import type { Connection } from '../connections/connection.ts';
import { isRefusal } from '../connections/failing.ts';
import type { Checked } from '../connections/test-runs.ts';
import type { Clock } from '../lib/clock.ts';
import { failedForTheNetwork, isOfTheNetwork, isRefusedForGood, nextCheckAt, sparedFor } from './check-times.ts';

/** Another connection that was answered so recently shows that the network works. */
const evidenceMs = 600_000;
/** A locked store is looked at again after this. */
const lockedMs = 900_000;
/** A network that comes and goes is no reason to knock at the same door each time. */
const knockMs = 300_000;

/** Which connections are to be checked, in which order, and which results are worth writing down. */
export class CheckQueue {
  readonly #clock: Pick<Clock, 'now'>;
  /** To be checked at the next opportunity. */
  readonly #soon = new Set<string>();
  /** Could not be reached, and perhaps it was the network: not written down. */
  readonly #held = new Set<string>();
  readonly #triedAt = new Map<string, number>();
  readonly #lockedUntil = new Map<string, number>();
  #isAwake = false;
  #answeredAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  ask(ids: readonly string[]): void {
    for (const id of ids) this.#soon.add(id);
  }

  /** What was unreachable is worth another try, and what was reachable may not be any more. */
  wake(): void {
    this.#isAwake = true;
    this.#answeredAt = Number.NEGATIVE_INFINITY;
  }

  /** What was asked for first, then what has waited longest. */
  due(active: readonly Connection[], everyMs: number, onlyAsked: boolean): Connection[] {
    this.#noteAwake(active);
    const spared = sparedFor(active);
    const rank = (connection: Connection): number => (this.#isAsked(connection) ? -1 : this.#lastAt(connection));
    const due = active.filter((each) => !spared.has(each.id) && this.#isDue(each, everyMs, onlyAsked));
    return due.sort((a, b) => rank(a) - rank(b));
  }

  noteLocked({ id }: Connection): void {
    this.#lockedUntil.set(id, this.#now() + lockedMs);
  }

  noteBegun({ id }: Connection): void {
    this.#soon.delete(id);
    this.#held.delete(id);
    this.#triedAt.set(id, this.#now());
  }

  /** Whether it is to be written down: being offline is no connection's fault. */
  isWorthKeeping({ tested, result: { outcome } }: Checked): boolean {
    const code = outcome.ok ? undefined : outcome.problem.code;
    if (code !== undefined && isOfTheNetwork(code)) {
      const isNetworkGood = this.#now() - this.#answeredAt < evidenceMs;
      if (!isNetworkGood) this.#held.add(tested.id);
      // That the key was refused is worth more than that it could not be asked again.
      return isNetworkGood && tested.failing === undefined;
    }
    if (code === undefined || isRefusal(code)) this.#noteAnswered();
    return code !== 'rate-limited';
  }

  #noteAnswered(): void {
    this.#answeredAt = this.#now();
    this.ask([...this.#held]);
    this.#held.clear();
  }

  #noteAwake(active: readonly Connection[]): void {
    if (!this.#isAwake) return;
    this.#isAwake = false;
    const unreached = active.filter((connection) => this.#held.has(connection.id) || failedForTheNetwork(connection));
    this.ask(unreached.filter((each) => this.#now() - this.#lastAt(each) >= knockMs).map(({ id }) => id));
  }

  #isDue(connection: Connection, everyMs: number, onlyAsked: boolean): boolean {
    if ((this.#lockedUntil.get(connection.id) ?? 0) > this.#now()) return false;
    if (onlyAsked || this.#isAsked(connection)) return this.#isAsked(connection);
    const at = nextCheckAt(connection, everyMs, this.#lastAt(connection));
    return at !== undefined && at <= this.#now();
  }

  /** Wrong tries lock accounts: what was refused for good is not even tried because it was asked for. */
  #isAsked(connection: Connection): boolean {
    return this.#soon.has(connection.id) && !isRefusedForGood(connection);
  }

  #lastAt({ id, lastTest }: Connection): number {
    return Math.max(this.#triedAt.get(id) ?? 0, lastTest === undefined ? 0 : Date.parse(lastTest.at));
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}
