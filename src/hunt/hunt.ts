import type { ChangeFile } from '../clients/files/change-file.ts';
import type { AddedPlaces } from './added-places.ts';
import { createIds } from './groups.ts';
import { createHuntHistory } from './history.ts';
import type { InspectParts } from './inspect.ts';
import { createScanning } from './scanning.ts';
import type {
  FilePreview,
  HuntMove,
  MovePlan,
  MoveRequest,
  MoveResult,
  PreviewRequest,
  PutBackResult,
} from './move.ts';
import { moveKey, preview } from './moving/move-key.ts';
import type { MovingParts } from './moving/parts.ts';
import { planFor } from './moving/plan.ts';
import { keyOf } from './moving/planned.ts';
import { putBackFiles } from './moving/put-back.ts';
import type { Logger } from '../lib/logger.ts';
import type { PreferencesFile } from '../settings/preferences-file.ts';
import type { HuntProgress, HuntReport } from './report.ts';
import { keepHunting } from './tending.ts';
import { createSealedCopies, type SealedParts } from './sealed.ts';

export type HuntParts = Omit<InspectParts, 'idOf' | 'now'> &
  Omit<MovingParts, 'inspect' | 'idOf' | 'copies' | 'history' | 'surroundings'> &
  Pick<SealedParts, 'secrets'> & {
    readonly places: AddedPlaces;
    readonly files: { readonly huntHistory: string; readonly hunt: string };
    readonly changeFile: ChangeFile;
    readonly preferences: Pick<PreferencesFile, 'read'>;
    readonly logger: Logger;
    readonly progress: (progress: HuntProgress) => void;
    /** Called when the report or the history changed. */
    readonly changed: () => void;
  };

/** The hunt for keys in plain text. Reads files, and sends nothing anywhere except to test a connection that the user makes. */
export interface Hunt {
  /** Looks now and then by itself, until it is closed. */
  start(): void;
  close(): Promise<void>;
  /** The last report; undefined before the first look. */
  report(): HuntReport | undefined;
  /** Looks through everything; a second call while one runs waits for the same. AppError `cancelled`. */
  scan(): Promise<HuntReport>;
  cancel(): void;
  readonly places: AddedPlaces;
  plan(groupId: string): Promise<MovePlan>;
  preview(request: PreviewRequest): Promise<FilePreview[]>;
  move(request: MoveRequest): Promise<MoveResult>;
  history(): Promise<readonly HuntMove[]>;
  putBack(moveId: string): Promise<PutBackResult>;
  /** Deletes the encrypted copies. */
  forget(moveId: string): Promise<void>;
}

export function createHunt(parts: HuntParts): Hunt {
  const idOf = createIds();
  const scanning = createScanning({ ...parts, idOf, now: () => parts.clock.now() });
  const { report, scan, cancel } = scanning;
  const moving: MovingParts = {
    ...parts,
    ...{ idOf, inspect: scanning.look },
    copies: createSealedCopies({ folder: parts.files.hunt, secrets: parts.secrets }),
    history: createHuntHistory(parts.files.huntHistory),
  };
  const closing = new AbortController();
  let tended: Promise<void> | undefined;
  return {
    start: () => {
      tended = keepHunting({ ...parts, scan, signal: closing.signal });
    },
    close: async () => {
      closing.abort();
      cancel();
      await tended;
    },
    ...{ report, scan, cancel, places: parts.places },
    plan: async (groupId) => planFor(keyOf(await moving.inspect(), groupId, idOf), moving),
    preview: (request) => preview(request, moving),
    move: (request) => moveKey(request, moving).finally(parts.changed),
    ...wayBack(moving, parts),
  };
}

/** What was moved, and how to undo it. */
function wayBack({ history, copies, inspect }: MovingParts, { changeFile, changed }: HuntParts) {
  const become = (moveId: string, state: HuntMove['state']) =>
    history.change(moveId, (current) => ({ ...current, state }));
  return {
    history: () => history.list(),
    async putBack(moveId: string): Promise<PutBackResult> {
      await history.find(moveId);
      const result = await putBackFiles(await copies.read(moveId), changeFile);
      if (result.files.every(({ problem }) => problem === undefined)) await become(moveId, 'put-back');
      await inspect();
      changed();
      return result;
    },
    async forget(moveId: string): Promise<void> {
      await history.find(moveId);
      await copies.forget(moveId);
      await become(moveId, 'forgotten');
      changed();
    },
  };
}
