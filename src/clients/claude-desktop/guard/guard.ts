import { AppError, toProblem, type Problem } from '../../../lib/app-error.ts';
import type { Logger } from '../../../lib/logger.ts';
import type { PreferencesFile } from '../../../settings/preferences-file.ts';
import type { FoundClaude } from '../locations.ts';
import type { ClaudeChange, ClaudeWritten } from '../status.ts';
import type { createClaudeProcess } from './claude-process.ts';
import { compareTo, listBackups, originOf, type BackupChoice } from './backups.ts';
import { compared } from './copies.ts';
import { carryOut, eventOf, placeOf, type Deed, type DeedParts, type Done } from './deeds.ts';
import type { GuardEvent, WaitingChange } from './guard-events.ts';
import type { ClaudeBackup, GuardAnswer, GuardComparison, GuardStatus } from './guard-status.ts';
import { without, withEvents, withoutPlace, withPlace, type GuardMemory, type GuardMemoryFile } from './memory.ts';
import { observe } from './observe.ts';
import { statusOf } from './standing.ts';
import { visit } from './visit.ts';
import type { GuardNotice } from './words.ts';

type GuardParts = DeedParts & {
  readonly memory: GuardMemoryFile;
  readonly find: () => Promise<FoundClaude>;
  readonly claude: ReturnType<typeof createClaudeProcess>;
  readonly preferences: Pick<PreferencesFile, 'read'>;
  readonly logger: Pick<Logger, 'warn'>;
  readonly announce: (notices: readonly GuardNotice[]) => Promise<void>;
  /** What the window shows became another. */
  readonly changed: () => void;
  /** A change waits: Claude's end is to be noticed soon. */
  readonly hurry: () => void;
};

export type When = 'now' | 'on-quit';
type Change = {
  readonly path: string;
  readonly change: ClaudeChange;
  readonly fingerprint: string;
  readonly when: When;
};
type Restore = { readonly id: string; readonly fingerprint: string; readonly when: When };

/** Watches over our entry in Claude's files. */
export interface Guard {
  /** Looks at Claude and its files, and does what has to be done. Never throws. */
  look(cause: 'beat' | 'file'): Promise<void>;
  /** Whether a change waits for Claude's end. */
  isWaiting(): Promise<boolean>;
  status(): Promise<GuardStatus>;
  apply(change: Change): Promise<ClaudeWritten>;
  answer(path: string, answer: GuardAnswer): Promise<void>;
  /** Calls a waiting change off. */
  cancel(path: string): Promise<void>;
  /** Makes a waiting change although Claude runs. */
  writeNow(path: string): Promise<ClaudeWritten>;
  history(limit: number): Promise<GuardEvent[]>;
  difference(eventId: string): Promise<GuardComparison>;
  backups(): Promise<ClaudeBackup[]>;
  compare(choice: BackupChoice): Promise<GuardComparison>;
  restore(restore: Restore): Promise<ClaudeWritten>;
}

export function createGuard(parts: GuardParts): Guard {
  const { memory, changed } = parts;
  const looking = createLooking(parts);
  const changing = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } finally {
      changed();
    }
  };
  return {
    look: looking.look,
    isWaiting: async () => {
      const current = await memory.read().catch(() => undefined);
      return current !== undefined && hasWaiting(current);
    },
    status: async () => statusOf(await memory.read().catch(toProblem), parts.claude.last(), looking.problem()),
    apply: ({ path, change, fingerprint, when }) =>
      changing(make(parts, { path, fingerprint }, { kind: change, by: 'user' }, when)),
    answer: (path, answer) => changing(answerTo(parts, path, answer)),
    cancel: (path) => changing(cancelled(parts, path)),
    writeNow: (path) => changing(waitingNow(parts, path)),
    history: async (limit) => (await memory.read()).history.slice(-limit).toReversed(),
    difference: (eventId) => differenceOf(parts, eventId),
    backups: () => listBackups(parts),
    compare: (choice) => compareTo(parts, choice),
    restore: async ({ id, fingerprint, when }) => {
      const path = await originOf(parts, id);
      return changing(make(parts, { path, fingerprint }, { kind: 'restore', by: 'user', backupId: id }, when));
    },
  };
}

function createLooking(parts: GuardParts) {
  let problem: Problem | undefined;
  const fail = (error: unknown): void => {
    const found = toProblem(error);
    if (found.code !== problem?.code) parts.logger.warn('Claude’s settings could not be guarded', { error });
    problem = found;
  };
  return {
    problem: () => problem,
    look: async (cause: 'beat' | 'file'): Promise<void> => {
      try {
        await lookOnce(parts, cause);
        problem = undefined;
      } catch (error) {
        fail(error);
      }
    },
  };
}

async function lookOnce(parts: GuardParts, cause: 'beat' | 'file'): Promise<void> {
  const paths = await pathsOf(parts);
  if (cause === 'file' && !(await isAnyChanged(parts, paths))) return;
  const [claude, { guard, guardAtOnce }] = await Promise.all([parts.claude.look(), parts.preferences.read()]);
  const notices: GuardNotice[] = [];
  let before: GuardMemory | undefined;
  const after = await parts.memory.update(async (current) => {
    let next = current;
    for (const path of paths) {
      const visited = await visit(next, path, { guard, guardAtOnce, claude }, parts);
      next = visited.memory;
      notices.push(...visited.notices);
    }
    before = current;
    return next;
  });
  await parts.announce(notices);
  if (after !== before || claude.started) parts.changed();
  // The beat rests long while nothing waits.
  if (cause === 'file' && hasWaiting(after)) parts.hurry();
}

