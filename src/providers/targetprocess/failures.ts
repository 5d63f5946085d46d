import { z } from 'zod';
import { connectionFailure } from '../../diagnosis/advice.ts';
import { AppError } from '../../lib/app-error.ts';
import type { ErrorCode } from '../../lib/app-error.ts';
import type { FailedAnswer, SignedBy } from '../http/api-request.ts';
import { systemMessage } from '../http/system-message.ts';
import { withoutSecretTexts } from '../http/url.ts';
import type { AuthMethodId } from '../provider.ts';

export const systemName = 'Targetprocess';

export function keyNameOf(method: AuthMethodId): string {
  if (method === 'password') return 'password';
  return method === 'service-token' ? 'service token' : 'access token';
}

const whyRefused: Readonly<Record<string, string>> = {
  'access token':
    'It may be mistyped or deleted: make a new access token and replace the key. If a new one is refused too, ask your administrator whether your role may use access tokens.',
  'service token':
    'It ends when the password of its user changes: get the new one from Targetprocess and replace the key.',
  password:
    'Check the login and the password. If your company logs in through its own page, Targetprocess takes no password here: use an access token.',
};

/** Messages of Targetprocess repeat what was sent, so the token is taken out should one be among it. */
export function classifyFailure(keyName: string, tokenPage: string | undefined) {
  return ({ status, json, url }: FailedAnswer, { query }: SignedBy): AppError | undefined => {
    const facts = { systemName, keyName, host: new URL(url).host, status };
    if (status === 401) {
      return connectionFailure('bad-credentials', { ...facts, next: whyRefused[keyName], link: tokenPage });
    }
    const detail = withoutSecretTexts(systemMessage(json), query);
    return detail !== undefined && status === 404 ? connectionFailure('not-found', { ...facts, detail }) : undefined;
  };
}

/** Whether an answer carries Targetprocess's marks, good or bad. */
export function isFromTargetprocess({ json }: Pick<FailedAnswer, 'json'>): boolean {
  const entity = z.object({ ResourceType: z.string() });
  const error = z.object({ Status: z.string(), Message: z.string() });
  return z.union([entity, error]).safeParse(json).success;
}

export const isOneOf = (error: unknown, ...codes: ErrorCode[]): boolean =>
  error instanceof AppError && codes.includes(error.code);
