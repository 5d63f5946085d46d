import type { Backups } from '../clients/files/backups.ts';
import type { Surroundings } from '../settings/data-folder.ts';
import type { AddedPlaces } from './added-places.ts';
import { clientTargets, ownBackupTargets } from './client-targets.ts';
import type { UnreadFile } from './report.ts';
import { shellProfiles } from './shell-profiles.ts';
import type { Target } from './target.ts';
import { walk } from './walk.ts';

export type TargetParts = {
  readonly surroundings: Surroundings;
  readonly backups: Pick<Backups, 'list'>;
  readonly places: Pick<AddedPlaces, 'list'>;
};

export type Targets = {
  readonly targets: readonly Target[];
  /** Names of the clients that are installed. */
  readonly clients: readonly string[];
  /** Places that could not be looked through completely. */
  readonly incomplete: readonly UnreadFile[];
};

/** Every file to look into. One that is found in two ways is looked into once, in the first. */
export async function findTargets(
  { surroundings, backups, places }: TargetParts,
  signal?: AbortSignal,
): Promise<Targets> {
  const { targets: ofClients, clients } = await clientTargets(surroundings);
  const added = await Promise.all(
    (await places.list()).map(async (place) => ({ place, ...(await walk(place, signal)) })),
  );
  const live = [...ofClients, ...shellProfiles(surroundings), ...added.flatMap(({ targets }) => targets)];
  const all = [...live, ...ownBackupTargets(await backups.list(), live)];
  return {
    targets: [...new Map(all.toReversed().map((target) => [target.path, target])).values()].toReversed(),
    clients,
    incomplete: added.flatMap(({ place, incomplete }) =>
      incomplete === undefined ? [] : [{ path: place, reason: incomplete }],
    ),
  };
}
