import { refuseQuery } from '../refusals.ts';
import type { Context } from './context.ts';
import { systemName } from './failures.ts';
import { workPackage, type WorkPackage } from './schemas.ts';

export function readWork({ api }: Context, id: string, signal?: AbortSignal): Promise<WorkPackage> {
  return api.get(`/api/v3/work_packages/${encodeURIComponent(workId(id))}`, undefined, workPackage, signal);
}

/** `1528`, `#1528`, or the address of a work package's page. */
export function workId(given: string): string {
  const id = /work_packages\/(?:details\/)?([\w-]+)/.exec(given)?.[1] ?? given.trim().replace(/^#+/, '');
  if (/^[\w-]+$/.test(id)) return id;
  throw refuseQuery(systemName, 'Give the number of a work package, for example 1528.');
}
