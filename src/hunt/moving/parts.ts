import type { FileLocks } from '../../clients/files/file-locks.ts';
import type { ConnectionService } from '../../connections/connection-service.ts';
import type { Keys } from '../../keys/keys.ts';
import type { Clock } from '../../lib/clock.ts';
import type { RunningProcess } from '../../lib/processes.ts';
import type { Profiles } from '../../profiles/profiles.ts';
import type { Surroundings } from '../../settings/data-folder.ts';
import type { HuntHistory } from '../history.ts';
import type { Inspection } from '../inspect.ts';
import type { SealedCopies } from '../sealed.ts';
import type { EditParts } from './edited.ts';
import type { PlanParts } from './plan.ts';

/** What moving a key needs from outside. */
export type MovingParts = {
  readonly inspect: () => Promise<Inspection>;
  readonly idOf: (text: string) => string;
  readonly connections: Pick<ConnectionService, 'list' | 'add'>;
  readonly keys: Pick<Keys, 'setExposed'>;
  readonly profiles: Pick<Profiles, 'list' | 'create' | 'read' | 'setVariable'>;
  readonly reader: PlanParts['reader'];
  readonly copies: SealedCopies;
  readonly history: HuntHistory;
  readonly clock: Clock;
  /** Keeps other processes of ours away from a file that is changed. */
  readonly locks: FileLocks;
  readonly processes: () => Promise<readonly RunningProcess[]>;
  readonly newId: () => string;
  readonly surroundings: Pick<Surroundings, 'platform' | 'home'>;
} & Pick<EditParts, 'ownEntry' | 'runHost'>;
