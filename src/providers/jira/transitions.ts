import { AppError } from '../../lib/app-error.ts';
import { isSameName } from '../name-match.ts';
import { isRequired } from './fields.ts';
import { fieldFault, refuse, refuseFields } from './refusals.ts';
import { issuePath, type JiraSite } from './site.ts';
import type { Step } from './steps.ts';
import { transitionFields, transitions, type FieldMeta, type Transition } from './wire-fields.ts';

async function read(site: JiraSite, id: string, signal?: AbortSignal): Promise<readonly Transition[]> {
  const path = issuePath(site, id, '/transitions');
  const found = await site.api.get(path, { expand: 'transitions.fields' }, transitions, signal);
  return found.transitions.filter(({ isAvailable }) => isAvailable !== false);
}

export type Move = { readonly transition: Transition; readonly fields: readonly FieldMeta[] };

/** The move to a state by its name, with the fields it asks for; a state that is more than one move away names the next ones. */
export async function findMove(site: JiraSite, id: string, state: string, signal?: AbortSignal): Promise<Move> {
  const all = await read(site, id, signal);
  const fitting = all.filter(({ to }) => isSameName(to.name, state));
  // Where several lead there, the one that asks for least.
  const [transition] = [...fitting].sort((a, b) => needs(a) - needs(b));
  if (transition !== undefined) return { transition, fields: transitionFields(transition) };
  const possible = [...new Set(all.map(({ to }) => to.name))].join(', ');
  throw refuse(
    `field state: there is no move to “${state}” from here.`,
    possible === ''
      ? 'No move is possible now, or the account may not make any.'
      : `Possible moves: ${possible}. Another state may take several moves, one after the other.`,
  );
}

const needs = (transition: Transition): number => transitionFields(transition).filter(isRequired).length;

export function requireMoveFields({ fields }: Move, values: Readonly<Record<string, unknown>>): void {
  const missing = fields.filter((meta) => isRequired(meta) && values[meta.id] === undefined);
  if (missing.length > 0) throw refuseFields(missing.map((meta) => fieldFault(meta, 'required for this move')));
}

/** A move nobody else made meanwhile: after 409 the moves are read again, once. */
export function moveStep(site: JiraSite, state: string, move: Move, values: Readonly<Record<string, unknown>>): Step {
  const send = (key: string, id: string, signal?: AbortSignal) => {
    const fields = Object.keys(values).length === 0 ? {} : { fields: values };
    const body = { transition: { id }, ...fields };
    return site.api.request({ method: 'POST', path: issuePath(site, key, '/transitions'), body, signal });
  };
  return {
    field: 'state',
    run: async (key, signal) => {
      try {
        await send(key, move.transition.id, signal);
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'conflict')) throw error;
        const again = await findAgain(site, key, { state, error }, signal);
        await send(key, again.transition.id, signal);
      }
    },
  };
}

/** A move that is gone was taken by whoever else changed the issue: the conflict stays, with the moves there are now. */
async function findAgain(
  site: JiraSite,
  key: string,
  { state, error }: { state: string; error: AppError },
  signal?: AbortSignal,
): Promise<Move> {
  try {
    return await findMove(site, key, state, signal);
  } catch (gone) {
    if (!(gone instanceof AppError && gone.code === 'invalid-input')) throw gone;
    throw new AppError('conflict', error.message, gone.next, { cause: error });
  }
}
