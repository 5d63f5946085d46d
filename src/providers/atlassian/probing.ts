import type { FailedAnswer } from '../http/api-request.ts';
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
  readonly isServerAnswer: (json: unknown) => boolean;
};

export type Search = {
  readonly parts: ProviderParts;
  readonly facts: ProductFacts;
  readonly request: LocateRequest;
};

export type KeylessSearch = Omit<Search, 'request'> & { readonly request: Omit<LocateRequest, 'credentials'> };

const signs = ['x-ausername', 'x-seraph-loginreason', 'x-confluence-request-time', 'x-asessionid', 'x-arequestid'];

/** A server that lets nobody look without a login still says whose it is. */
export function isFromServer({ isServerAnswer }: ProductFacts, { status, headers, json }: FailedAnswer): boolean {
  if (status === 200) return isServerAnswer(json);
  return (status === 401 || status === 403) && signs.some((sign) => headers.has(sign));
}
