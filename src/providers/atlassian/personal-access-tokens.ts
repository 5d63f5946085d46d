import { z } from 'zod';
import { AppError } from '../../lib/app-error.ts';
import type { ApiClient } from '../http/api-client.ts';
import type { FailedAnswer } from '../http/api-request.ts';
import type { Credentials } from '../provider.ts';
import type { NewToken, TokenCalls, TokenInfo } from '../tokens.ts';
import { optionalField, utcTime, vendorId } from '../vendor-fields.ts';

/** Data Center's plug-in for personal access tokens, the same in Jira and Confluence. No page describes it in full. */
const path = 'rest/pat/latest/tokens';

const time = optionalField(z.union([z.string(), z.number()]).transform(utcTime));

const token = z
  .object({ id: vendorId, name: optionalField(z.string()), createdAt: time, expiringAt: time })
  .transform(({ id, name = '', createdAt, expiringAt }): TokenInfo => ({ id, name, createdAt, expiresAt: expiringAt }));
const tokenList = z.array(token);
const madeToken = z.looseObject({ rawToken: z.string().min(1) }).transform((made, context) => {
  const info = token.safeParse(made);
  if (info.success) return { info: info.data, secret: made.rawToken };
  context.addIssue('The answer does not say which token was made.');
  return z.NEVER;
});

type Parts = {
  readonly api: ApiClient;
  readonly credentials: Credentials;
  /** Fails where the key itself is refused. */
  readonly whoAmI: (signal?: AbortSignal) => Promise<unknown>;
};

/** Any token makes and revokes the tokens of its owner. */
export function createTokenCalls({ api, credentials, whoAmI }: Parts): TokenCalls {
  /** A server that keeps its tokens to browsers says so as if the key were wrong. */
  const allowed = async <T>(asked: Promise<T>, signal?: AbortSignal): Promise<T> => {
    try {
      return await asked;
    } catch (error) {
      if (!hasCode(error, 'bad-credentials') && !hasCode(error, 'anonymous')) throw error;
      await whoAmI(signal);
      throw notOffered();
    }
  };
  const list = (signal?: AbortSignal) => allowed(api.get(path, undefined, tokenList, signal), signal);
  return {
    list,
    create: ({ name, lifetimeDays, signal }: NewToken) => {
      const body = { name, ...(lifetimeDays === undefined ? {} : { expirationDuration: lifetimeDays }) };
      return allowed(api.send({ method: 'POST', path, body, signal }, madeToken), signal);
    },
    revoke: async (id, signal) => {
      try {
        await allowed(api.request({ method: 'DELETE', path: `${path}/${encodeURIComponent(id)}`, signal }), signal);
        return true;
      } catch (error) {
        if (!hasCode(error, 'not-found') && !hasCode(error, 'wrong-address')) throw error;
        // Also the answer of a server without such tokens, of which the list then says so.
        if ((await list(signal)).some((each) => each.id === id)) throw error;
        return false;
      }
    },
    own: async (signal) => {
      const id = idIn(credentials);
      return id === undefined ? undefined : (await list(signal)).find((each) => each.id === id);
    },
  };
}

/** The text of a token is base64 of `12-digit id:secret`; the list itself does not say which one is asking. */
function idIn({ method, secret }: Credentials): string | undefined {
  if (method !== 'personal-access-token') return undefined;
  return /^(\d{3,20}):./.exec(Buffer.from(secret, 'base64').toString('latin1'))?.[1];
}

/** For the client's reading of failures: the whole list is missing, or forbidden, and not one token of it. */
export function readTokenRefusal({ url, status }: FailedAnswer): AppError | undefined {
  return new URL(url).pathname.endsWith(`/${path}`) && [403, 404, 405].includes(status) ? notOffered() : undefined;
}

function notOffered(): AppError {
  return new AppError(
    'unsupported',
    'This server does not let programs make or revoke personal access tokens: it is too old for that, or its administrator does not allow it.',
    'Make a new token in your profile in the browser, then replace the key here.',
  );
}

const hasCode = (error: unknown, code: AppError['code']): error is AppError =>
  error instanceof AppError && error.code === code;
