import { AppError } from '../../lib/app-error.ts';
import type { ApiClient } from '../http/api-client.ts';
import type { ApiRequest } from '../http/api-request.ts';

/**
 * Whether the gateway keeps a scoped token from such a request: it looks at the scopes before anything else, so a request
 * that the product itself cannot carry out (nothing has the number 0, nothing can be made of an empty body) tells.
 */
export async function isOutOfScope(api: ApiClient, request: ApiRequest): Promise<boolean> {
  try {
    await api.request(request);
    return false;
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
    return error.code === 'insufficient-scope';
  }
}
