import type { Preferences } from '../../../settings/preferences.ts';
import type { ClaudeLook } from './claude-process.ts';
import { carryOut, eventOf, keptCopy, type DeedParts } from './deeds.ts';
import type { GuardEvent, WaitingChange } from './guard-events.ts';
import { newPlace, without, withEvents, withPlace, type GuardMemory, type Place } from './memory.ts';
import { observe, type Observation } from './observe.ts';
import { entryOf, faultOf, incidentOf, needOf, noted } from './rules.ts';
import { guardWords, noticeOfDeed, questionNotice, type GuardNotice } from './words.ts';

type VisitSettings = Pick<Preferences, 'guard' | 'guardAtOnce'> & { readonly claude: ClaudeLook };
type Visited = { readonly memory: GuardMemory; readonly notices: readonly GuardNotice[] };

/** Looks at one of Claude's files, remembers what changed, and does what has to be done about it. */
export async function visit(
  memory: GuardMemory,
  path: string,
  settings: VisitSettings,
  parts: DeedParts,
): Promise<Visited> {
  const seen = await observe(path, parts.entry, parts.exists);
  const known = memory.places[path];
  if (known === undefined && entryOf(seen.own) !== 'with') return { memory, notices: [] };
  const looked = await remember(known ?? newPlace, seen, settings, parts);
  const decided = decide(looked.place, seen, settings, parts);
  const placed = decided.place === known ? memory : withPlace(memory, path, decided.place);
  const notices = [...looked.notices, ...decided.notices];
  const events = [...looked.events, ...decided.events];
  const next = events.length === 0 ? placed : withEvents(placed, events);
  return follow({ memory: next, notices }, path, settings, parts);
}

type Step = { readonly place: Place; readonly events: readonly GuardEvent[]; readonly notices: readonly GuardNotice[] };

async function remember(
  place: Place,
  seen: Observation,
  { claude, guard }: VisitSettings,
  parts: DeedParts,
): Promise<Step> {
  const { path, fingerprint, own } = seen;
  const isNews = place.seen?.fingerprint !== fingerprint;
  const copy = isNews ? await keptCopy(seen, parts) : undefined;
  const kind = incidentOf(place, seen);
  const before = place.seen?.copy;
  const sides = { ...(before !== undefined && { before }), ...(copy !== undefined && { after: copy }) };
  const entry = entryOf(own) ?? place.seen?.entry;
  const events = [
    ...(kind === undefined ? [] : [eventOf(parts, { path, kind, ...sides })]),
    ...(claude.started
      ? [eventOf(parts, { path, kind: 'started' as const, ...(entry !== undefined && { entry }) })]
      : []),
  ];
  const next = isNews ? noted(place, seen, parts.now(), copy) : place;
  const isLost = kind === 'dropped' && guard === 'off' && place.wanted !== undefined;
  return { place: cleared(next, seen), events, notices: isLost ? [guardWords.toldOnly] : [] };
}

/** What was asked or waited for is over when the entry is there again. */
function cleared(place: Place, seen: Observation): Place {
  if (seen.own?.condition !== 'current' || faultOf(seen) !== undefined) return place;
  const { waiting, declined, question, refused } = place;
  if (waiting?.kind === 'write') {
    const wanted = waiting.by === 'user' ? { wanted: 'asked' as const } : {};
    return { ...without(place, 'waiting', 'question', 'refused'), ...wanted, declined: [] };
  }
  const isOver = question !== undefined || refused !== undefined || declined.length > 0;
  return isOver ? { ...without(place, 'question', 'refused'), declined: [] } : place;
}

function decide(
  place: Place,
  seen: Observation,
  { guard, guardAtOnce, claude }: VisitSettings,
  parts: DeedParts,
): Step {
  const need = needOf(place, seen, guard);
  const { path } = seen;
  switch (need.what) {
    case 'nothing':
      return { place: withoutIdleQuestion(place, guard), events: [], notices: [] };
    case 'ask': {
      const notices = place.question === need.question ? [] : [questionNotice(need.question)];
      return notices.length === 0
        ? { place, events: [], notices }
        : { place: { ...place, question: need.question }, events: [], notices };
    }
    case 'stop':
      return {
        place: { ...place, stopped: true },
        events: [eventOf(parts, { path, kind: 'stopped' })],
        notices: [guardWords.stopped],
      };
    case 'put-back':
    case 'repair': {
      const waiting: WaitingChange = { kind: 'write', by: 'guard', since: parts.now().toISOString() };
      const next = { ...without(place, 'question'), waiting };
      if (isDue(next, { guard, guardAtOnce, claude })) return { place: next, events: [], notices: [] };
      const notice = need.what === 'repair' ? guardWords.repairWaiting : guardWords.waiting;
      const notices = claude.state === 'ending' ? [] : [notice];
      return { place: next, events: [eventOf(parts, { path, kind: 'waiting' })], notices };
    }
  }
}

/** With the guard off nothing is asked. */
function withoutIdleQuestion(place: Place, guard: VisitSettings['guard']): Place {
  if (guard !== 'off' || place.question === undefined) return place;
  return without(place, 'question');
}

const isDue = ({ waiting }: Place, { guardAtOnce, claude }: VisitSettings): boolean =>
  waiting !== undefined && (claude.state === 'ended' || (waiting.by === 'guard' && guardAtOnce));

async function follow(visited: Visited, path: string, settings: VisitSettings, parts: DeedParts): Promise<Visited> {
  const place = visited.memory.places[path];
  if (place?.waiting === undefined || !isDue(place, settings)) return visited;
  const { memory, event } = await carryOut(visited.memory, { path }, place.waiting, parts);
  const notice = event === undefined ? undefined : noticeOfDeed(event);
  return { memory, notices: notice === undefined ? visited.notices : [...visited.notices, notice] };
}
