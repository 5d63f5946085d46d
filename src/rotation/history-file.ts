import { z } from 'zod';
import { createDataFile } from '../lib/data-file.ts';
import { pastRotation, type PastRotation } from './rotation.ts';

const mostOfOneConnection = 50;

/** What became of rotations that are over. */
export interface RotationHistory {
  /** The same rotation again replaces what was noted of it; that the user dealt with the old key stays noted. */
  add(past: PastRotation): Promise<void>;
  find(rotationId: string): Promise<PastRotation | undefined>;
  /** Those whose unused key may still open its system, as far as anybody said: the old one, or the new one after going back. */
  unrevoked(): Promise<readonly PastRotation[]>;
  /** Newest first. */
  of(connectionId: string): Promise<readonly PastRotation[]>;
}

const content = z.object({ rotations: z.array(pastRotation) });
type Content = z.infer<typeof content>;

export function createRotationHistory(path: string): RotationHistory {
  const file = createDataFile<Content>({ path, version: 1, schema: content, empty: { rotations: [] } });
  return {
    async add(past) {
      await file.update(({ rotations }) => ({
        rotations: rotations.some(({ id }) => id === past.id)
          ? rotations.map((each) => (each.id === past.id ? { ...each, ...past } : each))
          : withoutOldest([...rotations, past]),
      }));
    },
    find: async (rotationId) => (await file.read()).rotations.find(({ id }) => id === rotationId),
    async unrevoked() {
      const { rotations } = await file.read();
      return rotations.filter(
        ({ outcome, oldKey, handled }) => outcome !== 'discarded' && oldKey === 'unknown' && handled !== true,
      );
    },
    async of(connectionId) {
      const { rotations } = await file.read();
      return rotations.filter((each) => concerns(each, connectionId)).reverse();
    },
  };
}

/** A rotation is kept for as long as it is among the last of any of its connections. */
function withoutOldest(rotations: readonly PastRotation[]): PastRotation[] {
  const counts = new Map<string, number>();
  const kept = rotations.toReversed().filter(({ members }) => {
    const numbers = members.map(({ connectionId }) => (counts.get(connectionId) ?? 0) + 1);
    members.forEach(({ connectionId }, index) => counts.set(connectionId, numbers[index] ?? 1));
    return numbers.some((number) => number <= mostOfOneConnection);
  });
  return kept.reverse();
}

const concerns = ({ members }: PastRotation, id: string): boolean =>
  members.some(({ connectionId }) => connectionId === id);
