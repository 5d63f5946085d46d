import type { ApiClient } from '../http/api-client.ts';
import { isSameName } from '../name-match.ts';
import type { ListSprintsQuery, Sprint } from '../people.ts';
import { refuseName, refuseQuery } from '../refusals.ts';
import type { Page } from '../vocabulary.ts';
import { dayIn } from './dates.ts';
import { isOneOf, systemName } from './failures.ts';
import { projectIdOf } from './lookups.ts';
import { webLink } from './mapping.ts';
import { pageOfAll } from './offset-page.ts';
import type { Condition } from './paging.ts';
import { readAll } from './read-all.ts';
import { teamProject, tpSprint, type TpSprint } from './schemas.ts';
import { quoted } from './where.ts';

/** The field of an item that holds it, which is called like its type. */
export const sprintFields = ['TeamIteration', 'Iteration', 'Release'] as const;
type SprintField = (typeof sprintFields)[number];

/** Sprints an item may be in, all of one kind. */
export type SprintChoice = { readonly field: SprintField; readonly ids: readonly string[]; readonly name: string };

export type FoundSprint = TpSprint & { readonly field: SprintField };

const words: Record<SprintField, string> = {
  TeamIteration: 'team iteration',
  Iteration: 'iteration',
  Release: 'release',
};

const owners: Record<SprintField, string> = {
  TeamIteration: 'Team[Id,Name]',
  Iteration: 'Project[Id,Name]',
  Release: 'Project[Id,Name]',
};

type Wanted = {
  readonly conditions: readonly Condition<TpSprint>[];
  /** Only those that belong to it; one without an owner belongs to all. */
  readonly projectId?: string | undefined;
  readonly teamIds?: readonly string[] | undefined;
};

async function readKind(
  api: ApiClient,
  field: SprintField,
  { conditions, projectId, teamIds }: Wanted,
  signal?: AbortSignal,
): Promise<readonly FoundSprint[]> {
  if (field === 'TeamIteration' && teamIds?.length === 0) return [];
  try {
    const include = `[Id,Name,Description,StartDate,EndDate,IsCurrent,${owners[field]}]`;
    const order = { orderByDesc: 'StartDate' };
    const collection = `${field}s`;
    const rows = await readAll(api, { collection, row: tpSprint, include, order, conditions }, signal);
    const isOurs = ({ Team, Project }: TpSprint) =>
      field === 'TeamIteration'
        ? teamIds === undefined || (Team !== undefined && teamIds.includes(Team.Id))
        : projectId === undefined || Project === undefined || Project.Id === projectId;
    return rows.filter(isOurs).map((row) => ({ ...row, field }));
  } catch (error) {
    // A process may do without iterations or releases; then the list of them is not there or is closed.
    if (isOneOf(error, 'not-found', 'forbidden', 'query-rejected')) return [];
    throw error;
  }
}

export async function teamsOf(api: ApiClient, projectId: string, signal?: AbortSignal) {
  const rows = await readAll(
    api,
    {
      collection: 'TeamProjects',
      row: teamProject,
      include: '[Id,Team[Id,Name],Project[Id]]',
      conditions: [{ clause: `Project.Id eq ${projectId}`, holds: ({ Project }) => Project?.Id === projectId }],
    },
    signal,
  );
  return rows.flatMap(({ Team }) => Team ?? []);
}

export async function sprintsOf(
  api: ApiClient,
  projectId: string | undefined,
  conditions: readonly Condition<TpSprint>[],
  signal?: AbortSignal,
): Promise<readonly FoundSprint[]> {
  const teams = projectId === undefined ? undefined : await teamsOf(api, projectId, signal);
  const wanted = { conditions, projectId, teamIds: teams?.map(({ Id }) => Id) };
  const kinds = await Promise.all(sprintFields.map((field) => readKind(api, field, wanted, signal)));
  return kinds.flat();
}

