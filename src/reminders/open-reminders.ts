import { daysBetween } from '../keys/due.ts';
import type { KeyOverview } from '../keys/key-overview.ts';
import type { AuthMethodId, ProviderId } from '../providers/provider.ts';
import type { PastRotation, RotationView } from '../rotation/rotation.ts';
import type { Preferences } from '../settings/preferences.ts';
import type { Occasion, OpenReminder } from './decide.ts';
import { reminderKind, type Reminder, type ReminderKind } from './reminder.ts';
import { createWords, type OldKey } from './words.ts';

/** What reminders follow from. */
type Situation = {
  readonly keys: readonly KeyOverview[];
  /** Rotations that are over, whose unused key nobody is known to have deleted at its system. */
  readonly unrevoked: readonly PastRotation[];
  readonly preferences: Pick<Preferences, 'remindDaysBefore'>;
  readonly now: Date;
  /** The calendar day and the time zone where the user is. */
  readonly today: string;
  readonly zone: string;
  /** "Jira", "Targetprocess". */
  readonly systemName: (provider: ProviderId) => string;
};

const soonDays = 7;
const dayMs = 86_400_000;
/** A system whose key is replaced by itself is asked from 14 days before its end on: this late, that has not worked. */
const automaticFailedDays = 7;

/** All that the user should do, most urgent first. */
export function openReminders(situation: Situation): OpenReminder[] {
  return situation.keys
    .flatMap((key) => [
      ...failing(key, situation),
      ...interrupted(key, situation),
      ...due(key, situation),
      ...revoke(key, situation),
      ...unused(key, situation),
      ...expiryUnknown(key, situation),
    ])
    .sort((a, b) => order(a.reminder, b.reminder));
}

export const dueId = ({ connectionId, credential }: KeyOverview): string =>
  idOf('due', connectionId, credential.version);

const idOf = (kind: ReminderKind, about: string, version: number): string => `${kind}:${about}:${version}`;

/** Nobody uses a paused connection: it is listed, and that is all. */
function open({ active }: KeyOverview, reminder: Reminder, occasion: Occasion | undefined): OpenReminder[] {
  if (!active) return [{ reminder: { ...reminder, urgency: 'later' } }];
  return [{ reminder, ...(occasion && { occasion }) }];
}

function failing(key: KeyOverview, situation: Situation): OpenReminder[] {
  // That calls fail after the key's end is what the reminder of its end says.
  if (key.failing === undefined || key.failing.times < 2 || key.expired) return [];
  const reminder: Reminder = {
    id: idOf('failing', key.connectionId, key.credential.version),
    kind: 'failing',
    connectionId: key.connectionId,
    ...createWords(situation).failing(key, key.failing),
    urgency: 'overdue',
  };
  return open(key, reminder, { kind: 'once', about: key.failing.since });
}

function interrupted(key: KeyOverview, situation: Situation): OpenReminder[] {
  const { rotation } = key;
  if (rotation === undefined || !rotation.interrupted || !isFirstOf(rotation, key, situation)) return [];
  // An automatic one goes on by itself, unless something is in its way.
  if (rotation.kind === 'automatic' && rotation.problem === undefined) return [];
  const reminder: Reminder = {
    id: idOf('interrupted', rotation.id, key.credential.version),
    kind: 'interrupted',
    connectionId: key.connectionId,
    ...createWords(situation).interrupted(rotation),
    urgency: 'soon',
  };
  return open(key, reminder, { kind: 'once', about: rotation.startedAt });
}

function due(key: KeyOverview, situation: Situation): OpenReminder[] {
  if (key.due === undefined) return [];
  const { on } = key.due;
  const daysLeft = daysBetween(situation.today, on);
  const daysBefore = stepsOf(key, situation.preferences);
  if (daysLeft > Math.max(...daysBefore, key.automatic === 'on' ? -1 : 0)) return [];
  const exposed = key.credential.exposed !== undefined;
  const reminder: Reminder = {
    id: dueId(key),
    kind: 'due',
    connectionId: key.connectionId,
    ...createWords(situation).due(key, key.due.because, daysLeft),
    on,
    urgency: exposed || daysLeft < 0 ? 'overdue' : daysLeft <= soonDays ? 'soon' : 'later',
  };
  return open(key, reminder, { kind: 'steps', about: dueAbout(key), on, daysBefore, atOnce: exposed });
}

/** Days before the due day on which it is announced. */
function stepsOf({ automatic, due, credential }: KeyOverview, { remindDaysBefore }: Situation['preferences']) {
  if (automatic !== 'on') return credential.exposed === undefined ? remindDaysBefore : [0];
  return due?.because === 'expiry' ? remindDaysBefore.filter((days) => days <= automaticFailedDays) : [-1];
}

