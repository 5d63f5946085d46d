import { AppError, toProblem } from '../../../lib/app-error.ts';
import type { Backups } from '../../files/backups.ts';
import type { ChangeFile } from '../../files/change-file.ts';
import { editEntry } from '../entry.ts';
import { withOneEntry, type OwnEntry } from './entries.ts';
import type { GuardEvent, WaitingChange } from './guard-events.ts';
import { newPlace, withEvents, withoutPlace, withPlace, type GuardMemory, type Place } from './memory.ts';
import { observe, type Observation } from './observe.ts';
import { faultOf, noted } from './rules.ts';
import { parsedBackup } from './copies.ts';

export type DeedParts = {
  readonly entry: OwnEntry;
  readonly changeFile: ChangeFile;
  readonly backups: Backups;
  readonly exists: (path: string) => Promise<boolean>;
  readonly now: () => Date;
  readonly newId: () => string;
};

export type Deed = Pick<WaitingChange, 'kind' | 'by' | 'backupId'>;
export type Done = {
  readonly memory: GuardMemory;
  readonly backupPath?: string | undefined;
  /** Why it was not done. */
  readonly error?: AppError;
  readonly event?: GuardEvent;
};
type Target = { readonly path: string; readonly fingerprint?: string | undefined };

/** Changes one of Claude's files, or is refused, and remembers which. */
export async function carryOut(memory: GuardMemory, target: Target, deed: Deed, parts: DeedParts): Promise<Done> {
  const { path } = target;
  const before = await observe(path, parts.entry, parts.exists);
  try {
    const edit = await editOf(deed, before, parts);
    const { changed, backupPath, backupId } = await parts.changeFile({ ...target, edit });
    const after = await observe(path, parts.entry, parts.exists);
    const copy = changed ? await keptCopy(after, parts) : undefined;
    const event = eventOf(parts, {
      path,
      kind: kindOf(deed, before),
      ...(backupId !== undefined && { before: backupId }),
      ...(copy !== undefined && { after: copy }),
    });
    const placed = afterwards(memory, path, deed, noted(placeOf(memory, path), after, parts.now(), copy));
    return changed ? { memory: withEvents(placed, [event]), backupPath, event } : { memory: placed };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return refused(memory, before, error, parts);
  }
}

async function editOf(deed: Deed, before: Observation, { entry, backups }: DeedParts) {
  if (deed.kind === 'restore') {
    const text = await parsedBackup(backups, deed.backupId ?? '');
    return () => text;
  }
  const copies = before.own?.copies ?? [];
  return (text: string): string =>
    deed.kind === 'write'
      ? withOneEntry(text, entry, deed.by === 'guard' ? copies : [])
      : editEntry(text, 'remove', entry);
}

/** After a change on the user's word nothing of an earlier quarrel counts any more. */
function afterwards(memory: GuardMemory, path: string, { kind, by }: Deed, place: Place): GuardMemory {
  const { seen, drops, wanted } = place;
  const now = { ...newPlace, ...(seen !== undefined && { seen }) };
  if (by === 'guard') return withPlace(memory, path, { ...now, drops, ...(wanted !== undefined && { wanted }) });
  const holds = kind === 'write' || (kind === 'restore' && seen?.entry === 'with');
  return holds ? withPlace(memory, path, { ...now, wanted: 'asked' }) : withoutPlace(memory, path);
}

/** Somebody wrote in between: the change goes on waiting, where it waited. Everything else has to be looked at by the user. */
function refused(memory: GuardMemory, before: Observation, error: AppError, parts: DeedParts): Done {
  const { path, fingerprint } = before;
  if (error.code === 'file-changed-meanwhile') return { memory, error };
  const problem = toProblem(error);
  const event = eventOf(parts, { path, kind: 'refused', problem });
  const { waiting, ...place } = placeOf(memory, path);
  const isOurs = place.wanted !== undefined || waiting !== undefined;
  const placed = isOurs ? withPlace(memory, path, { ...place, refused: { fingerprint, problem } }) : memory;
  return { memory: withEvents(placed, [event]), error, event };
}

function kindOf({ kind, by }: Deed, before: Observation): GuardEvent['kind'] {
  if (by === 'guard') return faultOf(before) === 'dropped' ? 'put-back' : 'repaired';
  return ({ write: 'written', remove: 'removed', restore: 'restored' } as const)[kind];
}

/** A copy of the file as it is now, for its history. Without one, the history tells what happened and cannot show it. */
export async function keptCopy({ path, bytes }: Observation, { backups }: DeedParts): Promise<string | undefined> {
  if (bytes === undefined) return undefined;
  try {
    return (await backups.keep(path, bytes, 'seen')).id;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

export const placeOf = (memory: GuardMemory, path: string): Place => memory.places[path] ?? newPlace;

export const eventOf = (
  { now, newId }: Pick<DeedParts, 'now' | 'newId'>,
  event: Omit<GuardEvent, 'id' | 'at'>,
): GuardEvent => ({ id: newId(), at: now().toISOString(), ...event });
