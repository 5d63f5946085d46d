import type { z } from 'zod';
import { answerCause } from '../../diagnosis/answer-cause.ts';
import { isPassing, networkCause } from '../../diagnosis/network-cause.ts';
import type { AppError, ConnectionCode } from '../../lib/app-error.ts';
import type { OperationAnswer, OperationCall } from '../operation-call.ts';
import type { ApiQuery, ApiRequest, ApiResponse, SignedBy } from './api-request.ts';
import { failure, inTurn, userAgent, waitOrCancel, type ApiClientOptions, type LiveOptions } from './api-settings.ts';
import { download, type DownloadAnswer, type DownloadRequest } from './download.ts';
import { exchange } from './exchange.ts';
import type { Answer, Ask } from './exchange.ts';
import { callOperation } from './operation-call.ts';
import { backoffMs, longestWaitMs, waitAskedFor, worthAnotherTry } from './retry-delay.ts';
import { createSignature, isOfTheKey } from './signature.ts';
import { systemMessage } from './system-message.ts';
import { resolveUrl, withoutSecretTexts } from './url.ts';

export interface ApiClient {
  /** Only an answer of 2xx that is JSON or empty comes back; everything else is an AppError with a connection code. */
  request(request: ApiRequest): Promise<ApiResponse>;
  /** GET, checked; an answer of another shape is an AppError `unexpected-answer`. */
  get<T>(path: string, query: ApiQuery | undefined, schema: z.ZodType<T>, signal?: AbortSignal): Promise<T>;
  /** Like `get` with another method and a body. An answer of another shape means that it was done but not understood. */
  send<T>(request: ApiRequest & { readonly method: WriteMethod }, schema: z.ZodType<T>): Promise<T>;
  /** Any call of the system's API, for call_operation (operation-call.ts). */
  operation(operation: OperationCall): Promise<OperationAnswer>;
  /** A file's bytes, whatever they are (download.ts). */
  download(wanted: DownloadRequest): Promise<DownloadAnswer>;
  /** What requests are signed with now: another object after the key was refused and a newer one taken. */
  signedBy(): SignedBy;
}

type WriteMethod = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

type Outcome =
  | { readonly kind: 'good'; readonly response: ApiResponse }
  | {
      readonly kind: 'failed';
      readonly error: AppError;
      /** Trying again after that may help. */
      readonly waitMs?: number | undefined;
      /** The key was refused and nothing was done: another key may help. */
      readonly refused?: SignedBy | undefined;
    };

export function createApiClient(given: ApiClientOptions): ApiClient {
  const options: LiveOptions = { ...given, signature: createSignature(given.signedBy, given.renewSigned) };
  const request = async (wanted: ApiRequest): Promise<ApiResponse> => converse(options, await prepare(options, wanted));
  const checked = async <T>(wanted: ApiRequest, schema: z.ZodType<T>): Promise<T> => {
    const { json, status } = await request(wanted);
    const parsed = schema.safeParse(json);
    if (parsed.success) return parsed.data;
    throw failure(options, 'unexpected-answer', { status, cause: parsed.error });
  };
  return {
    request,
    get: (path, query, schema, signal) => checked({ path, query, signal }, schema),
    send: checked,
    operation: (operation) => callOperation(options, request, operation),
    download: (wanted) => download(options, wanted),
    signedBy: () => options.signature.current,
  };
}

async function prepare(options: ApiClientOptions, wanted: ApiRequest): Promise<Ask> {
  const url = resolveUrl(options.baseUrl, wanted.path, wanted.query);
  if (url === undefined) throw failure(options, 'unexpected-answer', {});
  const { type, body } = await encodeBody(wanted);
  return {
    method: wanted.method ?? 'GET',
    url,
    headers: {
      accept: 'application/json',
      'user-agent': userAgent(options),
      ...(type === undefined ? {} : { 'content-type': type }),
      ...wanted.headers,
    },
    body,
    signal: wanted.signal,
  };
}

/** Encoded here and sent as bytes, because a fetch of another undici does not know this FormData class. */
async function encodeBody({ body, form }: ApiRequest): Promise<{ type?: string; body: Ask['body'] }> {
  if (form !== undefined) {
    const encoded = new Response(form);
    const type = encoded.headers.get('content-type') ?? 'multipart/form-data';
    return { type, body: new Uint8Array(await encoded.arrayBuffer()) };
  }
  return body === undefined ? { body: undefined } : { type: 'application/json', body: JSON.stringify(body) };
}

