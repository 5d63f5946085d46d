import type { Spot } from './detect/spot.ts';
import type { Target } from './target.ts';

/** A file that was read, with the keys in it. Stays inside the host. */
export type Inspected = {
  readonly target: Target;
  readonly text: string;
  readonly changedAt: Date;
  readonly madeAt: Date | undefined;
  readonly spots: readonly Spot[];
  /** Its owner could not read it, so nothing in it is changed. */
  readonly damaged: boolean;
};
