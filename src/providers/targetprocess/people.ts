import type { ApiClient } from '../http/api-client.ts';
import { containsText, matchingName } from '../name-match.ts';
import type { ListPeopleQuery, Person } from '../people.ts';
import { refuseName, refuseQuery } from '../refusals.ts';
import type { Page } from '../vocabulary.ts';
import { isOneOf, systemName } from './failures.ts';
import { projectIdOf } from './lookups.ts';
import { nameOf, toAccount } from './mapping.ts';
import { pageOfAll } from './offset-page.ts';
import { readAll } from './read-all.ts';
import { projectMember, tpUser, type TpUser } from './schemas.ts';

export async function activeUsers(api: ApiClient, signal?: AbortSignal): Promise<readonly TpUser[]> {
  return await readAll(
    api,
    {
      collection: 'Users',
      row: tpUser,
      include: '[Id,FirstName,LastName,Login,Email,Role[Id,Name]]',
      conditions: [{ clause: "IsActive eq 'true'", holds: () => true }],
    },
    signal,
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

/** The numbers of a project's members; `undefined` where the account may not ask. */
async function membersOf(
  api: ApiClient,
  projectId: string,
  signal?: AbortSignal,
): Promise<ReadonlySet<string> | undefined> {
  try {
    const rows = await readAll(
      api,
      {
        collection: 'ProjectMembers',
        row: projectMember,
        include: '[Id,User[Id],Project[Id]]',
        conditions: [{ clause: `Project.Id eq ${projectId}`, holds: ({ Project }) => Project?.Id === projectId }],
      },
      signal,
    );
    return new Set(rows.flatMap(({ User }) => User?.Id ?? []));
  } catch (error) {
    if (isOneOf(error, 'forbidden', 'not-found', 'query-rejected')) return undefined;
    throw error;
  }
}

export async function listPeople(api: ApiClient, query: ListPeopleQuery): Promise<Page<Person>> {
  const { project, text, limit, cursor, signal } = query;
  const users = await activeUsers(api, signal);
  const members =
    project === undefined ? undefined : await membersOf(api, await projectIdOf(api, project, signal), signal);
  const wanted = users
    .filter(({ Id }) => members === undefined || members.size === 0 || members.has(Id))
    .filter(
      (user) => text === undefined || [nameOf(user), user.Login, user.Email].some((one) => containsText(one, text)),
    )
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
  const isUnknown = project !== undefined && (members === undefined || members.size === 0);
  return {
    ...pageOfAll(wanted.map(toAccount), limit, cursor),
    note: isUnknown
      ? 'Who belongs to the project cannot be told with this account: these are all active users.'
      : undefined,
  };
}
