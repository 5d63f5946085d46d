import { connectionFailure } from '../diagnosis/advice.ts';
import type { AppError } from '../lib/app-error.ts';
import { someOf } from './some-of.ts';

/** What we do not even send, because the system could not make sense of it; `next` says what would work. */
export function refuseQuery(systemName: string, next: string): AppError {
  return connectionFailure('query-rejected', { systemName, next });
}

export function refuseCursor(systemName: string): AppError {
  return refuseQuery(systemName, 'This cursor belongs to another list. Leave it out to start from the beginning.');
}

/** "There is no status “Foo”. There are: New, In progress." */
export function refuseName(systemName: string, kind: string, name: string, known: readonly string[]): AppError {
  const choice =
    known.length === 0
      ? 'Nothing like it is visible to this account; list_projects, list_people and describe_project show what there is.'
      : `There are: ${someOf(known)}.`;
  return refuseQuery(systemName, `There is no ${kind} “${name}”. ${choice}`);
}