const hasWaiting = ({ places }: GuardMemory): boolean =>
  Object.values(places).some(({ waiting }) => waiting !== undefined);

/** What Claude reads, and what something is known of. */
async function pathsOf({ find, memory }: GuardParts): Promise<readonly string[]> {
  const [{ locations }, { places }] = await Promise.all([find(), memory.read()]);
  const read = locations.filter(({ readByClaude }) => readByClaude).map(({ path }) => path);
  return [...new Set([...read, ...Object.keys(places)])];
}

/** A file's folder tells of every file in it, and of our own writing. */
async function isAnyChanged({ memory, entry, exists }: GuardParts, paths: readonly string[]): Promise<boolean> {
  const { places } = await memory.read();
  const seen = await Promise.all(paths.map((path) => observe(path, entry, exists)));
  return seen.some(
    ({ path, fingerprint }) => places[path]?.waiting !== undefined || places[path]?.seen?.fingerprint !== fingerprint,
  );
}

async function make(
  parts: GuardParts,
  target: { readonly path: string; readonly fingerprint: string },
  deed: Deed,
  when: When,
): Promise<ClaudeWritten> {
  const { path } = target;
  if (when === 'on-quit') {
    await parts.memory.update((current) => Promise.resolve(withWaiting(current, path, deed, parts)));
    parts.hurry();
    return { path, waiting: true };
  }
  return writtenOf(path, await parts.memory.note(noting(async (memory) => carryOut(memory, target, deed, parts))));
}

const noting =
  (work: (memory: GuardMemory) => Promise<Done>) =>
  async (current: GuardMemory): Promise<{ memory: GuardMemory; result: Done }> => {
    const result = await work(current);
    return { memory: result.memory, result };
  };

function writtenOf(path: string, { error, backupPath }: Done): ClaudeWritten {
  if (error !== undefined) throw error;
  return { path, ...(backupPath !== undefined && { backupPath }) };
}

function withWaiting(memory: GuardMemory, path: string, deed: Deed, parts: DeedParts): GuardMemory {
  const place = without(placeOf(memory, path), 'question', 'refused');
  const waiting: WaitingChange = { ...deed, since: parts.now().toISOString() };
  return withEvents(withPlace(memory, path, { ...place, waiting }), [eventOf(parts, { path, kind: 'waiting' })]);
}

async function answerTo(parts: GuardParts, path: string, answer: GuardAnswer): Promise<void> {
  const seen = await observe(path, parts.entry, parts.exists);
  await parts.memory.update((current) => {
    // The window may only answer for a file that the guard watches, so that no answer puts our entry into any other.
    if (!Object.hasOwn(current.places, path)) throw nothingAsked();
    const { question } = placeOf(current, path);
    const place = without(placeOf(current, path), 'waiting', 'question', 'stopped', 'refused');
    if (answer === 'put-back') {
      const waiting: WaitingChange = { kind: 'write', by: 'guard', since: parts.now().toISOString() };
      const next = { ...place, wanted: 'asked' as const, drops: [], declined: [], waiting };
      return Promise.resolve(withPlace(current, path, next));
    }
    const isGone = seen.own?.condition === 'absent' && seen.own.copies.length === 0;
    if (isGone)
      return Promise.resolve(withEvents(withoutPlace(current, path), [eventOf(parts, { path, kind: 'left-out' })]));
    const declined = question === undefined ? place.declined : [...place.declined, question];
    return Promise.resolve(withPlace(current, path, { ...place, declined }));
  });
  parts.hurry();
}

const nothingAsked = (): AppError =>
  new AppError('invalid-input', 'Nothing is asked for this file any more.', 'Look at the page again.');

/** The guard does not begin anew with what was called off. */
async function cancelled(parts: GuardParts, path: string): Promise<void> {
  await parts.memory.update((current) => {
    const { waiting, ...place } = placeOf(current, path);
    if (waiting === undefined) return Promise.resolve(current);
    const event = eventOf(parts, { path, kind: 'cancelled' });
    const declined = waiting.by === 'guard' ? (['dropped', 'stale', 'twice'] as const) : place.declined;
    const next =
      place.wanted === undefined
        ? withoutPlace(current, path)
        : withPlace(current, path, { ...place, declined: [...declined] });
    return Promise.resolve(withEvents(next, [event]));
  });
}

async function waitingNow(parts: GuardParts, path: string): Promise<ClaudeWritten> {
  const work = async (memory: GuardMemory): Promise<Done> => {
    const { waiting } = placeOf(memory, path);
    if (waiting === undefined)
      throw new AppError('invalid-input', 'Nothing waits for this file any more.', 'Look at the page again.');
    return carryOut(memory, { path }, waiting, parts);
  };
  return writtenOf(path, await parts.memory.note(noting(work)));
}

async function differenceOf({ memory, backups }: GuardParts, eventId: string): Promise<GuardComparison> {
  const event = (await memory.read()).history.find(({ id }) => id === eventId);
  if (event === undefined) return { why: 'gone' };
  const side = (id: string | undefined) => (id === undefined ? Promise.resolve(undefined) : backups.read(id));
  return compared(
    event.path,
    () => side(event.before),
    () => side(event.after),
  );
}