/** By what it says of itself, or by its days. */
function stateOf({ StartDate, EndDate, IsCurrent }: TpSprint, today: string): Sprint['state'] {
  if (IsCurrent === true) return 'active';
  const [start, end] = [dayIn(StartDate), dayIn(EndDate)];
  if (end !== undefined && end < today) return 'closed';
  if (start !== undefined && start > today) return 'future';
  return start === undefined ? undefined : 'active';
}

function toSprint(baseUrl: string, found: FoundSprint, today: string): Sprint {
  const { Id, Name, StartDate, EndDate, Team, Project, field } = found;
  return {
    id: Id,
    name: Name,
    kind: words[field],
    state: stateOf(found, today),
    start: dayIn(StartDate),
    end: dayIn(EndDate),
    of: (Team ?? Project)?.Name,
    url: webLink(baseUrl, Id),
  };
}

export async function listSprints(
  site: { readonly api: ApiClient; readonly baseUrl: string; readonly now: () => Date },
  query: ListSprintsQuery,
): Promise<Page<Sprint>> {
  const { project, state, limit, cursor, signal } = query;
  const projectId = project === undefined ? undefined : await projectIdOf(site.api, project, signal);
  const today = site.now().toISOString().slice(0, 10);
  const all = (await sprintsOf(site.api, projectId, [], signal)).map((one) => toSprint(site.baseUrl, one, today));
  const wanted = all.filter((one) => (state === undefined ? one.state !== 'closed' : one.state === state));
  wanted.sort((a, b) => (a.start ?? '9999').localeCompare(b.start ?? '9999') || a.name.localeCompare(b.name));
  return pageOfAll(state === 'closed' ? wanted.reverse() : wanted, limit, cursor);
}

const describe = ({ Name, Id, field, Team, Project }: FoundSprint): string =>
  `${Name} (${words[field]} ${Id}${(Team ?? Project)?.Name === undefined ? '' : ` of ${(Team ?? Project)?.Name ?? ''}`})`;

/** The sprints with this name or number, or the current ones, of the first kind that has any: teams', then projects'. */
async function sprintsNamed(
  api: ApiClient,
  given: string,
  projectId: string | undefined,
  signal?: AbortSignal,
): Promise<readonly FoundSprint[]> {
  const isCurrent = isSameName('current', given);
  const condition: Condition<TpSprint> = isCurrent
    ? { clause: "IsCurrent eq 'true'", holds: (row) => row.IsCurrent !== false }
    : /^\d+$/.test(given)
      ? { clause: `Id eq ${given}`, holds: ({ Id }) => Id === given }
      : { clause: `Name eq ${quoted(given)}`, holds: ({ Name }) => isSameName(Name, given) };
  const found = await sprintsOf(api, projectId, [condition], signal);
  const first = sprintFields.find((field) => found.some((one) => one.field === field));
  if (first !== undefined) return found.filter(({ field }) => field === first);
  if (isCurrent) throw refuseQuery(systemName, 'No team iteration, iteration or release is current. See list_sprints.');
  const known = await sprintsOf(api, projectId, [], signal);
  throw refuseName(
    systemName,
    'sprint',
    given,
    known.map(({ Name }) => Name),
  );
}

export async function sprintChoice(
  api: ApiClient,
  given: string,
  projectId: string | undefined,
  signal?: AbortSignal,
): Promise<SprintChoice> {
  const found = await sprintsNamed(api, given, projectId, signal);
  const name = found.map(describe).join(', ');
  return { field: found[0]?.field ?? 'TeamIteration', ids: found.map(({ Id }) => Id), name };
}

/** The one sprint an item is to be put into; of several those of its own teams count. */
export async function oneSprint(
  api: ApiClient,
  given: string,
  { projectId, teamIds }: { readonly projectId: string | undefined; readonly teamIds: readonly string[] },
  signal?: AbortSignal,
): Promise<FoundSprint> {
  const found = await sprintsNamed(api, given, projectId, signal);
  const ours = found.filter(({ Team }) => Team !== undefined && teamIds.includes(Team.Id));
  const [one, another] = ours.length > 0 ? ours : found;
  if (one !== undefined && another === undefined) return one;
  throw refuseQuery(systemName, `“${given}” may be ${found.map(describe).join(', ')}. Give the number.`);
}
