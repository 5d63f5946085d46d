import { tokenId } from './secrets.ts';
import type { Person } from '../company/people.ts';

export type Key = {
  readonly secret: string;
  readonly person: Person;
  /** Data Center's own number and name for a token. */
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | undefined;
  /** Atlassian Cloud: accepted at the gateway only, for these scopes; `all` for every scope. */
  readonly scopes: readonly string[] | 'all' | undefined;
};

export type IssueKeyOptions = {
  /** Login or e-mail address of the owner; the first person of the company if absent. */
  readonly account?: string;
  /** The text of the key, where a test has to find it again; made up if absent. */
  readonly secret?: string;
  readonly scoped?: boolean;
  /** Implies scoped: the scopes the token has, everything if absent. */
  readonly scopes?: readonly string[];
  readonly expired?: boolean;
  readonly name?: string;
  readonly madeDaysAgo?: number;
  /** From now. Absent: eternal. */
  readonly expiresInDays?: number;
};

const dayMs = 86_400_000;

/** The valid keys of one site, and the passwords where passwords sign in. */
export class KeyRing {
  readonly #keys = new Map<string, Key>();
  readonly #people: readonly Person[];
  readonly #format: (serial: number, person: Person) => string;
  readonly #now: () => Date;
  #serial = 0;

  constructor(parts: {
    people: readonly Person[];
    /** Writes a secret the way this system's look. */
    format: (serial: number, person: Person) => string;
    now: () => Date;
  }) {
    this.#people = parts.people;
    this.#format = parts.format;
    this.#now = parts.now;
  }

  issue(options: IssueKeyOptions = {}): Key {
    const person = this.person(options.account);
    const now = this.#now();
    this.#serial += 1;
    const key: Key = {
      secret: options.secret ?? this.#format(this.#serial, person),
      person,
      id: tokenId(this.#serial),
      name: options.name ?? `token ${this.#serial}`,
      createdAt: new Date(now.getTime() - (options.madeDaysAgo ?? 0) * dayMs),
      expiresAt: this.#expiry(now, options),
      scopes: options.scopes ?? (options.scoped === true ? 'all' : undefined),
    };
    this.#keys.set(key.secret, key);
    return key;
  }

  #expiry(now: Date, options: IssueKeyOptions): Date | undefined {
    if (options.expired === true) return new Date(now.getTime() - dayMs);
    return options.expiresInDays === undefined ? undefined : new Date(now.getTime() + options.expiresInDays * dayMs);
  }

  revoke(secret: string): void {
    this.#keys.delete(secret);
  }

  expire(secret: string): void {
    const key = this.#keys.get(secret);
    if (key !== undefined) this.#keys.set(secret, { ...key, expiresAt: this.#now() });
  }

  /** The key if it works now. */
  find(secret: string): Key | undefined {
    const key = this.#keys.get(secret);
    if (key === undefined) return undefined;
    return key.expiresAt !== undefined && key.expiresAt <= this.#now() ? undefined : key;
  }

  ownedBy(person: Person): readonly Key[] {
    return [...this.#keys.values()].filter((key) => key.person === person);
  }

  findPerson(account: string): Person | undefined {
    const wanted = account.toLowerCase();
    return this.#people.find((person) => person.login === wanted || person.email === wanted);
  }

  person(account: string | undefined): Person {
    const person = account === undefined ? this.#people[0] : this.findPerson(account);
    if (person === undefined) throw new Error(`The simulator has no person "${String(account)}".`);
    return person;
  }
}
