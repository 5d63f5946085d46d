import type { z } from 'zod';
import type { ApiClient } from '../http/api-client.ts';
import { readRows, type Condition } from './paging.ts';

export type AllRequest<T> = {
  /** Below `/api/v1/`. */
  readonly collection: string;
  readonly row: z.ZodType<T>;
  readonly include: string;
  readonly conditions?: readonly Condition<T>[] | undefined;
  readonly order?: Readonly<Record<string, string>> | undefined;
  readonly limit?: number | undefined;
};

const mostRows = 1000;

/** The rows of a small collection, at most 1000: definitions, people, what hangs on one item. */
export async function readAll<T>(api: ApiClient, request: AllRequest<T>, signal?: AbortSignal): Promise<readonly T[]> {
  const { conditions = [], order = {}, limit = mostRows } = request;
  return (await readRows(api, { ...request, conditions, order, limit, signal })).items;
}

/** A condition on a reference, with the look at what came back. */
export function refersTo<T>(
  path: string,
  id: string,
  of: (row: T) => { readonly Id?: string | undefined } | undefined,
): Condition<T> {
  return { clause: `${path}.Id eq ${id}`, holds: (row) => of(row)?.Id === undefined || of(row)?.Id === id };
}
