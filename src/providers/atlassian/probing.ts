import type { z } from 'zod';
import { AppError } from '../../lib/app-error.ts';
import type { ErrorCode } from '../../lib/app-error.ts';
import { createApiClient } from '../http/api-client.ts';
import type { ApiClient, FailedAnswer } from '../http/api-client.ts';
import type { LocateRequest, ProviderParts } from '../provider.ts';
import type { Product } from './address.ts';

/** What differs between the products when looking for them. Paths have no leading slash. */
export type ProductFacts = {
  readonly product: Product;
  /** "Jira" */
  readonly systemName: string;
  /** Below the site and below the gateway alike. */
  readonly cloudWhoAmI: string;
  /** What a Data Center server answers without a login. */
  readonly serverProbe: string;
  readonly serverProbeAnswer: z.ZodType;
};

export type Search = {
  readonly parts: ProviderParts;
  readonly facts: ProductFacts;
  readonly request: LocateRequest;
};

/** Sends no key: until it is known what answers there, it has no business with one. */
export function unsignedClient(
  { parts, facts, request }: Search,
  baseUrl: string,
  classify?: (answer: FailedAnswer) => undefined,
): ApiClient {
  const { systemName } = facts;
  return createApiClient({ parts, baseUrl, signedBy: {}, http: request.http, systemName, classify });
}

const noAnswer = new Set<ErrorCode>([
  'name-not-resolved',
  'connection-refused',
  'tls-failure',
  'timeout',
  'network-failure',
  'cancelled',
]);

/** Nothing answered at all, so looking elsewhere on the same host would only take longer. */
export const isNoAnswer = (error: unknown): boolean => !(error instanceof AppError) || noAnswer.has(error.code);
