import { AppError } from '../../lib/app-error.ts';
import { matchingName } from '../name-match.ts';
import type { ListProjectsQuery } from '../provider.ts';
import type { Page, Project } from '../vocabulary.ts';
import { toProject } from './items.ts';
import { refuseAmbiguous, refuseUnknown } from './refusals.ts';
import { offsetCursor, offsetOf, type JiraSite } from './site.ts';
import { projectList, projectPage, type WireProject } from './wire.ts';
import { mostPerPage } from './search.ts';
import { z } from 'zod';

export const listProjects = (site: JiraSite, query: ListProjectsQuery): Promise<Page<Project>> =>
  site.isCloud ? pageOfProjects(site, query) : allProjects(site, query);

async function pageOfProjects({ api, baseUrl }: JiraSite, query: ListProjectsQuery): Promise<Page<Project>> {
  const maxResults = Math.min(query.limit, mostPerPage);
  const wanted = { startAt: offsetOf(query.cursor), maxResults, query: query.text || undefined, orderBy: 'key' };
  const page = await api.get('rest/api/3/project/search', wanted, projectPage, query.signal);
  const next = page.startAt + page.values.length;
  const isLast = page.isLast ?? (page.total !== undefined && next >= page.total);
  return {
    items: page.values.map((project) => toProject(project, baseUrl)),
    nextCursor: isLast || page.values.length === 0 ? undefined : offsetCursor(next),
    total: page.total,
  };
}

/** Data Center gives the whole list at once, so finding and paging happen here. */
async function allProjects({ api, baseUrl }: JiraSite, query: ListProjectsQuery): Promise<Page<Project>> {
  const startAt = offsetOf(query.cursor);
  const all = await api.get('rest/api/2/project', undefined, projectList, query.signal);
  const words = query.text?.trim().toLowerCase() ?? '';
  const found = all.filter(({ key, name }) => `${key}\n${name}`.toLowerCase().includes(words));
  const end = startAt + query.limit;
  return {
    items: found.slice(startAt, end).map((project) => toProject(project, baseUrl)),
    nextCursor: end < found.length ? offsetCursor(end) : undefined,
    total: found.length,
  };
}

const named = z.object({ name: z.string() });
const projectDetails = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  components: z.array(named).catch([]).default([]),
  versions: z
    .array(named.extend({ released: z.boolean().optional(), archived: z.boolean().optional() }))
    .catch([])
    .default([]),
});
export type ProjectDetails = z.infer<typeof projectDetails>;

/** By id, key or name. */
export async function findProject(site: JiraSite, wanted: string, signal?: AbortSignal): Promise<ProjectDetails> {
  const word = wanted.trim();
  const read = (id: string) =>
    site.api.get(`${site.root}/project/${encodeURIComponent(id)}`, undefined, projectDetails, signal);
  if (/^(\d+|[a-z][a-z0-9_]*)$/i.test(word)) {
    try {
      return await read(word);
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'not-found')) throw error;
    }
  }
  return read((await projectNamed(site, word, signal)).id);
}

async function projectNamed(site: JiraSite, name: string, signal?: AbortSignal): Promise<WireProject | Project> {
  const { items } = await listProjects(site, { text: name, limit: 50, signal });
  const fitting = matchingName(items, name, (project) => [project.name, project.key ?? '']);
  const [first] = fitting;
  if (first === undefined)
    throw refuseUnknown(
      'project',
      name,
      items.map((project) => project.name),
    );
  if (fitting.length > 1)
    throw refuseAmbiguous(
      'project',
      name,
      fitting.map((each) => `${each.name} (${each.key ?? each.id})`),
    );
  return first;
}
