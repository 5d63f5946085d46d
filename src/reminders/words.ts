import { daysBetween, todayIn } from '../keys/due.ts';
import type { DueReason, KeyOverview } from '../keys/key-overview.ts';
import { clip } from '../lib/clip.ts';
import { counted, dayText, inWords } from '../lib/wording.ts';
import type { ProviderId } from '../providers/provider.ts';
import type { RotationView } from '../rotation/rotation.ts';
import { isReference, type SecretPlace } from '../secrets/secret-reference.ts';

type Words = { readonly title: string; readonly text: string };
type Place = {
  readonly today: string;
  readonly zone: string;
  readonly systemName: (provider: ProviderId) => string;
};

/** A key that was replaced. */
export type OldKey = {
  readonly oldHint: string;
  /** Of the connections that had it. */
  readonly names: readonly string[];
  /** Absent: it is not kept any more. */
  readonly graceUntil?: string;
  readonly canRevoke: boolean;
};

/** What the reminders say. */
export function createWords({ today, zone, systemName }: Place) {
  const dayOf = (instant: string): string => todayIn(zone, new Date(instant));
  const sinceWords = (instant: string): string => dayWord(dayOf(instant), today);
  return {
    failing({ name, provider }: KeyOverview, failing: NonNullable<KeyOverview['failing']>): Words {
      const { since, problem } = failing;
      return {
        title: `${systemName(provider)} refuses the key of “${name}”`,
        text: `Every check since ${sinceWords(since)} has failed. ${problem.message} ${problem.next}`,
      };
    },

    interrupted({ members, step, problem }: RotationView): Words {
      const inUse = step === 'swapped' ? 'The new key is in use' : 'The old key is in use';
      return {
        title: `Replacing the key of ${quoted(members.map(({ name }) => name))} was interrupted`,
        text: `${problem === undefined ? 'Nothing is lost.' : problem.message} ${inUse}. Go on, or give it up.`,
      };
    },

    due(key: KeyOverview, because: DueReason, daysLeft: number): Words {
      const title = dueTitle(key, because, { daysLeft, used: daysBetween(dayOf(key.credential.createdAt), today) });
      return { title, text: dueText(key, because, { daysLeft, system: systemName(key.provider), today: dayOf }) };
    },

    revoke({ provider }: KeyOverview, { oldHint, names, graceUntil, canRevoke }: OldKey): Words {
      const system = systemName(provider);
      const kept =
        graceUntil === undefined
          ? `Nobody needs the old one (${oldHint}) any more, but it still opens ${system}.`
          : `The old one (${oldHint}) is kept here until ${dayWord(dayOf(graceUntil), today)}.`;
      const how = canRevoke
        ? 'Finish the rotation, and it is deleted there.'
        : 'Delete it there, then say that it is done.';
      return {
        title: `Delete the old key of ${quoted(names)} in ${system}`,
        text: `The new key works. ${kept} ${how}`,
      };
    },

    unused({ provider }: KeyOverview, { newHint, names }: { newHint: string; names: readonly string[] }): Words {
      const system = systemName(provider);
      return {
        title: `Delete the unused key of ${quoted(names)} in ${system}`,
        text: `The old key is in use again. Nothing uses the new one (${newHint}), but it may still open ${system}. Delete it there, then say that it is done.`,
      };
    },

    expiryUnknown({ name, provider, maxLifetimeDays }: KeyOverview): Words {
      const system = systemName(provider);
      const rule =
        maxLifetimeDays === undefined
          ? `${system} shows it beside the key.`
          : `In ${system}, keys like this end after at most ${maxLifetimeDays} days.`;
      return {
        title: `When does the key of “${name}” expire?`,
        text: `${rule} Enter the day, and you are reminded in time.`,
      };
    },
  };
}

function dueTitle(
  key: KeyOverview,
  because: DueReason,
  { daysLeft, used }: { daysLeft: number; used: number },
): string {
  const start = `The key of “${key.name}”`;
  if (key.credential.exposed !== undefined) return `${start} was found in plain text`;
  if (because === 'expiry') return `${start} ${daysLeft < 0 ? 'expired' : 'expires'} ${inDays(daysLeft)}`;
  if (daysLeft >= 0) return `${start} is to be replaced ${inDays(daysLeft)}`;
  return `${start} has been in use for ${days(used)}, ${-daysLeft} more than you wanted`;
}

type DueFacts = { readonly daysLeft: number; readonly system: string; readonly today: (instant: string) => string };

function dueText(key: KeyOverview, because: DueReason, { daysLeft, system, today }: DueFacts): string {
  const { credential, automatic, everyDays } = key;
  const how = howToReplace(credential.home, system);
  const { exposed } = credential;
  if (exposed !== undefined) {
    return `It was readable in ${clip(exposed.where, 200)} on ${dayText(today(exposed.at))}. ${how} Then delete the old one in ${system}.`;
  }
  if (automatic === 'on') return `It should have been replaced automatically, but that has not worked so far. ${how}`;
  if (because === 'expiry') {
    return daysLeft < 0 ? `${system} refuses it now. ${how}` : `${how} Do it before, and Claude’s work goes on.`;
  }
  return daysLeft < 0 ? how : `You want a new one every ${days(everyDays)}. ${how}`;
}

function howToReplace(home: SecretPlace, system: string): string {
  if (!isReference(home)) return 'Rotate it: it takes two minutes.';
  switch (home.kind) {
    case 'file':
      return `Make a new one in ${system} and put it into the file ${clip(home.path, 200)}.`;
    case 'env':
      return `Make a new one in ${system} and set the environment variable ${home.name} to it.`;
    case 'command':
      return `Make a new one in ${system} and put it where “${clip(home.command[0] ?? '', 100)}” reads it.`;
  }
}

const days = (count: number): string => counted(count, 'day');

/** "today", "tomorrow", "in 3 days", "yesterday", "5 days ago". */
function inDays(count: number): string {
  if (count === 0) return 'today';
  if (count === 1) return 'tomorrow';
  if (count === -1) return 'yesterday';
  return count > 0 ? `in ${days(count)}` : `${days(-count)} ago`;
}

/** "today", "yesterday", "tomorrow", or "on 3 December 2026" without the "on". */
function dayWord(day: string, today: string): string {
  const count = daysBetween(today, day);
  return Math.abs(count) <= 1 ? inDays(count) : dayText(day);
}

/** “A”; “A” and “B”; “A”, “B” and “C”. */
const quoted = (names: readonly string[]): string => inWords(names.map((name) => `“${name}”`));
