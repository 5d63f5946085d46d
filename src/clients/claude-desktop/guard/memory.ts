import { z } from 'zod';
import { AppError, problem } from '../../../lib/app-error.ts';
import { createDataFile } from '../../../lib/data-file.ts';
import { guardEvent, guardQuestion, waitingChange, type GuardEvent } from './guard-events.ts';

/** What is known of one of Claude's files. Absent: the user never wanted our entry in it, so it is none of our business. */
const place = z.object({
  /** `asked`: put there with our button. `found`: it was there already; the guard asks before it puts that back. */
  wanted: z.enum(['asked', 'found']).optional(),
  /** The file as it was when it was last looked at. */
  seen: z
    .object({
      fingerprint: z.string(),
      /** Whether our entry was in it; of a file that cannot be read: what was known before. */
      entry: z.enum(['with', 'without']).optional(),
      /** A copy, as the id of a backup. */
      copy: z.string().optional(),
    })
    .optional(),
  /** When our entry was dropped, in the last hour. */
  drops: z.array(z.iso.datetime()).default([]),
  stopped: z.literal(true).optional(),
  question: guardQuestion.optional(),
  /** What the user does not want to be asked or done again, until our entry is written on the user's word. */
  declined: z.array(guardQuestion).default([]),
  waiting: waitingChange.optional(),
  /** The state of the file for which a change was refused: it is not tried again and again. */
  refused: z.object({ fingerprint: z.string(), problem }).optional(),
});
export type Place = z.infer<typeof place>;

const memory = z.object({
  places: z.record(z.string(), place).default({}),
  /** Oldest first. */
  history: z.array(guardEvent).default([]),
});
export type GuardMemory = z.infer<typeof memory>;

const emptyMemory: GuardMemory = { places: {}, history: [] };
const keptEvents = 500;

/** The guard's file. `read` and `update` refuse as every data file does: a guard that remembers nothing does nothing. */
export function createGuardMemory(path: string) {
  const file = createDataFile({ path, version: 1, schema: memory, empty: emptyMemory });
  return {
    read: () => file.read(),
    update: (change: (current: GuardMemory) => Promise<GuardMemory>) => file.update(change),
    /** The same for what the user asked for: it happens, too, where the file cannot be used; it is only not remembered. */
    async note<T>(work: (current: GuardMemory) => Promise<{ memory: GuardMemory; result: T }>): Promise<T> {
      let done: { result: T } | undefined;
      let failed: { error: unknown } | undefined;
      const run = async (current: GuardMemory): Promise<GuardMemory> => {
        try {
          const { memory: next, result } = await work(current);
          done = { result };
          return next;
        } catch (error) {
          failed = { error };
          throw error;
        }
      };
      await file.update(run).catch((error: unknown) => {
        if (done === undefined && failed === undefined && !isUnusable(error)) throw error;
      });
      if (failed !== undefined) throw failed.error;
      if (done !== undefined) return done.result;
      return (await work(emptyMemory)).result;
    },
  };
}
export type GuardMemoryFile = ReturnType<typeof createGuardMemory>;

const isUnusable = (error: unknown): boolean =>
  error instanceof AppError && ['data-file-damaged', 'data-file-newer', 'file-unreadable', 'busy'].includes(error.code);

type Passing = 'waiting' | 'question' | 'stopped' | 'refused';

/** The place without what was only for a time. */
export function without(place: Place, ...names: readonly Passing[]): Place {
  const kept = Object.entries(place).filter(([name]) => !names.includes(name as Passing));
  return Object.fromEntries(kept) as Place;
}

export const newPlace: Place = { drops: [], declined: [] };

export function withoutPlace(memory: GuardMemory, path: string): GuardMemory {
  return { ...memory, places: Object.fromEntries(Object.entries(memory.places).filter(([each]) => each !== path)) };
}

export function withPlace(memory: GuardMemory, path: string, next: Place): GuardMemory {
  return { ...memory, places: { ...memory.places, [path]: next } };
}

/** Another change of the same kind by other programs is counted, not listed: Claude writes its file all day. */
export function withEvents(memory: GuardMemory, events: readonly GuardEvent[]): GuardMemory {
  return { ...memory, history: events.reduce(added, memory.history).slice(-keptEvents) };
}

function added(history: GuardEvent[], event: GuardEvent): GuardEvent[] {
  const last = history.at(-1);
  if (event.kind !== 'changed' || last?.kind !== 'changed' || last.path !== event.path) return [...history, event];
  const { before } = last;
  return [
    ...history.slice(0, -1),
    { ...event, ...(before === undefined ? {} : { before }), times: (last.times ?? 1) + 1 },
  ];
}
