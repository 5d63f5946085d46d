import { z } from 'zod';
import { connectionFailure } from '../../diagnosis/advice.ts';
import type { AppError, ConnectionCode } from '../../lib/app-error.ts';
import type { FailedAnswer } from '../http/api-request.ts';
import { tokenPage } from './descriptor.ts';

export const systemName = 'ClickUp';
export const keyName = 'API token';

const errorBody = z.object({ err: z.string().catch(''), ECODE: z.string() });

/** The status says little: a task that does not exist is answered 401, like a bad key. */
const deadKey = new Set(['OAUTH_017', 'OAUTH_019', 'OAUTH_021', 'OAUTH_025', 'OAUTH_077']);

function meaningOf(ecode: string, url: string): ConnectionCode | undefined {
  if (deadKey.has(ecode)) return 'bad-credentials';
  if (ecode.startsWith('OAUTH_')) return withoutAccessTo(new URL(url).pathname);
  if (ecode.startsWith('ITEM_')) return 'not-found';
  return undefined;
}

/** The same code stands for a closed workspace and for a task or list that does not exist. */
function withoutAccessTo(path: string): ConnectionCode {
  if (path.endsWith('/v2/user')) return 'bad-credentials';
  return path.includes('/v2/team') ? 'workspace-forbidden' : 'not-found';
}

/** By ClickUp's own code; without one, or with an unknown one, the general reading of the status holds. */
export function classifyFailure({ json, status, url }: FailedAnswer): AppError | undefined {
  const body = errorBody.safeParse(json);
  const code = body.success ? meaningOf(body.data.ECODE, url) : undefined;
  if (code === undefined) return undefined;
  const link = code === 'bad-credentials' ? tokenPage : undefined;
  return connectionFailure(code, { systemName, keyName, host: new URL(url).host, status, link });
}
