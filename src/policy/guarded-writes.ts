import type { Prepared } from '../providers/writes.ts';
import { isInside, mustAllowDelete, mustBeWritable, outside, type Guarded } from './checks.ts';

/** Refuses a change before it is even prepared, where the connection forbids it as a whole. */
export function mustAllow(connection: Guarded, kind: 'write' | 'delete'): void {
  if (kind === 'delete') mustAllowDelete(connection);
  else mustBeWritable(connection);
}

/**
 * Prepares a change and lets it go on only when it stays inside the allowed projects. `owner` reads what the change is
 * about and fails when that lies outside: then even the reason why it cannot be prepared is nobody's business.
 */
export async function guardedPrepare(
  connection: Guarded,
  prepare: () => Promise<Prepared>,
  owner?: () => Promise<unknown>,
): Promise<Prepared> {
  const prepared = await prepare().catch(async (error: unknown) => {
    if (connection.policy.projects !== undefined) await owner?.();
    throw error;
  });
  if (prepared.kind === 'delete') mustAllowDelete(connection);
  mustStayInside(connection, prepared);
  return prepared;
}

function mustStayInside(connection: Guarded, { projects }: Prepared): void {
  if (connection.policy.projects === undefined) return;
  if (projects.length === 0 || !projects.every((id) => isInside(connection, id)))
    throw outside(connection, 'A part of this change');
}
