import { AppError } from '../../lib/app-error.ts';
import { someOf } from '../some-of.ts';

const next = 'Correct these fields and try again. describe_project lists the fields and their allowed values.';

/** What is found out before anything is written: one sentence for each field. */
export function refusedChange(problems: readonly string[]): AppError {
  return new AppError('invalid-input', problems.map((problem) => `${problem}.`).join(' '), next);
}

/** `field priority: "soon" is not allowed, allowed values urgent, high` */
export function refusedField(field: string, given: string, known: readonly string[], isAmbiguous = false): AppError {
  return refusedChange([notAllowed(field, given, known, isAmbiguous)]);
}

export function notAllowed(field: string, given: string, known: readonly string[], isAmbiguous = false): string {
  if (isAmbiguous) return `field ${field}: “${given}” may mean several, give the id of one of: ${someOf(known)}`;
  if (known.length === 0) return `field ${field}: “${given}” is not allowed, there are no values to choose from`;
  return `field ${field}: “${given}” is not there, allowed values ${someOf(known)}`;
}

/** Runs all checks, so that one answer names everything that is wrong. */
export class Checks {
  readonly #problems: string[] = [];

  /** The value, or `undefined` when it was refused, which `end` then says. */
  async keep<T>(check: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await check();
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'invalid-input')) throw error;
      this.#problems.push(error.message.replace(/\.$/, ''));
      return undefined;
    }
  }

  add(problem: string): void {
    this.#problems.push(problem);
  }

  end(): void {
    if (this.#problems.length > 0) throw refusedChange(this.#problems);
  }
}
