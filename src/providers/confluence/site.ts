import { AppError } from '../../lib/app-error.ts';
import type { ErrorCode } from '../../lib/app-error.ts';
import type { ApiClient } from '../http/api-client.ts';
import type { Endpoint } from '../provider.ts';

/** Where the calls go, and where people look. */
export type Site = {
  readonly api: ApiClient;
  readonly isCloud: boolean;
  /** Below the API's base: `wiki/rest/api` or `rest/api`. */
  readonly v1: string;
  /** The address pages have in the browser. */
  readonly webRoot: string;
  readonly now: () => Date;
};

export const mostPerPage = 100;

export function createSite(api: ApiClient, endpoint: Endpoint, now: () => Date): Site {
  const isCloud = endpoint.deployment === 'cloud';
  const v1 = isCloud ? 'wiki/rest/api' : 'rest/api';
  return { api, isCloud, v1, webRoot: isCloud ? `${endpoint.baseUrl}/wiki` : endpoint.baseUrl, now };
}

/** Cloud's own addresses for pages and blog posts, which have one numbering. */
export const v2 = 'wiki/api/v2';

export const hasCode = (error: unknown, codes: readonly ErrorCode[]): boolean =>
  error instanceof AppError && codes.includes(error.code);

/** `undefined` for what is not there, or not for us: no reason to withhold the rest. */
export async function unlessMissing<T>(fetching: Promise<T>): Promise<T | undefined> {
  try {
    return await fetching;
  } catch (error) {
    if (hasCode(error, ['not-found', 'wrong-address', 'forbidden', 'insufficient-scope'])) return undefined;
    throw error;
  }
}

export function webAddress({ webRoot }: Pick<Site, 'webRoot'>, path: string | null | undefined): string | undefined {
  if (path === null || path === undefined) return undefined;
  return /^https?:\/\//.test(path) ? path : `${webRoot}/${path.replace(/^\/+/, '')}`;
}

/** What the caller gave us cannot be used; nothing was asked of the system. */
export const invalid = (message: string, next: string): AppError => new AppError('invalid-input', message, next);
