import type { Connection } from '../connections/connection.ts';
import { AppError } from '../lib/app-error.ts';
import { systemName } from './answer.ts';

/** The member of a client that a tool needs; without it AppError `unsupported`: "Confluence has no sprints." */
export function has<T>(
  member: T | undefined,
  { provider }: Pick<Connection, 'provider'>,
  noun: string,
  next: string,
): T {
  if (member !== undefined) return member;
  throw new AppError('unsupported', `${systemName(provider)} has no ${noun}.`, next);
}
