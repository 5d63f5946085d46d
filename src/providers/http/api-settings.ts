import { connectionFailure } from '../../diagnosis/advice.ts';
import type { FailureFacts } from '../../diagnosis/failure-facts.ts';
import type { AppError, ConnectionCode } from '../../lib/app-error.ts';
import type { HttpOptions, ProviderParts } from '../provider.ts';
import type { FailedAnswer, SignedBy } from './api-request.ts';
import type { RenewSigned, Signature } from './signature.ts';

export type ApiClientOptions = {
  readonly parts: ProviderParts;
  readonly baseUrl: string;
  readonly signedBy: SignedBy;
  /** Asked after the system refused the key (ClientSettings.renew, signed this system's way). */
  readonly renewSigned?: RenewSigned | undefined;
  readonly http: HttpOptions;
  /** "Jira" */
  readonly systemName: string;
  /** The system's own reading of a failed or suspicious answer, tried first; `signedBy` as it was asked with. */
  readonly classify?: ((answer: FailedAnswer, signedBy: SignedBy) => AppError | undefined) | undefined;
  /** Looks at good answers too: some systems answer 200 to a key they ignored. */
  readonly examine?: ((answer: FailedAnswer) => AppError | undefined) | undefined;
  /** What the user calls the key in the sentences: "API token", "password". */
  readonly keyName?: string | undefined;
  /** Where a new key is made; becomes the link of a refused key. */
  readonly tokenPage?: string | undefined;
};

/** The options of a client in use. */
export type LiveOptions = ApiClientOptions & { readonly signature: Signature };

export function userAgent({ parts }: Pick<ApiClientOptions, 'parts'>): string {
  return `mcp-keyring/${parts.version ?? 'unreleased'}`;
}

/** As many requests at once as the connection allows. Waiting between tries takes no turn. */
export function inTurn<T>({ parts, http, baseUrl }: ApiClientOptions, work: () => Promise<T>): Promise<T> {
  const { maxParallel, limitedAs = new URL(baseUrl).host } = http;
  if (parts.limits === undefined || maxParallel === undefined) return work();
  return parts.limits.run(limitedAs, maxParallel, work);
}

const newKeyHelps = new Set<ConnectionCode>(['bad-credentials', 'anonymous', 'insufficient-scope']);

/** The failure in words, with what this client knows of the system. */
export function failure(
  options: ApiClientOptions,
  code: ConnectionCode,
  facts: Omit<FailureFacts, 'systemName'>,
): AppError {
  const { systemName, keyName, tokenPage } = options;
  const link = newKeyHelps.has(code) ? tokenPage : undefined;
  return connectionFailure(code, { systemName, keyName, link, host: new URL(options.baseUrl).host, ...facts });
}

/** Between two tries; AppError `cancelled` when the caller stops meanwhile. */
export async function waitOrCancel(
  options: ApiClientOptions,
  ms: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await options.parts.wait(ms, signal);
  } catch (error) {
    throw signal?.aborted === true ? failure(options, 'cancelled', {}) : error;
  }
}
