import { parseJson } from '../../lib/json.ts';
import { answerCause } from '../../diagnosis/answer-cause.ts';
import { isPassing, networkCause } from '../../diagnosis/network-cause.ts';
import { AppError } from '../../lib/app-error.ts';
import type { SignedBy } from './api-request.ts';
import { failure, inTurn, userAgent, waitOrCancel, type ApiClientOptions, type LiveOptions } from './api-settings.ts';
import { isSameServer, redirectTarget } from './exchange.ts';
import { backoffMs, longestWaitMs, waitAskedFor, worthAnotherTry } from './retry-delay.ts';
import { isOfTheKey } from './signature.ts';
import { resolveUrl, signUrl, withoutSecrets } from './url.ts';

export type DownloadRequest = {
  /** Relative to the base address, or absolute. An absolute one on another host is fetched without the key. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
  /** AppError `invalid-input` for a larger file; no more than this is read. */
  readonly maxBytes: number;
  /** Hosts a file may come from besides the system's own; absent: any, because object stores have many names. */
  readonly allowHost?: ((host: string) => boolean) | undefined;
  readonly signal?: AbortSignal | undefined;
};

export type DownloadAnswer = { readonly bytes: Uint8Array; readonly type: string | undefined };

const mostRedirects = 5;

/**
 * Fetches a file. Systems redirect to object stores with signed addresses; the key is sent to the system itself only,
 * and once the way has left it, never again. A web page in place of the file is a login page.
 */
export async function download(options: LiveOptions, wanted: DownloadRequest): Promise<DownloadAnswer> {
  const signedBy = options.signature.current;
  try {
    return await fetchFile(options, wanted, signedBy);
  } catch (error) {
    if (!mayBeOfTheKey(error)) throw error;
    const newer = await options.signature.renewed(signedBy);
    if (newer === undefined) throw error;
    return fetchFile(options, wanted, newer);
  }
}

/** Systems send who has no valid key to their login page when a file is asked for. */
const mayBeOfTheKey = (error: unknown): boolean =>
  error instanceof AppError && (isOfTheKey(error) || error.code === 'login-page');

async function fetchFile(options: LiveOptions, wanted: DownloadRequest, key: SignedBy): Promise<DownloadAnswer> {
  const base = new URL(options.baseUrl);
  let url = resolveUrl(options.baseUrl, wanted.path, wanted.query) ?? new URL(wanted.path);
  let signed = isSameServer(base, url);
  for (let hops = 0; ; hops++) {
    if (!signed) checkElsewhere(options, wanted, base, url);
    const signedBy = signed ? key : {};
    const response = await fetchPatiently(options, wanted, url, signedBy);
    const target = redirectTarget(response, url);
    if (target === undefined) return await fileOf(options, wanted, response, url, key);
    if (hops >= mostRedirects) throw failure(options, 'login-page', { sentTo: target.host });
    await response.body?.cancel();
    signed &&= isSameServer(url, target);
    url = target;
  }
}

/** Nothing is fetched from elsewhere over a less safe line than the system itself uses. */
function checkElsewhere(options: ApiClientOptions, wanted: DownloadRequest, base: URL, url: URL): void {
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && base.protocol === 'http:');
  if (isSafe && (wanted.allowHost?.(url.hostname) ?? true)) return;
  throw failure(options, 'login-page', { sentTo: url.host });
}

/** A file is read, not changed: what may pass is tried again, after the pause the server wants. */
async function fetchPatiently(
  options: ApiClientOptions,
  wanted: DownloadRequest,
  url: URL,
  signedBy: SignedBy,
): Promise<Response> {
  const { http, parts } = options;
  for (let failedTries = 1; ; failedTries++) {
    const isLast = failedTries > http.retries;
    let waitMs = backoffMs(failedTries);
    try {
      const response = await fetchOnce(options, wanted, url, signedBy);
      waitMs = waitAskedFor(response.headers, parts.now()) || waitMs;
      if (isLast || waitMs > longestWaitMs || !worthAnotherTry.has(response.status)) return response;
      await response.body?.cancel();
    } catch (error) {
      if (isLast || wanted.signal?.aborted === true || !isPassing(error)) throw broken(options, wanted.signal, error);
    }
    await waitOrCancel(options, waitMs, wanted.signal);
  }
}

function fetchOnce(
  options: ApiClientOptions,
  { signal }: DownloadRequest,
  url: URL,
  signedBy: SignedBy,
): Promise<Response> {
  const { parts, http } = options;
  const headers = { accept: '*/*', 'user-agent': userAgent(options), ...signedBy.headers };
  const address = signUrl(url, signedBy.query ?? {});
  return inTurn(options, () => {
    // Begun here, because waiting for a turn is not the server's slowness.
    const timeout = AbortSignal.timeout(http.timeoutMs);
    const until = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    return parts.fetch(address.href, { headers, redirect: 'manual', signal: until }, http);
  });
}

async function fileOf(
  options: ApiClientOptions,
  wanted: DownloadRequest,
  response: Response,
  url: URL,
  key: SignedBy,
): Promise<DownloadAnswer> {
  const { headers, status } = response;
  if (!response.ok) throw await refusal(options, response, url, key);
  const type = headers.get('content-type')?.split(';')[0]?.trim();
  // A file that is a web page comes as an attachment, a login page comes to be shown.
  if (type === 'text/html' && !headers.has('content-disposition')) throw failure(options, 'login-page', { status });
  if (Number(headers.get('content-length') ?? 0) > wanted.maxBytes) {
    await response.body?.cancel();
    throw tooLarge(wanted.maxBytes);
  }
  try {
    return { bytes: await readUpTo(response, wanted.maxBytes), type };
  } catch (error) {
    throw error instanceof AppError ? error : broken(options, wanted.signal, error);
  }
}

async function refusal(options: ApiClientOptions, response: Response, url: URL, key: SignedBy): Promise<AppError> {
  const { status, headers } = response;
  const text = await response.text().catch(() => '');
  const answer = {
    status,
    headers,
    text,
    json: parseJson(text),
    url: withoutSecrets(url, key.query ?? {}),
  };
  // A file that is gone is not a wrong address, whatever page says so.
  const code = status === 404 ? 'not-found' : (answerCause(answer) ?? 'unexpected-answer');
  const retryAfterMs = worthAnotherTry.has(status) ? waitAskedFor(headers, options.parts.now()) : undefined;
  return options.classify?.(answer, key) ?? failure(options, code, { status, retryAfterMs });
}

async function readUpTo(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(maxBytes: number): AppError {
  return new AppError(
    'invalid-input',
    `The file is larger than ${String(Math.floor(maxBytes / 1_048_576))} MB, the most that is downloaded.`,
    'Open it in the browser instead.',
  );
}

/** The error itself is not passed on: its text may hold the address with a secret in the query. */
function broken(options: ApiClientOptions, signal: AbortSignal | undefined, error: unknown): AppError {
  if (signal?.aborted === true) return failure(options, 'cancelled', {});
  const { code, tlsFault } = networkCause(error);
  return failure(options, code, { tlsFault });
}
