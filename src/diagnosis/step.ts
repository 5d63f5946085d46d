import type { CachedSecretReader } from '../secrets/secret-cache.ts';
import type { ConnectionFile } from '../connections/connection-file.ts';
import { httpForTests } from '../connections/connection-test.ts';
import { AppError, type ConnectionCode } from '../lib/app-error.ts';
import type { Clock } from '../lib/clock.ts';
import { authMethodOf } from '../providers/auth-method.ts';
import type { HttpOptions, Identified, Provider, ProviderClient, ProviderId } from '../providers/provider.ts';
import { connectionFailure } from './advice.ts';
import type { FailureFacts } from './failure-facts.ts';
import { networkCause, type TlsFault } from './network-cause.ts';
import type { NetworkProbe, ProbeLimits, ProxyInUse } from './network-probe.ts';
import type { DiagnosisAction, DiagnosisStepId } from './report.ts';
import type { Subject } from './subject.ts';

/** What a diagnosis needs from outside. */
export type DiagnosisParts = {
  readonly file: Pick<ConnectionFile, 'read'>;
  readonly secrets: { readonly reader: Pick<CachedSecretReader, 'readAnew'>; learn(secret: string): void };
  readonly providers: Readonly<Record<ProviderId, Provider>>;
  readonly probe: NetworkProbe;
  readonly clock: Pick<Clock, 'now'>;
  /** Masks what is known to be secret, and what looks like it. */
  readonly redact: (text: string) => string;
  readonly version: string;
  readonly platform: string;
  /** The user's home folder, which a report does not tell. */
  readonly home: string;
};

/** What the steps so far found; each adds its own. */
type Evidence = {
  secret?: string;
  url?: URL;
  proxy?: ProxyInUse;
  /** The proxy could not reach the server. */
  proxyStatus?: number;
  tlsFault?: TlsFault;
  clockAheadMs?: number;
  identified?: Identified;
  /** A suspicion that counts only if the key is refused. */
  doubt?: AppError | undefined;
  client?: ProviderClient;
};

export type Looking = {
  readonly subject: Subject;
  readonly provider: Provider;
  readonly parts: DiagnosisParts;
  readonly found: Evidence;
};

export type StepOutcome = {
  readonly state: 'good' | 'warning' | 'failed' | 'skipped';
  readonly detail: string;
  /** For `failed`, and for a warning that someone should act on. */
  readonly problem?: AppError;
  /** Where the problem's code alone does not say what helps. */
  readonly action?: DiagnosisAction;
};

export type Step = {
  readonly id: DiagnosisStepId;
  readonly title: string;
  /** Pointless where one of these failed. */
  readonly needs: readonly DiagnosisStepId[];
  /** An AppError thrown here is the step's failure. */
  readonly run: (looking: Looking) => Promise<StepOutcome>;
};

export const good = (detail: string): StepOutcome => ({ state: 'good', detail });
export const skipped = (detail: string): StepOutcome => ({ state: 'skipped', detail });
export const warning = (problem: AppError): StepOutcome => ({ state: 'warning', detail: problem.message, problem });

/** A failure with what is known of the subject. */
export function failureOf(looking: Looking, code: ConnectionCode, facts: Partial<FailureFacts> = {}): AppError {
  const { provider, found } = looking;
  return connectionFailure(code, {
    systemName: provider.descriptor.name,
    host: found.url?.host,
    keyName: keyNameOf(looking),
    ...facts,
  });
}

/** "API token", as the form calls it in the middle of a sentence. */
function keyNameOf({ provider, subject }: Looking): string | undefined {
  const label = authMethodOf(provider.descriptor, subject.method)?.secretLabel;
  return label === undefined || /^[A-Z]{2}/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
}

export function urlOf({ found }: Looking): URL {
  if (found.url === undefined) throw new Error('The address was not read');
  return found.url;
}

/** A look at the network takes no longer than this, however patient the connection is. */
const longestLookMs = 10_000;
export const limitsOf = ({ subject }: Looking): ProbeLimits => ({
  timeoutMs: Math.min(subject.options.timeoutMs, longestLookMs),
});

export const httpOf = ({ subject }: Looking): HttpOptions => httpForTests(subject);

/** What the network said, in our words. */
export async function looked<T>(
  looking: Looking,
  look: Promise<T>,
  facts: (fault: TlsFault | undefined) => Partial<FailureFacts> = () => ({}),
): Promise<T> {
  try {
    return await look;
  } catch (error) {
    if (error instanceof AppError) throw error;
    const { code, tlsFault } = networkCause(error);
    throw failureOf(looking, code, { tlsFault, ...facts(tlsFault) });
  }
}
