import type { TlsFault } from './network-cause.ts';
import type { ProxyInUse } from './network-probe.ts';

/** What is known of a failure. Never the key, a query string or a raw body. */
export type FailureFacts = {
  /** "Jira" */
  readonly systemName: string;
  /** `example.atlassian.net`, with the port where there is one. */
  readonly host?: string | undefined;
  readonly status?: number | undefined;
  /** What the user calls the key: "API token", "password". */
  readonly keyName?: string | undefined;
  /** Where the system sent us instead of answering: a host. */
  readonly sentTo?: string | undefined;
  /** The system's own words; shown for `query-rejected`, `change-rejected`, `conflict` and `not-found` only. */
  readonly detail?: string | undefined;
  readonly tlsFault?: TlsFault | undefined;
  readonly certificate?: CertificateFacts | undefined;
  /** The proxy that did not do what it is there for. */
  readonly proxy?: ProxyInUse | undefined;
  /** The day on which the key ended, `YYYY-MM-DD`. */
  readonly expiredOn?: string | undefined;
  /** Why the key does not fit. */
  readonly misfit?: KeyMisfit | undefined;
  /** What the key may not do, of what Claude is let: "create items". */
  readonly missing?: readonly string[] | undefined;
  /** How far this computer's clock is ahead of the server's; negative: behind. */
  readonly clockAheadMs?: number | undefined;
  /** How long the system asked us to wait. */
  readonly retryAfterMs?: number | undefined;
  /** What a person can do, where the system knows better than the general sentence. */
  readonly next?: string | undefined;
  /** Where a new key is made or the lock is opened. */
  readonly link?: string | undefined;
  /** For the log; must not hold a secret, a URL or a body. */
  readonly cause?: unknown;
};

/** "This looks like {found}; wanted is {wanted}." Both with their article. */
export type KeyMisfit = { readonly found: string; readonly wanted: string } | KeyMisfitName;
type KeyMisfitName =
  'needs-gateway' | 'account-is-no-email' | 'whole-header' | 'moved-to-cloud' | 'moved-to-own-server';

/** What is known of the certificate that a server showed. */
export type CertificateFacts = {
  readonly issuer: string;
  /** Who signed the topmost certificate that was sent. */
  readonly authority: string;
  /** Only the server's own was sent. */
  readonly isAlone: boolean;
  readonly names: readonly string[];
  readonly validFrom: Date;
  readonly validTo: Date;
  /** A file of authorities was trusted and did not help. */
  readonly hasCaFile: boolean;
};
