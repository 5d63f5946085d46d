import type { ConnectionCode } from '../lib/app-error.ts';

export type AnswerTraits = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
  /** Present when the answer is a redirect that was not followed. */
  readonly sentTo?: string | undefined;
};

/** What an answer means when the system has no reading of its own; `undefined` for a good one. */
export function answerCause(answer: AnswerTraits): ConnectionCode | undefined {
  const { status } = answer;
  if (answer.sentTo !== undefined) return 'login-page';
  if (status >= 200 && status < 300) return goodStatus(answer);
  if (isAddressBlocked(answer)) return 'address-blocked';
  if (status === 404 || status === 410) return answer.json === undefined ? 'wrong-address' : 'not-found';
  // A web server's own page about a bad request, not the system's word on ours.
  if (status === 400 && isHtml(answer)) return 'unexpected-answer';
  return byStatus[status] ?? (status >= 500 ? 'server-error' : 'unexpected-answer');
}

const refusesForAddress = new Set([401, 403, 451]);

/**
 * Said in words alone, by the system or by what stands before it: "The IP address has been rejected because it is not on
 * the allowed list." (Atlassian), "has banned your IP address" (Cloudflare), "IP not whitelisted".
 */
function isAddressBlocked({ status, text }: AnswerTraits): boolean {
  return refusesForAddress.has(status) && addressWords.some((words) => words.test(text.slice(0, 20_000)));
}

const refusal =
  '(?:not (?:on|in|allowed|permitted|authori[sz]ed|allow-?listed|white-?listed)|rejected|blocked|banned|denied|restricted|forbidden)';
const addressWords = [
  new RegExp(String.raw`\bIPs?\b(?: address(?:es)?)?(?:[^.<>{}]|\.(?=\d)){0,60}\b${refusal}`, 'i'),
  new RegExp(String.raw`\b${refusal}\b(?:[^.<>{}]|\.(?=\d)){0,40}\b(?:your|this|the|from|client) IP\b`, 'i'),
  /\b(?:ip|network)[ _-]?(?:address )?(?:allow|white)[ _-]?list/i,
  /\bnot allowed from (?:this|your) (?:ip|network|location)/i,
];

function goodStatus(answer: AnswerTraits): ConnectionCode | undefined {
  if (answer.json !== undefined || answer.text.trim() === '') return undefined;
  return isHtml(answer) ? 'login-page' : 'unexpected-answer';
}

const byStatus: Readonly<Record<number, ConnectionCode>> = {
  400: 'query-rejected',
  401: 'bad-credentials',
  403: 'forbidden',
  407: 'proxy-refused',
  408: 'timeout',
  409: 'conflict',
  413: 'change-rejected',
  422: 'query-rejected',
  429: 'rate-limited',
};

function isHtml(answer: Pick<AnswerTraits, 'headers' | 'text'>): boolean {
  const type = answer.headers.get('content-type') ?? '';
  return type.includes('html') || /^\s*<(!doctype html|html|head|body)\b/i.test(answer.text);
}
