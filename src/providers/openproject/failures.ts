import { z } from 'zod';
import { connectionFailure } from '../../diagnosis/advice.ts';
import type { AppError, ConnectionCode } from '../../lib/app-error.ts';
import type { FailedAnswer } from '../http/api-request.ts';
import { optionalField } from '../vendor-fields.ts';

export const systemName = 'OpenProject';
export const keyName = 'API token';

const details = optionalField(z.object({ details: z.object({ attribute: z.string() }) }));
const errorBody = z.object({
  _type: z.literal('Error'),
  errorIdentifier: z.string(),
  message: z.string().catch(''),
  _embedded: z.unknown(),
});
const severalErrors = z.object({ errors: z.array(errorBody) });

/** One property OpenProject objects to. The words are in the user's language, the attribute is not. */
export type Violation = { readonly attribute: string; readonly message: string };

/** OpenProject's own name for what went wrong, e.g. `NotFound`; messages are translated, these are not. */
function errorName(json: unknown): string | undefined {
  const parsed = errorBody.safeParse(json);
  return parsed.success ? parsed.data.errorIdentifier.split(':').at(-1) : undefined;
}

const codeOf: Readonly<Record<string, ConnectionCode>> = {
  Unauthenticated: 'bad-credentials',
  MissingPermission: 'forbidden',
  NotFound: 'not-found',
  InvalidQuery: 'query-rejected',
  UpdateConflict: 'conflict',
  MultipleErrors: 'change-rejected',
  PropertyConstraintViolation: 'change-rejected',
  PropertyFormatError: 'change-rejected',
  PropertyIsReadOnly: 'change-rejected',
  PropertyMissingError: 'change-rejected',
  ResourceTypeMismatch: 'change-rejected',
  UnwritableProperty: 'change-rejected',
};

export function classifyFailure(tokenPage: string): (answer: FailedAnswer) => AppError | undefined {
  return ({ json, status, url }) => {
    const code = codeOf[errorName(json) ?? ''];
    if (code === undefined) return status === 401 ? refusedKey(tokenPage, url) : undefined;
    if (code === 'bad-credentials') return refusedKey(tokenPage, url);
    const cause = code === 'change-rejected' ? violationsIn(json) : undefined;
    const detail = cause?.map(({ message }) => message).join(' ') ?? errorBody.parse(json).message;
    return connectionFailure(code, { systemName, keyName, host: new URL(url).host, status, detail, cause });
  };
}

function violationsIn(json: unknown): readonly Violation[] {
  const { _embedded: embedded, message } = errorBody.parse(json);
  const several = severalErrors.safeParse(embedded);
  if (several.success) return several.data.errors.flatMap(violationsIn);
  return [{ attribute: details.parse(embedded)?.details.attribute ?? '', message }];
}

/** What a refused change was refused for; empty when OpenProject names no property. */
export function violationsOf(error: AppError): readonly Violation[] {
  return Array.isArray(error.cause) ? (error.cause as readonly Violation[]) : [];
}

/** A switched-off API refuses good keys in the same words as bad ones. */
function refusedKey(tokenPage: string, url: string): AppError {
  return connectionFailure('bad-credentials', {
    systemName,
    keyName,
    host: new URL(url).host,
    link: tokenPage,
    next: 'It may be mistyped, deleted or of a locked account: make a new API token and replace the key. If a new one is refused too, ask your administrator whether the API is switched on (Administration > API and webhooks).',
  });
}

export function refuseAnonymous(tokenPage: string): AppError {
  return connectionFailure('anonymous', {
    systemName,
    keyName,
    link: tokenPage,
    next: 'It may have been deleted: make a new API token and replace the key. If that changes nothing, the server ignores keys; ask your administrator to allow API access with basic authentication.',
  });
}

/** Whether an answer carries OpenProject's marks, good or bad. */
export function isFromOpenProject({ json, headers }: Pick<FailedAnswer, 'json' | 'headers'>): boolean {
  const marked = z.object({ _type: z.enum(['User', 'Error']) }).safeParse(json).success;
  return marked || (headers.get('www-authenticate') ?? '').includes('OpenProject');
}
