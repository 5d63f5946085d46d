import { AppError } from '../../lib/app-error.ts';
import { isSameName } from '../name-match.ts';
import type { ListProjectsQuery } from '../provider.ts';
import { refuseName } from '../refusals.ts';
import type { Page, Project } from '../vocabulary.ts';
import { readAll, readPage } from './collections.ts';
import type { Context, OpenProjectSite } from './context.ts';
import { systemName } from './failures.ts';
import type { Filter } from './filters.ts';
import { toProject } from './mapping.ts';
import { opProject } from './schemas.ts';

export async function listProjects(
  { api, baseUrl }: OpenProjectSite,
  query: ListProjectsQuery,
): Promise<Page<Project>> {
  const filters = JSON.stringify(activeNamed(query.text));
  const sortBy = JSON.stringify([['name', 'asc']]);
  const page = await readPage(api, '/api/v3/projects', { filters, sortBy }, query, opProject);
  return { ...page, items: page.items.map((found) => toProject(baseUrl, found)) };
}

const activeNamed = (text: string | undefined): readonly Filter[] => [
  { active: { operator: '=', values: ['t'] } },
  ...(text === undefined ? [] : [{ name_and_identifier: { operator: '~', values: [text] } }]),
];

/** By id or identifier, else by its exact name. */
export async function findProject(context: Context, wanted: string, signal?: AbortSignal): Promise<Project> {
  const { api, baseUrl } = context;
  const given = wanted.trim();
  if (/^[\w.-]+$/.test(given) && !/^\.+$/.test(given)) {
    try {
      const path = `/api/v3/projects/${encodeURIComponent(given)}`;
      return toProject(baseUrl, await api.get(path, undefined, opProject, signal));
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'not-found')) throw error;
    }
  }
  return projectCalled(context, given, signal);
}

async function projectCalled({ api, baseUrl }: Context, name: string, signal?: AbortSignal): Promise<Project> {
  const filters = JSON.stringify(activeNamed(name));
  const found = await readAll(api, '/api/v3/projects', { filters }, opProject, signal);
  const exact = found.filter((project) => isSameName(project.name, name) || isSameName(project.identifier, name));
  const [one] = exact;
  if (one === undefined) {
    throw refuseName(
      systemName,
      'project',
      name,
      found.map((project) => project.name),
    );
  }
  if (exact.length === 1) return toProject(baseUrl, one);
  const candidates = exact.map((project) => `${project.name} (${project.id})`).join(', ');
  throw new AppError('invalid-input', `“${name}” may be any of ${candidates}.`, 'Give the id of the one you mean.');
}
