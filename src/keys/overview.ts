import type { Connection } from '../connections/connection.ts';
import { authMethodOf } from '../providers/auth-method.ts';
import type { ProviderDescriptor } from '../providers/provider.ts';
import type { RotationView } from '../rotation/rotation.ts';
import { supportsTokens } from '../rotation/tokens.ts';
import { isReference } from '../secrets/secret-reference.ts';
import type { Preferences } from '../settings/preferences.ts';
import { everyDaysOf, keyDue, dayIn } from './due.ts';
import type { KeyOverview } from './key-overview.ts';

/** What is known besides the connection itself. */
type KeyFacts = {
  readonly preferences: Pick<Preferences, 'rotateEveryDays'>;
  readonly descriptors: readonly ProviderDescriptor[];
  readonly rotations: readonly RotationView[];
  readonly lastUsed: ReadonlyMap<string, string>;
  /** The calendar day and the time zone where the user is. */
  readonly today: string;
  readonly zone: string;
};

export function overviewOf(connection: Connection, facts: KeyFacts): KeyOverview {
  const { id, name, provider, auth, active, owner, credential, rotation: policy } = connection;
  const maxLifetimeDays = maxLifetimeDaysOf(connection, facts.descriptors);
  const lastUsedAt = facts.lastUsed.get(id);
  const due = keyDue(connection, facts.preferences, facts.today, dayIn(facts.zone));
  const failing = failingOf(connection);
  const rotation = facts.rotations.find(({ members }) => members.some(({ connectionId }) => connectionId === id));
  return {
    connectionId: id,
    name,
    provider,
    method: auth.method,
    active,
    owner,
    credential,
    policy,
    everyDays: everyDaysOf(connection, facts.preferences),
    ...(due && { due }),
    expired: credential.expiresAt !== undefined && credential.expiresAt < facts.today,
    expiryUnknown: isExpiryUnknown(connection, maxLifetimeDays),
    ...(maxLifetimeDays !== undefined && { maxLifetimeDays }),
    ...(lastUsedAt !== undefined && { lastUsedAt }),
    ...(connection.lastTest && { lastTestedAt: connection.lastTest.at }),
    ...(failing && { failing }),
    automatic: automaticOf(connection),
    ...(rotation && { rotation }),
  };
}

export function canRotateItself(connection: Connection): boolean {
  return supportsTokens(connection) && !isReference(connection.credential.home);
}

function maxLifetimeDaysOf({ provider, auth }: Connection, descriptors: readonly ProviderDescriptor[]) {
  const descriptor = descriptors.find(({ id }) => id === provider);
  return descriptor && authMethodOf(descriptor, auth.method)?.maxLifetimeDays;
}

/** Data Center's tokens may end or not; the other kinds either end at the latest after a known time, or never. */
function isExpiryUnknown(connection: Connection, maxLifetimeDays: number | undefined): boolean {
  const { expiresAt, expiryFrom } = connection.credential;
  if (expiresAt !== undefined || expiryFrom !== undefined) return false;
  return maxLifetimeDays !== undefined || supportsTokens(connection);
}

function failingOf({ failing, lastTest }: Connection): KeyOverview['failing'] {
  if (failing === undefined || lastTest === undefined || lastTest.outcome.ok) return undefined;
  return { ...failing, problem: lastTest.outcome.problem };
}

function automaticOf(connection: Connection): KeyOverview['automatic'] {
  if (!canRotateItself(connection)) return 'unsupported';
  return connection.rotation.automatic ? 'on' : 'off';
}