async function converse(options: LiveOptions, ask: Ask): Promise<ApiResponse> {
  const tries = ask.method === 'GET' ? options.http.retries + 1 : 1;
  let isRenewed = false;
  for (let failedTries = 1; ; failedTries++) {
    const outcome = await attempt(options, ask, failedTries);
    if (outcome.kind === 'good') return outcome.response;
    const { error, waitMs, refused } = outcome;
    if (!isRenewed && refused !== undefined && (await options.signature.renewed(refused)) !== undefined) {
      isRenewed = true;
      failedTries -= 1; // It was the key's fault, not the network's.
      continue;
    }
    if (waitMs === undefined || waitMs > longestWaitMs || failedTries >= tries) throw error;
    await waitOrCancel(options, waitMs, ask.signal);
  }
}

async function attempt(options: LiveOptions, ask: Ask, tryNumber: number): Promise<Outcome> {
  if (ask.signal?.aborted === true) return { kind: 'failed', error: failure(options, 'cancelled', {}) };
  const { parts, http } = options;
  let signedBy = options.signature.current;
  let answer: Answer;
  try {
    answer = await inTurn(options, () => {
      // Read when its turn has come: the key may have been replaced meanwhile.
      signedBy = options.signature.current;
      return exchange({ parts, signedBy, timeoutMs: http.timeoutMs, way: http }, ask);
    });
  } catch (error) {
    return noAnswer(options, ask, error, tryNumber);
  }
  const outcome = judge(options, ask, answer, signedBy, tryNumber);
  const isRefusal = outcome.kind === 'failed' && isOfTheKey(outcome.error) && didNothing(ask, answer);
  return isRefusal ? { ...outcome, refused: signedBy } : outcome;
}

/** A change that was answered well, if as to a visitor, or that was redirected, may have been made. */
function didNothing(ask: Ask, answer: Answer): boolean {
  return ask.method === 'GET' || (answer.status >= 400 && answer.method === ask.method);
}

function noAnswer(options: ApiClientOptions, ask: Ask, error: unknown, tryNumber: number): Outcome {
  if (ask.signal?.aborted === true) return { kind: 'failed', error: failure(options, 'cancelled', {}) };
  // The error itself is not passed on as a cause: its text may hold the URL with a secret in the query.
  const { code, tlsFault, status } = networkCause(error);
  const waitMs = isPassing(error) ? backoffMs(tryNumber) : undefined;
  return { kind: 'failed', error: failure(options, code, { tlsFault, status }), waitMs };
}

/** What a search was refused for is a query; what a write was refused for is a change. */
function causeFor(method: string, answer: Answer): ConnectionCode | undefined {
  const code = answerCause(answer);
  return code === 'query-rejected' && method !== 'GET' ? 'change-rejected' : code;
}

/** A proxy's or a firewall's words are not for the system to read. */
const saidBeforeTheSystem = new Set<ConnectionCode>(['address-blocked', 'proxy-refused']);

function judge(options: ApiClientOptions, ask: Ask, answer: Answer, signedBy: SignedBy, tryNumber: number): Outcome {
  const code = causeFor(ask.method, answer);
  if (code === undefined) {
    const suspicion = options.examine?.(answer);
    return suspicion === undefined ? { kind: 'good', response: answer } : { kind: 'failed', error: suspicion };
  }
  const own = saidBeforeTheSystem.has(code) ? undefined : options.classify?.(answer, signedBy);
  const asked = waitAskedFor(answer.headers, options.parts.now());
  const waits = worthAnotherTry.has(answer.status) && (own === undefined || own.code === code);
  const retryAfterMs = waits ? asked : undefined;
  const { status, sentTo } = answer;
  const detail = withoutSecretTexts(systemMessage(answer.json), signedBy.query);
  const error = own ?? failure(options, code, { status, sentTo, retryAfterMs, detail });
  // "0" would mean at once; a server that just refused gets its pause all the same.
  return { kind: 'failed', error, waitMs: waits ? asked || backoffMs(tryNumber) : undefined };
}
