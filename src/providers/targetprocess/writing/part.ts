import { someOf } from '../../some-of.ts';
import { AppError } from '../../../lib/app-error.ts';
import { excerpt, fieldChange } from '../../field-change.ts';
import type { FieldChange, Written } from '../../writes.ts';
import type { Snapshot } from './snapshot.ts';

type Body = Readonly<Record<string, unknown>>;

/** One field of a change: how it reads now, how it shall read, and what is sent for it. */
export type Part = {
  readonly field: string;
  readonly after: string | undefined;
  readonly read: (snapshot: Snapshot) => string | undefined;
  /** Goes into the one request that writes the entity. */
  readonly body?: Body | undefined;
  /** Requests of its own after that: people, relations and teams are entities themselves. */
  readonly act?: ((id: string, signal?: AbortSignal) => Promise<void>) | undefined;
  /** The system may put the value into other words, so only one that did not change at all is a problem. */
  readonly isReworded?: boolean | undefined;
};

/** Custom fields share one list in the request. */
export function bodyOf(parts: readonly Part[]): Body {
  const body: Record<string, unknown> = {};
  for (const part of parts) {
    for (const [name, value] of Object.entries(part.body ?? {})) {
      const before = body[name];
      body[name] =
        Array.isArray(before) && Array.isArray(value) ? [...(before as unknown[]), ...(value as unknown[])] : value;
    }
  }
  return body;
}

export const plannedChanges = (parts: readonly Part[], before: Snapshot | undefined): FieldChange[] =>
  parts.flatMap((part) => fieldChange(part.field, before === undefined ? undefined : part.read(before), part.after));

/** Targetprocess answers 200 to values it drops, so what counts is what a second reading shows. */
export function outcomeOf(
  parts: readonly Part[],
  before: Snapshot | undefined,
  now: Snapshot,
): Pick<Written, 'changes'> & { readonly problems: string[] } {
  const changes: FieldChange[] = [];
  const problems: string[] = [];
  for (const part of parts) {
    const was = before === undefined ? undefined : part.read(before);
    const is = part.read(now);
    changes.push(...fieldChange(part.field, was, is));
    const isFine = is === part.after || (part.isReworded === true && is !== was);
    if (!isFine)
      problems.push(`field ${part.field}: Targetprocess took the request but shows ${quotedOr(is)} instead.`);
  }
  return { changes, problems };
}

const quotedOr = (text: string | undefined): string => (text === undefined ? 'nothing' : `“${excerpt(text)}”`);

/** Every field that cannot be written as asked, in one error, before anything was written. */
export class FieldProblems {
  readonly #found: string[] = [];

  add(field: string, text: string): void {
    this.#found.push(`field ${field}: ${text}`);
  }

  /** What `prepare` refuses about the field becomes a line; anything else goes on up. */
  async collect<T>(field: string, prepare: () => Promise<T> | T): Promise<T | undefined> {
    try {
      return await prepare();
    } catch (error) {
      if (error instanceof FieldRefusal) this.add(field, error.message);
      else if (error instanceof AppError && (error.code === 'query-rejected' || error.code === 'not-found')) {
        this.add(field, error.code === 'not-found' ? error.message : error.next);
      } else throw error;
      return undefined;
    }
  }

  throwIfAny(): void {
    if (this.#found.length === 0) return;
    throw new AppError(
      'change-rejected',
      `Nothing was written. ${this.#found.join('; ')}`,
      'Correct these fields and try again. describe_project lists fields and allowed values.',
    );
  }
}

/** Why one field cannot be written; caught by FieldProblems.collect alone. */
export class FieldRefusal extends Error {}

export function refuseValue(given: string, allowed: readonly string[]): FieldRefusal {
  const names = allowed.length === 0 ? 'none' : someOf(allowed);
  return new FieldRefusal(`“${given}” is not allowed; allowed values ${names}`);
}
