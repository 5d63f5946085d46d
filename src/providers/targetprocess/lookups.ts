import type { ApiClient } from '../http/api-client.ts';
import { isSameName, matchingName, stateGroup } from '../name-match.ts';
import { refuseName, refuseQuery } from '../refusals.ts';
import { systemName } from './failures.ts';
import { nameOf } from './mapping.ts';
import { readRows } from './paging.ts';
import { activeUsers } from './people.ts';
import { entityState, tpProject, type TpUser } from './schemas.ts';
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

/** The one active user with this name, login, e-mail address or id. */
export async function userNamed(api: ApiClient, given: string, signal?: AbortSignal): Promise<TpUser> {
  const users = await activeUsers(api, signal);
  const byId = users.find(({ Id }) => Id === given);
  if (byId !== undefined) return byId;
  const [found, another] = matchingName(users, given, (user) => [nameOf(user), user.Login ?? '', user.Email ?? '']);
  if (found === undefined) throw refuseName(systemName, 'user', given, users.map(nameOf));
  if (another === undefined) return found;
  const [one, two] = [found, another].map((user) => `${nameOf(user)} (${user.Id})`);
  throw refuseQuery(
    systemName,
    `“${given}” may be ${String(one)} or ${String(two)}. Write the whole name or the number.`,
  );
}

export async function userIdOf(api: ApiClient, given: string, signal?: AbortSignal): Promise<string> {
  return /^\d+$/.test(given) ? given : (await userNamed(api, given, signal)).Id;
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
