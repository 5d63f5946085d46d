import { z } from 'zod';

export const operationMethod = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
export type OperationMethod = z.infer<typeof operationMethod>;

/** A call of the system's own API, as find_operation lists them. */
export type OperationCall = {
  readonly method: OperationMethod;
  /** Below the connection's address, with the parameters filled in: `/rest/api/3/issue/EX-1/watchers`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[]>> | undefined;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
};

export type OperationAnswer = {
  readonly status: number;
  /** `undefined` for an empty answer. */
  readonly json: unknown;
};
