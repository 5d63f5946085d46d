import type { ApiClient } from '../http/api-client.ts';
import { isSameName, stateGroup } from '../name-match.ts';
import { refuseQuery } from '../refusals.ts';
import { systemName } from './failures.ts';
import { readRows } from './paging.ts';
import { entityState, tpProject } from './schemas.ts';
import { quoted } from './where.ts';

/** The id of a project named by its id, its abbreviation or its name. */
export async function projectIdOf(api: ApiClient, given: string, signal?: AbortSignal): Promise<string> {
  if (/^\d+$/.test(given)) return given;
  for (const field of ['Abbreviation', 'Name'] as const) {
    const { items } = await readRows(api, {
      collection: 'Projects',
      row: tpProject,
      include: '[Id,Name,Abbreviation]',
      order: {},
      conditions: [{ clause: `${field} eq ${quoted(given)}`, holds: (row) => isSameName(row[field], given) }],
      limit: 2,
      signal,
    });
    const [found] = items;
    if (found !== undefined) return found.Id;
  }
  throw refuseQuery(
    systemName,
    `There is no project “${given}”. Give the number or the short name from list_projects.`,
  );
}

/** Whether "open", "closed" or "done" stands for a group here, because no state has that very name. */
export async function stateGroupOf(api: ApiClient, state: string, signal?: AbortSignal) {
  const group = stateGroup(state);
  if (group === undefined) return undefined;
  const { items } = await readRows(api, {
    collection: 'EntityStates',
    row: entityState,
    include: '[Id,Name]',
    order: {},
    conditions: [{ clause: `Name eq ${quoted(state)}`, holds: ({ Name }) => isSameName(Name, state) }],
    limit: 1,
    signal,
  });
  return items.length === 0 ? group : undefined;
}
