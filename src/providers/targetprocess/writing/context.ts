import type { Snapshot, WriteSite } from './snapshot.ts';

/** What a value is resolved against: names of states, priorities and fields belong to a type and a process. */
export type WriteContext = {
  readonly site: WriteSite;
  readonly type: string;
  readonly projectId: string;
  readonly processId: string | undefined;
  /** Absent for something new. */
  readonly before: Snapshot | undefined;
  readonly signal: AbortSignal | undefined;
  /** Collects the projects of other items the change leads to. */
  readonly alsoIn: Set<string>;
};
