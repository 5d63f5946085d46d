/** Longer than this nobody waits in silence: the failure is reported with the time asked for instead. */
export const longestWaitMs = 30_000;

/** Answers that say nothing about the question: asking again may help. */
export const worthAnotherTry: ReadonlySet<number> = new Set([429, 502, 503, 504]);

const firstBackoffMs = 2000;

/** How long the system asks us to wait, in milliseconds; `undefined` when it does not say. */
export function waitAskedFor(headers: Headers, now: Date): number | undefined {
  const asked = retryAfter(headers.get('retry-after'), now) ?? resetIn(headers.get('x-ratelimit-reset'), now);
  if (asked !== undefined && asked > 0) return asked;
  // Jira Data Center may say "Retry-After: 0" and name the interval in which its bucket fills.
  const intervalSeconds = Number(headers.get('x-ratelimit-interval-seconds') ?? Number.NaN);
  return intervalSeconds > 0 ? intervalSeconds * 1000 : asked;
}

/** The wait before the try after `failedTries` failures, when the system names none: doubling, spread by 0.7 to 1.3. */
export function backoffMs(failedTries: number): number {
  const spread = 0.7 + Math.random() * 0.6;
  return Math.min(longestWaitMs, firstBackoffMs * 2 ** (failedTries - 1) * spread);
}

/** Seconds or an HTTP date. */
function retryAfter(value: string | null, now: Date): number | undefined {
  if (value === null) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Number(value) * 1000;
  return untilDate(value, now);
}

/** An ISO time (Atlassian) or Unix seconds (ClickUp). */
function resetIn(value: string | null, now: Date): number | undefined {
  if (value === null) return undefined;
  if (/^\s*\d+\s*$/.test(value)) return Math.max(0, Number(value) * 1000 - now.getTime());
  return untilDate(value, now);
}

function untilDate(value: string, now: Date): number | undefined {
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : Math.max(0, time - now.getTime());
}
