import { z } from 'zod';

/** Why a connection fails; src/diagnosis/ has the sentences. */
export const connectionCodes = [
  'bad-credentials',
  'anonymous',
  'login-page',
  'captcha',
  'insufficient-scope',
  'forbidden',
  'workspace-forbidden',
  'not-found',
  'wrong-address',
  'name-not-resolved',
  'connection-refused',
  'tls-failure',
  'timeout',
  'network-failure',
  'rate-limited',
  'server-error',
  'unexpected-answer',
  'query-rejected',
  'change-rejected',
  'conflict',
  'clock-skew',
  'address-blocked',
  'proxy-refused',
  'wrong-kind-of-key',
  'permission-missing',
  'cancelled',
] as const;
export type ConnectionCode = (typeof connectionCodes)[number];

/** Every reason for which something the user asked for did not happen. Branch on these, never on the text. */
export const errorCodes = [
  ...connectionCodes,
  // Secrets.
  'keychain-locked',
  'keychain-unavailable',
  'vault-absent',
  'vault-locked',
  'vault-wrong-passphrase',
  'vault-damaged',
  'secret-missing',
  'secret-source-failed',
  // Our own data, and files that belong to others.
  'invalid-input',
  'unknown-call',
  'unknown-connection',
  'unknown-profile',
  'unknown-tool',
  'connection-paused',
  'unsupported',
  // What the user allows Claude to do.
  'read-only',
  'not-allowed',
  'declined',
  'folder-unavailable',
  'different-account',
  'different-abilities',
  'rotation-under-way',
  'rotation-over',
  'data-file-damaged',
  'data-file-newer',
  'busy',
  'file-unreadable',
  'file-not-parsable',
  'file-changed-meanwhile',
  'not-running',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** A failure as the window, the terminal and Claude see it: what happened, and what to do about it. */
export const problem = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  next: z.string(),
  link: z.url().optional(),
});
export type Problem = z.infer<typeof problem>;

type AppErrorOptions = { link?: string | undefined; retryAfterMs?: number | undefined; cause?: unknown };

/** The one error class. `message` says what happened, `next` what the user can do; neither ever holds a secret. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly next: string;
  readonly link: string | undefined;
  /** How long the other side asked us to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, message: string, next: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.next = next;
    this.link = options.link;
    this.retryAfterMs = options.retryAfterMs;
  }

  toProblem(): Problem {
    const { code, message, next, link } = this;
    return link === undefined ? { code, message, next } : { code, message, next, link };
  }
}

/** Anything thrown, as a problem. An error that is not ours is a fault in the program: its text is not shown, it may hold data. */
export function toProblem(error: unknown): Problem {
  if (error instanceof AppError) return error.toProblem();
  return {
    code: 'internal',
    message: 'MCP Keyring made a mistake while doing this.',
    next: 'Try again. If it happens again, report it with the log from Settings.',
  };
}
