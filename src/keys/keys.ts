import type { ActivityLog } from '../activity/activity-log.ts';
import {
  findById,
  withChanged,
  type ConnectionFile,
  type ConnectionFileContent,
} from '../connections/connection-file.ts';
import type { Connection } from '../connections/connection.ts';
import type { Credential } from '../connections/credential.ts';
import { AppError } from '../lib/app-error.ts';
import type { Clock } from '../lib/clock.ts';
import { authMethodOf, tokenPageAt } from '../providers/auth-method.ts';
import type { ProviderDescriptor } from '../providers/provider.ts';
import type { Rotations } from '../rotation/rotations.ts';
import type { PreferencesFile } from '../settings/preferences-file.ts';
import { calendarText } from './calendar.ts';
import { todayIn } from './due.ts';
import type { KeyOverview } from './key-overview.ts';
import { canRotateItself, overviewOf } from './overview.ts';
import type { RotationPolicy } from './rotation-policy.ts';

/** What is known of all keys. */
export interface Keys {
  /** In the order of the connections. Reads files only: no keychain, no network. */
  list(): Promise<KeyOverview[]>;
  /** `null`: it does not end. */
  setExpiry(connectionId: string, expiresAt: string | null): Promise<void>;
  /** Where others may have read it; the key is then due at once. `null`: nowhere. */
  setExposed(connectionId: string, where: string | null): Promise<void>;
  /** AppError `invalid-input` for `automatic` where the system has no way to make keys. */
  setPolicy(connectionId: string, policy: RotationPolicy): Promise<void>;
  /** An iCalendar file (RFC 5545) with every due date as an all-day event with alarms; ids stay the same between exports. */
  calendar(): Promise<{ fileName: string; text: string }>;
}

export type KeysParts = {
  readonly file: ConnectionFile;
  readonly preferences: Pick<PreferencesFile, 'read'>;
  readonly descriptors: readonly ProviderDescriptor[];
  readonly activity: Pick<ActivityLog, 'lastUsed'>;
  readonly rotations: Pick<Rotations, 'list'>;
  readonly clock: Pick<Clock, 'now'>;
  /** The user's time zone now, `Europe/Berlin`: it changes with travelling. */
  readonly zone: () => string;
  /** Called after the connections' file changed. */
  readonly changed: () => void;
};

export function createKeys(parts: KeysParts): Keys {
  const change = async (id: string, how: (current: Connection) => Connection): Promise<void> => {
    await parts.file.update((content) => withChanged(content, id, parts.clock.now(), how));
    parts.changed();
  };
  return {
    async list() {
      const content = await parts.file.read();
      return overviews(content, parts);
    },
    setExpiry: (id, expiresAt) =>
      change(id, (current) => ({ ...current, credential: withExpiry(current.credential, expiresAt) })),
    setExposed: (id, where) =>
      change(id, (current) => {
        const exposed = where === null ? undefined : { where, at: parts.clock.now().toISOString() };
        return { ...current, credential: { ...current.credential, exposed } };
      }),
    setPolicy: (id, policy) =>
      change(id, (current) => {
        if (policy.automatic && !canRotateItself(current)) throw cannotRotateItself(current);
        return { ...current, rotation: policy };
      }),
    async calendar() {
      const [content, preferences] = await Promise.all([parts.file.read(), parts.preferences.read()]);
      const keys = await overviews(content, parts);
      const events = keys.map((key) => ({ key, ...placeOf(findById(content, key.connectionId), parts.descriptors) }));
      const text = calendarText(events, { preferences, now: parts.clock.now(), zone: parts.zone() });
      return { fileName: 'mcp-keyring-keys.ics', text };
    },
  };
}

async function overviews({ connections }: ConnectionFileContent, parts: KeysParts): Promise<KeyOverview[]> {
  const [preferences, rotations, lastUsed] = await Promise.all([
    parts.preferences.read(),
    parts.rotations.list(),
    parts.activity.lastUsed(connections.map(({ id }) => id)),
  ]);
  const zone = parts.zone();
  const today = todayIn(zone, parts.clock.now());
  const { descriptors } = parts;
  return connections.map((each) => overviewOf(each, { preferences, descriptors, rotations, lastUsed, today, zone }));
}

/** What the calendar names besides the key: the system, and where a new key is made. */
function placeOf({ provider, auth, endpoint }: Connection, descriptors: readonly ProviderDescriptor[]) {
  const descriptor = descriptors.find(({ id }) => id === provider);
  const tokenPage = descriptor && tokenPageAt(authMethodOf(descriptor, auth.method), endpoint.baseUrl);
  return { systemName: descriptor?.name ?? provider, ...(tokenPage !== undefined && { tokenPage }) };
}

function withExpiry(current: Credential, expiresAt: string | null): Credential {
  return { ...current, expiresAt: expiresAt ?? undefined, expiryFrom: 'user' };
}

function cannotRotateItself({ name }: Connection): AppError {
  return new AppError(
    'invalid-input',
    `The key of “${name}” cannot be replaced automatically.`,
    'This works with personal access tokens of Jira and Confluence Data Center that MCP Keyring keeps itself.',
  );
}