/** What the due day follows from; another time zone may move the day, but not this. */
function dueAbout({ due, credential, everyDays }: KeyOverview): string {
  if (credential.exposed !== undefined) return `exposure ${credential.exposed.at}`;
  return due?.because === 'policy' ? `policy ${credential.createdAt} ${everyDays}` : `expiry ${due?.on ?? ''}`;
}

function revoke(key: KeyOverview, situation: Situation): OpenReminder[] {
  const { rotation, credential } = key;
  const found: (OldKey & { id: string; since: string; oldHint: string })[] = [];
  if (!oldKeyStaysValid(key)) return [];
  if (rotation && isFirstOf(rotation, key, situation) && isGraceNearlyOver(rotation, situation)) {
    const { graceUntil, canRevoke } = rotation;
    found.push({ ...rotationFacts(rotation, key), canRevoke, ...(graceUntil !== undefined && { graceUntil }) });
  }
  for (const past of situation.unrevoked) {
    if (past.outcome === 'completed' && past.oldKey === 'unknown' && isFirstOf(past, key, situation)) {
      found.push(rotationFacts(past, key));
    }
  }
  return found
    .filter(({ oldHint }) => oldHint !== credential.hint)
    .flatMap(({ id, since, ...facts }) => {
      const reminder: Reminder = {
        id: idOf('revoke', id, credential.version),
        kind: 'revoke',
        connectionId: key.connectionId,
        ...createWords(situation).revoke(key, facts),
        urgency: 'soon',
      };
      return open(key, reminder, { kind: 'once', about: since });
    });
}

/** The new key of a rotation that was gone back on; the day after, whoever went back may not think of it any more. */
function unused(key: KeyOverview, situation: Situation): OpenReminder[] {
  if (!oldKeyStaysValid(key)) return [];
  return (
    situation.unrevoked
      .filter((past) => past.outcome === 'rolled-back' && past.oldKey === 'unknown' && isFirstOf(past, key, situation))
      .map((past) => ({
        past,
        newHint: past.members.find((each) => each.connectionId === key.connectionId)?.newHint ?? '',
      }))
      // It is in use by now, or its text was never stored.
      .filter(({ newHint }) => newHint !== key.credential.hint && newHint !== '')
      .flatMap(({ past: { id, endedAt, members }, newHint }) => {
        const reminder: Reminder = {
          id: idOf('revoke', id, key.credential.version),
          kind: 'revoke',
          connectionId: key.connectionId,
          ...createWords(situation).unused(key, { newHint, names: members.map(({ name }) => name) }),
          urgency: 'soon',
        };
        const isNextDay = situation.now.getTime() - Date.parse(endedAt) >= dayMs;
        return open(key, reminder, isNextDay ? { kind: 'once', about: endedAt } : undefined);
      })
  );
}

function rotationFacts({ id, startedAt, members }: RotationView | PastRotation, { connectionId }: KeyOverview) {
  const oldHint = members.find((member) => member.connectionId === connectionId)?.oldHint ?? '';
  return { id, since: startedAt, oldHint, names: members.map(({ name }) => name), canRevoke: false };
}

/** A changed password ends the old one, and so does a new token where there is only one. */
function oldKeyStaysValid({ provider, method }: KeyOverview): boolean {
  const ends: readonly AuthMethodId[] = ['password', 'service-token'];
  return provider !== 'clickup' && !ends.includes(method);
}

function isGraceNearlyOver({ step, graceUntil, kind, canRevoke }: RotationView, { now }: Situation): boolean {
  // What was made by us is revoked by us.
  if (step !== 'proved' || graceUntil === undefined || (kind === 'automatic' && canRevoke)) return false;
  return new Date(graceUntil).getTime() - now.getTime() <= dayMs;
}

/** Of the connections that were rotated together, the first one speaks for all. */
function isFirstOf({ members }: RotationView | PastRotation, { connectionId }: KeyOverview, { keys }: Situation) {
  const own = keys.filter((key) => members.some((member) => member.connectionId === key.connectionId));
  return own[0]?.connectionId === connectionId;
}

function expiryUnknown(key: KeyOverview, situation: Situation): OpenReminder[] {
  if (!key.expiryUnknown) return [];
  const reminder: Reminder = {
    id: idOf('expiry-unknown', key.connectionId, key.credential.version),
    kind: 'expiry-unknown',
    connectionId: key.connectionId,
    ...createWords(situation).expiryUnknown(key),
    urgency: 'later',
  };
  return open(key, reminder, undefined);
}

const urgencies: readonly Reminder['urgency'][] = ['overdue', 'soon', 'later'];

function order(a: Reminder, b: Reminder): number {
  return (
    urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency) ||
    reminderKind.options.indexOf(a.kind) - reminderKind.options.indexOf(b.kind) ||
    (a.on ?? '').localeCompare(b.on ?? '')
  );
}
