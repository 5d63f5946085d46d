import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../lib/app-error.ts';
import { CallHangs, createBoundedCalls, type BoundedCalls, type Wait } from './bounded-calls.ts';
import { assertFits, keychainError, keychainProblem, type Platform } from './keychain-problems.ts';
import type { KeytarEntry, KeytarModule } from './load-keytar.ts';
import { keychainService, type SecretStore, type StoreStatus } from './secret-store.ts';
import { secretServiceState, type SecretServiceState } from './secret-service.ts';

type KeychainOptions = {
  readonly load: () => Promise<KeytarModule>;
  readonly platform: Platform;
  /** Tests pass one that ends when they say so. */
  readonly wait?: Wait;
  /** Linux only. */
  readonly serviceState?: () => Promise<SecretServiceState>;
};

/** Time enough for a slow keychain, too little for a person to type a password: a dialog counts as locked. */
const patienceMs = 10_000;
/** Never the account of a secret: those hold a connection's id. */
const probeAccount = 'probe/probe/1';

const realWait: Wait = async (ms, signal) => {
  await delay(ms, undefined, signal === undefined ? {} : { signal });
};

/** The operating system's keychain. The addon is loaded at the first call. */
export function createKeychain(options: KeychainOptions): SecretStore {
  const { wait = realWait, serviceState = secretServiceState } = options;
  // Two at once read about a third faster than one by one, more do not (gnome-keyring).
  const calls = createBoundedCalls({ atOnce: 2, ms: patienceMs, wait });
  return new Keychain(options.load, options.platform, calls, serviceState);
}

class Keychain implements SecretStore {
  readonly home = 'keychain';
  readonly #load: () => Promise<KeytarModule>;
  readonly #platform: Platform;
  readonly #calls: BoundedCalls;
  readonly #serviceState: () => Promise<SecretServiceState>;
  #writes: Promise<unknown> = Promise.resolve();

  constructor(
    load: () => Promise<KeytarModule>,
    platform: Platform,
    calls: BoundedCalls,
    serviceState: () => Promise<SecretServiceState>,
  ) {
    this.#load = load;
    this.#platform = platform;
    this.#calls = calls;
    this.#serviceState = serviceState;
  }

  async get(account: string): Promise<string | undefined> {
    return (await this.#call(account, (entry) => entry.getPassword())) ?? undefined;
  }

  set(account: string, secret: string): Promise<void> {
    return this.#inTurn(() => this.#setAndCompare(account, secret));
  }

  delete(account: string): Promise<boolean> {
    return this.#inTurn(() => this.#delete(account));
  }

  /** Finds out without opening a dialog wherever that can be found out. */
  async status(): Promise<StoreStatus> {
    try {
      // Nobody stores under this name, so the keychain has nothing to ask its owner about.
      await this.get(probeAccount);
      if (this.#platform === 'linux') await this.#checkService();
      return { state: 'ready' };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { state: error.code === 'keychain-locked' ? 'locked' : 'unavailable', problem: error.toProblem() };
    }
  }

  async #checkService(): Promise<void> {
    const state = await this.#serviceState();
    if (state === 'locked' || state === 'no-keyring') throw keychainProblem(state, this.#platform);
    if (state === 'ready') return;
    await this.set(probeAccount, 'probe');
    await this.delete(probeAccount);
  }

  async #setAndCompare(account: string, secret: string): Promise<void> {
    assertFits(secret, this.#platform);
    const remove = async (): Promise<void> => {
      await this.#entry(account).then((entry) => entry.deletePassword());
    };
    // The caller was told that nothing is stored; an item written by a dialog answered late would have no owner.
    await this.#call(account, (entry) => entry.setPassword(secret), remove);
    const stored = await this.get(account).catch(async (error: unknown) => {
      await remove().catch(() => undefined);
      throw error;
    });
    if (stored === secret) return;
    await this.#delete(account);
    throw keychainProblem('unavailable', this.#platform, new Error('The keychain gave back something else'));
  }

  #delete(account: string): Promise<boolean> {
    return this.#call(account, (entry) => entry.deletePassword());
  }

  /** One write after the other, so that each reads back its own. */
  #inTurn<T>(write: () => Promise<T>): Promise<T> {
    const turn = this.#writes.then(write);
    this.#writes = turn.catch(() => undefined);
    return turn;
  }

  async #call<T>(account: string, use: (entry: KeytarEntry) => Promise<T>, late?: () => Promise<void>): Promise<T> {
    try {
      return await this.#calls.run(async () => use(await this.#entry(account)), late);
    } catch (error) {
      if (error instanceof CallHangs) throw keychainProblem('locked', this.#platform, error);
      throw keychainError(error, this.#platform);
    }
  }

  async #entry(account: string): Promise<KeytarEntry> {
    const { AsyncEntry } = await this.#load();
    // Without a Secret Service the addon would use the kernel's keyring, which a reboot empties and which calls a
    // key that lies in a stopped keychain absent.
    const options = this.#platform === 'linux' ? ({ linux: { store: 'secret-service' } } as const) : undefined;
    return new AsyncEntry(keychainService, account, options);
  }
}
