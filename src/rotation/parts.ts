import type { ConnectionParts } from '../connections/parts.ts';
import type { Preferences } from '../settings/preferences.ts';
import type { RotationHistory } from './history-file.ts';
import type { RotationProgress } from './rotation.ts';

/** What rotating keys needs from outside. */
export type RotationParts = ConnectionParts & {
  readonly history: RotationHistory;
  readonly preferences: { read(): Promise<Preferences> };
  readonly thisProcess: ThisProcess;
  readonly onProgress: (progress: RotationProgress) => void;
};

/** How processes that share the data folder know of each other. */
export type ThisProcess = {
  readonly pid: number;
  readonly isAlive: (pid: number) => boolean;
};

/** Parts together with what this process is working on right now, by `worker.run`. */
export type Engine = RotationParts & { readonly runs: Set<string> };
