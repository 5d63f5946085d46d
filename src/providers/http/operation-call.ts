import type { OperationAnswer, OperationCall } from '../operation-call.ts';
import type { ApiRequest, SignedBy } from './api-request.ts';
import type { LiveOptions } from './api-settings.ts';
import { failure } from './api-settings.ts';
import { resolveUrl, withoutSecretTexts } from './url.ts';

type Request = (wanted: ApiRequest) => Promise<OperationAnswer>;

/**
 * Any call of the system's API below the connection's own address. AppError `invalid-input` of the caller's path is the
 * caller's affair; a path that leads out of the address is refused here all the same.
 */
export async function callOperation(
  options: LiveOptions,
  request: Request,
  { method, path, query, body, signal }: OperationCall,
): Promise<OperationAnswer> {
  if (!staysBelow(options.baseUrl, path)) throw failure(options, 'unexpected-answer', {});
  const { status, json } = await request({ method, path, query, body, signal });
  return { status, json: withoutSecretValues(json, options.signature.used) };
}

/** Also on a gateway, where the neighbours' sites lie beside ours. */
function staysBelow(baseUrl: string, path: string): boolean {
  const root = new URL(baseUrl).pathname.replace(/\/+$/, '');
  const url = resolveUrl(baseUrl, path);
  return url !== undefined && path.startsWith('/') && url.pathname.startsWith(`${root}/`);
}

/** Links in an answer may repeat the address it was asked with, key included. */
function withoutSecretValues(json: unknown, used: readonly SignedBy[]): unknown {
  if (json === undefined || used.every(({ query }) => query === undefined)) return json;
  const text = used.reduce<string>((shown, { query }) => withoutSecretTexts(shown, query), JSON.stringify(json));
  return JSON.parse(text) as unknown;
}
