/** A token as the system's own list shows it; never the token itself. */
export type TokenInfo = {
  readonly id: string;
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly createdAt?: string | undefined;
  /** ISO 8601, UTC; absent: it does not end. */
  readonly expiresAt?: string | undefined;
};

export type NewToken = {
  /** At most 40 characters. */
  readonly name: string;
  /** Absent: eternal, where the system allows that. */
  readonly lifetimeDays?: number | undefined;
  readonly signal?: AbortSignal | undefined;
};

/**
 * The system's API for its user's own tokens (Jira and Confluence Data Center). AppError `unsupported` where this
 * version or its administrator does not offer it, `change-rejected` with the reason where a token is refused (too many, too long a life).
 */
export interface TokenCalls {
  list(signal?: AbortSignal): Promise<readonly TokenInfo[]>;
  /** The secret is in this answer only. */
  create(token: NewToken): Promise<{ readonly info: TokenInfo; readonly secret: string }>;
  /** Answers false where it was not there any more. */
  revoke(id: string, signal?: AbortSignal): Promise<boolean>;
  /** Which of the listed tokens this client signs with; undefined: it cannot be told (a password, an unknown format). */
  own(signal?: AbortSignal): Promise<TokenInfo | undefined>;
}
