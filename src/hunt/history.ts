import { z } from 'zod';
import { AppError } from '../lib/app-error.ts';
import { createDataFile } from '../lib/data-file.ts';
import { huntMove, type HuntMove } from './move.ts';

const content = z.object({ moves: z.array(huntMove) });

/** What was moved, the newest first. Never a key, and never what a file held. */
export interface HuntHistory {
  list(): Promise<readonly HuntMove[]>;
  /** AppError `invalid-input` where there is none. */
  find(id: string): Promise<HuntMove>;
  add(move: HuntMove): Promise<void>;
  /** A move that came to nothing. */
  remove(id: string): Promise<void>;
  change(id: string, change: (current: HuntMove) => HuntMove): Promise<HuntMove>;
}

export function createHuntHistory(path: string): HuntHistory {
  const file = createDataFile({ path, version: 1, schema: content, empty: { moves: [] } });
  const find = async (id: string): Promise<HuntMove> => {
    const found = (await file.read()).moves.find((move) => move.id === id);
    if (found === undefined) throw unknown();
    return found;
  };
  return {
    list: async () => (await file.read()).moves,
    find,
    add: async (move) => {
      await file.update(({ moves }) => ({ moves: [move, ...moves] }));
    },
    remove: async (id) => {
      await file.update(({ moves }) => ({ moves: moves.filter((each) => each.id !== id) }));
    },
    change: async (id, change) => {
      await file.update(({ moves }) => ({ moves: moves.map((each) => (each.id === id ? change(each) : each)) }));
      return find(id);
    },
  };
}

const unknown = (): AppError =>
  new AppError('invalid-input', 'This is not in the history any more.', 'Look at the history again.');
