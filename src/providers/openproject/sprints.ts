import { AppError } from '../../lib/app-error.ts';
import { isSameName } from '../name-match.ts';
import type { ListSprintsQuery, Sprint } from '../people.ts';
import { refuseName } from '../refusals.ts';
import type { Page } from '../vocabulary.ts';
import { pageOf, readAll } from './collections.ts';
import type { Context } from './context.ts';
import { systemName } from './failures.ts';
import type { Filter } from './filters.ts';
import { findProject } from './projects.ts';
import { opSprint, version, type OpSprint, type OpVersion } from './schemas.ts';

export async function listSprints(context: Context, query: ListSprintsQuery): Promise<Page<Sprint>> {
  const { project, state, signal } = query;
  const id = project === undefined ? undefined : (await findProject(context, project, signal)).id;
  const { sprints, kind } = await sprintsOrVersions(context, id, signal);
  const wanted = sprints.filter((sprint) => (state === undefined ? sprint.state !== 'closed' : sprint.state === state));
  const note = kind === 'version' ? 'OpenProject has no sprints here, so these are versions.' : undefined;
  return { ...pageOf(wanted, query), note };
}

type Planning = { readonly kind: 'sprint' | 'version'; readonly sprints: readonly Sprint[] };

/** Sprints came with version 17; before that, and in projects that do not use them, versions do their work. */
async function sprintsOrVersions(context: Context, projectId?: string, signal?: AbortSignal): Promise<Planning> {
  const sprints = await sprintsIfThere(context, projectId, signal);
  if (sprints.length > 0) return { kind: 'sprint', sprints };
  return { kind: 'version', sprints: await versionsOf(context, projectId, signal) };
}

const below = (projectId: string | undefined, collection: string): string =>
  projectId === undefined ? `/api/v3/${collection}` : `/api/v3/projects/${encodeURIComponent(projectId)}/${collection}`;

async function sprintsIfThere(context: Context, projectId?: string, signal?: AbortSignal): Promise<readonly Sprint[]> {
  try {
    const all = await readAll(context.api, below(projectId, 'sprints'), {}, opSprint, signal);
    return all.map(fromSprint);
  } catch (error) {
    // An older server knows no such address, and says so in JSON or with a page.
    if (error instanceof AppError && absent.has(error.code)) return [];
    throw error;
  }
}
const absent = new Set(['not-found', 'forbidden', 'wrong-address']);

export async function versionsOf(context: Context, projectId?: string, signal?: AbortSignal) {
  const today = context.now().toISOString().slice(0, 10);
  const all = await readAll(context.api, below(projectId, 'versions'), {}, version, signal);
  return all.map((found) => fromVersion(context.baseUrl, found, today));
}

function fromSprint({ id, name, startDate, finishDate, description, _links }: OpSprint): Sprint {
  const status = _links?.status?.href?.split(':').at(-1);
  const state = status === 'active' ? 'active' : status === 'completed' ? 'closed' : 'future';
  const goal = description?.raw === '' ? undefined : description?.raw;
  const of = _links?.definingWorkspace?.title;
  return { id, name, kind: 'sprint', state, start: startDate, end: finishDate, goal, of };
}

function fromVersion(baseUrl: string, found: OpVersion, today: string): Sprint {
  const { id, name, status, startDate, endDate, description, _links } = found;
  const isFuture = startDate !== undefined && startDate > today;
  const state = status?.toLowerCase() === 'closed' ? 'closed' : isFuture ? 'future' : 'active';
  const goal = description?.raw === '' ? undefined : description?.raw;
  const of = _links?.definingProject?.title;
  const url = `${baseUrl}/versions/${id}`;
  return { id, name, kind: 'version', state, start: startDate, end: endDate, goal, of, url };
}

/** By name, id or "current"; a name that is a sprint's and a version's means the sprint. */
export async function sprintFilter(
  context: Context,
  wanted: string,
  projectId: string | undefined,
  signal?: AbortSignal,
): Promise<Filter> {
  const sprints = await sprintsIfThere(context, projectId, signal);
  const found = meant(sprints, wanted);
  if (found.length > 0) return { sprint: { operator: '=', values: found.map(({ id }) => id) } };
  const versions = await versionsOf(context, projectId, signal);
  const older = meant(versions, wanted);
  if (older.length > 0) return { version: { operator: '=', values: older.map(({ id }) => id) } };
  const names = [...sprints, ...versions].map(({ name }) => name);
  throw refuseName(systemName, 'sprint or version', wanted, names);
}

export function meant(sprints: readonly Sprint[], wanted: string): readonly Sprint[] {
  const named = sprints.filter(({ id, name }) => id === wanted || isSameName(name, wanted));
  if (named.length > 0 || !isSameName('current', wanted)) return named;
  return sprints.filter(({ state }) => state === 'active');
}
