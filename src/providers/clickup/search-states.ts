import { AppError } from '../../lib/app-error.ts';
import { isSameName, stateGroup } from '../name-match.ts';
import type { SearchItemsQuery } from '../provider.ts';
import { refuseName } from '../refusals.ts';
import { systemName } from './failures.ts';
import { findList } from './find-list.ts';
import type { ClickUp } from './workspaces.ts';

/** For a search that found nothing: ClickUp answers so to names of states that do not exist, too. */
export async function refuseUnknownState(clickUp: ClickUp, query: SearchItemsQuery): Promise<void> {
  const { state, query: own } = query;
  if (state === undefined || own !== undefined || stateGroup(state) !== undefined) return;
  const known = await knownStates(clickUp, query);
  if (known.length === 0 || known.some((name) => isSameName(name, state))) return;
  // Lists may have more than their space, but only one that is named is asked.
  throw refuseName(systemName, query.project === undefined ? 'state of a space' : 'state', state, known);
}

/** Those of the list that is meant, else those of all spaces; none where they cannot be read. */
async function knownStates(clickUp: ClickUp, { project, signal }: SearchItemsQuery): Promise<readonly string[]> {
  try {
    if (project === undefined) return [...new Set(await clickUp.surroundings.states(signal))];
    const { statuses = [] } = await findList(clickUp, project, signal);
    return statuses.map(({ status }) => status);
  } catch (error) {
    if (error instanceof AppError && (error.code === 'forbidden' || error.code === 'not-found')) return [];
    throw error;
  }
}
