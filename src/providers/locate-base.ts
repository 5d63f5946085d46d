import { connectionFailure } from '../diagnosis/advice.ts';
import { AppError } from '../lib/app-error.ts';
import type { ErrorCode } from '../lib/app-error.ts';
import { createApiClient } from './http/api-client.ts';
import type { FailedAnswer, SignedBy } from './http/api-request.ts';
import type { HttpOptions, ProviderParts } from './provider.ts';

export type BaseSearch = {
  readonly parts: ProviderParts;
  readonly http: HttpOptions;
  readonly systemName: string;
  readonly signedBy: SignedBy;
  /** A path below the base to which only this system answers. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly isFromSystem: (answer: FailedAnswer) => boolean;
  readonly signal?: AbortSignal | undefined;
};

/** These answers come from another program at that address, or may do. */
const elsewhere = new Set<ErrorCode>([
  'not-found',
  'wrong-address',
  'unexpected-answer',
  'login-page',
  'bad-credentials',
]);

type Finding = { readonly baseUrl: string } | { readonly error: AppError; readonly perhaps?: string | undefined };

/** The first of the candidates below which the system answers, refusing the key included; its https form if it redirects there. */
export async function locateBase(candidates: readonly string[], search: BaseSearch): Promise<string> {
  const missed: { error: AppError; perhaps?: string | undefined }[] = [];
  for (const candidate of candidates) {
    const finding = await tryBase(candidate, search);
    if ('baseUrl' in finding) return finding.baseUrl;
    missed.push(finding);
  }
  const perhaps = missed.find((miss) => miss.perhaps !== undefined)?.perhaps;
  if (perhaps !== undefined) return perhaps;
  const telling = missed.find(({ error }) => error.code === 'login-page')?.error;
  throw telling ?? notThere(candidates[0], search.systemName);
}

async function tryBase(candidate: string, search: BaseSearch): Promise<Finding> {
  const { parts, http, systemName, signedBy, path, query, isFromSystem, signal } = search;
  let heard: FailedAnswer | undefined;
  const classify = (answer: FailedAnswer): undefined => {
    heard = answer;
  };
  const examine = (answer: FailedAnswer) => (isFromSystem(answer) ? undefined : notThere(candidate, systemName));
  const api = createApiClient({ parts, baseUrl: candidate, signedBy, http, systemName, classify, examine });
  try {
    const { url } = await api.request({ path, query, signal });
    return { baseUrl: baseOf(url, path) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (heard !== undefined && isFromSystem(heard)) return { baseUrl: baseOf(heard.url, path) };
    if (!elsewhere.has(error.code)) throw error;
    // A login before the system answers 401 too, so this is only taken when nothing better turns up.
    const perhaps = error.code === 'bad-credentials' && heard !== undefined ? baseOf(heard.url, path) : undefined;
    return { error, perhaps };
  }
}

function notThere(address: string | undefined, systemName: string): AppError {
  const host = address === undefined ? undefined : new URL(address).host;
  return connectionFailure('wrong-address', { systemName, host });
}

/** What stands before the path in the URL that answered. */
function baseOf(answered: string, path: string): string {
  const { origin, pathname } = new URL(answered);
  const end = pathname.toLowerCase().lastIndexOf(path.toLowerCase());
  return `${origin}${end === -1 ? '' : pathname.slice(0, end)}`.replace(/\/+$/, '');
}
