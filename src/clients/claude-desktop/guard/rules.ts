import type { Preferences } from '../../../settings/preferences.ts';
import type { GuardEventKind, GuardQuestion } from './guard-events.ts';
import type { Place } from './memory.ts';
import type { Observation } from './observe.ts';

type GuardMode = Preferences['guard'];

/** Dropped this often within the span, the entry is not put back any more: two programs must not fight over a file. */
const mostDrops = 3;
const dropSpanMs = 60 * 60_000;

/** What another program did to the file since it was looked at last. */
export type Incident = Extract<GuardEventKind, 'dropped' | 'returned' | 'changed'>;

export function incidentOf({ seen }: Place, { fingerprint, own }: Observation): Incident | undefined {
  if (seen === undefined || seen.fingerprint === fingerprint) return undefined;
  const entry = entryOf(own);
  if (entry === undefined || seen.entry === undefined || seen.entry === entry) return 'changed';
  return entry === 'with' ? 'returned' : 'dropped';
}

export const entryOf = (own: Observation['own']): 'with' | 'without' | undefined => {
  if (own === undefined) return undefined;
  return own.condition === 'absent' && own.copies.length === 0 ? 'without' : 'with';
};

/** What is known of a file after a look at it. `copy` is the copy that was made of it, if it changed. */
export function noted(place: Place, seen: Observation, now: Date, copy: string | undefined): Place {
  const { own, fingerprint } = seen;
  const incident = incidentOf(place, seen);
  const entry = entryOf(own) ?? place.seen?.entry;
  const kept = copy ?? (place.seen?.fingerprint === fingerprint ? place.seen.copy : undefined);
  const found = place.wanted ?? (entry === 'with' ? ('found' as const) : undefined);
  return {
    ...place,
    ...(found !== undefined && { wanted: found }),
    seen: { fingerprint, ...(entry !== undefined && { entry }), ...(kept !== undefined && { copy: kept }) },
    drops: recent(incident === 'dropped' ? [...place.drops, now.toISOString()] : place.drops, now),
  };
}

const recent = (drops: readonly string[], now: Date): string[] =>
  drops.filter((at) => now.getTime() - Date.parse(at) < dropSpanMs);

/** What has to be done about a file: nothing, or something by the guard itself or by the user's leave. */
type Need =
  | { readonly what: 'nothing' }
  | { readonly what: 'put-back' | 'repair' }
  | { readonly what: 'ask'; readonly question: GuardQuestion }
  | { readonly what: 'stop' };

const nothing: Need = { what: 'nothing' };

/** Looks at the state and not at what led to it, so that nothing is lost when the guard did not run meanwhile. */
export function needOf(place: Place, seen: Observation, mode: GuardMode): Need {
  const question = faultOf(seen);
  if (question === undefined || place.wanted === undefined || mode === 'off') return nothing;
  if (place.waiting !== undefined || place.stopped === true || isSettled(place, seen, question)) return nothing;
  if (mode === 'ask' || place.wanted === 'found') return { what: 'ask', question };
  if (place.drops.length >= mostDrops) return { what: 'stop' };
  return { what: question === 'dropped' ? 'put-back' : 'repair' };
}

/** What is wrong with our entry in a file that can be read. One entry under another name was renamed by somebody. */
export function faultOf({ own }: Observation): GuardQuestion | undefined {
  if (own === undefined) return undefined;
  const entries = own.copies.length + (own.condition === 'absent' ? 0 : 1);
  if (entries === 0) return 'dropped';
  if (entries > 1) return 'twice';
  return own.condition === 'stale' ? 'stale' : undefined;
}

/** The user said no, or the file refused to be changed and is still the same. */
const isSettled = ({ declined, refused }: Place, { fingerprint }: Observation, question: GuardQuestion): boolean =>
  refused?.fingerprint === fingerprint || declined.includes(question);
