import { AppError } from '../../lib/app-error.ts';
import type { Spot } from '../detect/spot.ts';
import { findIdOf } from '../groups.ts';
import type { Inspection } from '../inspect.ts';
import type { Inspected } from '../inspected.ts';
import type { PlaceChange } from '../move.ts';
import type { FindGroup } from '../report.ts';
import { choicesAt } from './choices.ts';
import type { ChosenSpot } from './edited.ts';

/** A key with its places in the files as they are now. Stays inside the host. */
export type KeyInFiles = {
  readonly group: FindGroup;
  readonly secret: string;
  readonly places: readonly KeyPlace[];
};
type KeyPlace = { readonly findId: string; readonly file: Inspected; readonly spot: Spot };
export type FileChanges = { readonly file: Inspected; readonly chosen: readonly ChosenSpot[] };

/** AppError `file-changed-meanwhile` when the key is in no file any more. */
export function keyOf({ report, files }: Inspection, groupId: string, idOf: (text: string) => string): KeyInFiles {
  const group = report.groups.find(({ id }) => id === groupId);
  const places = files.flatMap((file) =>
    file.spots
      .filter(({ secret }) => idOf(secret) === groupId)
      .map((spot) => ({ findId: findIdOf(file, spot, idOf), file, spot })),
  );
  const [first] = places;
  if (group === undefined || first === undefined) throw movedMeanwhile();
  return { group, secret: first.spot.secret, places };
}

/** Whose key it is: of one of our systems, which can have a connection for it. */
export const isOurs = ({ group, places }: KeyInFiles): boolean =>
  group.provider !== undefined || places.some(({ spot }) => spot.connections !== undefined);

type Wanted = readonly { readonly findId: string; readonly change: PlaceChange }[];

/** What the user chose, by file. AppError `file-changed-meanwhile` for a place that is no more, `invalid-input` for what cannot be done there. */
export function changesOf(key: KeyInFiles, wanted: Wanted): readonly FileChanges[] {
  const ours = isOurs(key);
  const chosen = wanted.map(({ findId, change }) => {
    const place = key.places.find((each) => each.findId === findId);
    if (place === undefined) throw movedMeanwhile();
    if (!choicesAt(place.file, place.spot, ours).choices.includes(change)) throw impossible();
    return { ...place, change };
  });
  const byFile = Map.groupBy(chosen, ({ file }) => file);
  return [...byFile].map(([file, spots]) => ({ file, chosen: spots }));
}

const movedMeanwhile = (): AppError =>
  new AppError(
    'file-changed-meanwhile',
    'The key is not where it was any more: a file was changed in the meantime.',
    'Look through the files again.',
  );

const impossible = (): AppError =>
  new AppError('invalid-input', 'This cannot be done at this place.', 'Look through the files again and choose anew.');
