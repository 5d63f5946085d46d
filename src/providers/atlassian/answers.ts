import { z } from 'zod';
import { connectionFailure } from '../../diagnosis/advice.ts';
import type { FailureFacts } from '../../diagnosis/failure-facts.ts';
import type { AppError, ConnectionCode } from '../../lib/app-error.ts';
import type { FailedAnswer } from '../http/api-request.ts';
import { systemMessage } from '../http/system-message.ts';

export type AnswerReader = (answer: FailedAnswer) => AppError | undefined;

export type ReaderFacts = {
  readonly systemName: string;
  readonly keyName: string;
  /** The address people see; the page that opens a locked login is below it. */
  readonly baseUrl: string;
  readonly tokenPage?: string | undefined;
};

/**
 * Reads what Atlassian says in its headers, on good answers too: a key it did not accept may be answered as to a
 * visitor, with 200 and less data.
 */
export function createAnswerReader(facts: ReaderFacts): AnswerReader {
  const { systemName, keyName, baseUrl } = facts;
  const host = new URL(baseUrl).host;
  const fail = (code: ConnectionCode, more: Partial<FailureFacts> = {}): AppError =>
    connectionFailure(code, { systemName, keyName, host, ...more });
  return (answer) => {
    if (isLocked(answer.headers)) return fail('captcha', { link: `${baseUrl}/login.jsp` });
    if (isOutOfScope(answer)) return fail('insufficient-scope', { link: facts.tokenPage });
    if (isBasicDisabled(answer)) return fail('forbidden', { next: basicDisabledNext });
    if (!isToVisitor(answer)) return undefined;
    const wasRefused = answer.status === 401 || answer.status === 403;
    return fail(wasRefused ? 'bad-credentials' : 'anonymous', { link: facts.tokenPage });
  };
}

/** Comma-separated where several filters had their say. https://developer.atlassian.com/cloud/jira/platform/rest/v3/ */
const loginReasons = (headers: Headers): readonly string[] =>
  (headers.get('x-seraph-loginreason') ?? '').split(',').map((reason) => reason.trim());

function isLocked(headers: Headers): boolean {
  return loginReasons(headers).includes('AUTHENTICATION_DENIED') || headers.has('x-authentication-denied-reason');
}

const visitor = z.object({ type: z.literal('anonymous') });

function isToVisitor({ status, headers, json }: FailedAnswer): boolean {
  // Confluence answers "who am I" to visitors too.
  if (visitor.safeParse(json).success) return true;
  if (status === 429 || status >= 500) return false;
  const reasons = loginReasons(headers);
  if (reasons.includes('AUTHENTICATED_FAILED')) return !reasons.includes('OK');
  // On 401 and 403 the name only says that the login did not come about; the status says more.
  return headers.get('x-ausername') === 'anonymous' && status !== 401 && status !== 403;
}

/** The gateway has no code of its own for this, only the words. */
function isOutOfScope({ status, json }: FailedAnswer): boolean {
  return (status === 401 || status === 403) && /scope/i.test(systemMessage(json) ?? '');
}

/** An administrator's switch in Data Center, told in words alone. */
function isBasicDisabled({ status, text }: FailedAnswer): boolean {
  return status === 403 && /basic authentication (has been|is) disabled/i.test(text);
}

const basicDisabledNext =
  'This server takes no passwords from programs. Choose “Personal access token”, make one in your profile and use it instead.';
