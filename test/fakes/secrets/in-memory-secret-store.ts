import type { SecretHome, SecretStore, StoreStatus } from '../../../src/secrets/secret-store.ts';

/** A store that keeps nothing. `failWith` makes every call fail as a locked or missing keychain does. */
export class InMemorySecretStore implements SecretStore {
  readonly home: SecretHome;
  readonly items = new Map<string, string>();
  /** The accounts asked for, in order. */
  readonly reads: string[] = [];
  failWith: Error | undefined;
  state: StoreStatus = { state: 'ready' };

  constructor(home: SecretHome = 'keychain') {
    this.home = home;
  }

  async get(account: string): Promise<string | undefined> {
    this.reads.push(account);
    await this.turn();
    return this.items.get(account);
  }

  async set(account: string, secret: string): Promise<void> {
    await this.turn();
    this.items.set(account, secret);
  }

  async delete(account: string): Promise<boolean> {
    await this.turn();
    return this.items.delete(account);
  }

  async status(): Promise<StoreStatus> {
    await Promise.resolve();
    return this.state;
  }

  /** Real stores answer later too. */
  private async turn(): Promise<void> {
    await Promise.resolve();
    if (this.failWith) throw this.failWith;
  }
}
