import { matchingName } from '../name-match.ts';
import type { ProjectDescription, DescribeProjectQuery } from '../project-description.ts';
import type { ListProjectsQuery } from '../provider.ts';
import type { Page, Project } from '../vocabulary.ts';
import { buildSpaceCql } from './cql.ts';
import { nextCursor, pageParameters } from './paging.ts';
import { invalid, mostPerPage, unlessMissing, v2, webAddress, type Site } from './site.ts';
import { cloudPage, searchPage, serverContent, serverSpace, spacePage, type Space } from './wire.ts';
import { labelList } from './wire-parts.ts';

/** A space as writes need it: Cloud wants its number, everybody else its key. */
export type SpaceInfo = { readonly id: string; readonly homeId: string | undefined; readonly project: Project };

/** A space is known by its key everywhere in Confluence's own language, so the key is its id here. */
function toProject({ key, name, _links }: Space, site: Pick<Site, 'webRoot'>): Project {
  return { id: key, key, name, url: webAddress(site, _links?.webui ?? `/display/${encodeURIComponent(key)}`) };
}

export async function listSpaces(site: Site, query: ListProjectsQuery): Promise<Page<Project>> {
  const path = site.isCloud ? `${v2}/spaces` : `${site.v1}/space`;
  const wanted = { ...pageParameters(query.cursor), limit: Math.min(query.limit, mostPerPage), status: 'current' };
  const page = await site.api.get(path, wanted, spacePage, query.signal);
  return { items: page.results.map((space) => toProject(space, site)), nextCursor: nextCursor(page) };
}

/** The list itself cannot be filtered by name, the search can. */
export async function searchSpaces(site: Site, query: ListProjectsQuery): Promise<Page<Project>> {
  const limit = Math.min(query.limit, mostPerPage);
  const wanted = { ...pageParameters(query.cursor), cql: buildSpaceCql(query.text ?? ''), limit };
  const page = await site.api.get(`${site.v1}/search`, wanted, searchPage, query.signal);
  const spaces = page.results.flatMap(({ space }) => (space ? [toProject(space, site)] : []));
  return { items: spaces, nextCursor: nextCursor(page), total: page.totalSize };
}

/** By key, by number (Cloud) or by name. AppError `invalid-input` when it is none, or several of them. */
export async function findSpace(site: Site, wanted: string, signal?: AbortSignal): Promise<SpaceInfo> {
  const name = wanted.trim();
  const direct = /^~?[\w.:-]+$/.test(name) ? await spaceByKey(site, name, signal) : undefined;
  if (direct !== undefined) return direct;
  const { items } = await searchSpaces(site, { text: name, limit: 50, signal });
  const exact = items.filter((space) => space.name.toLowerCase() === name.toLowerCase());
  const fitting = exact.length > 0 ? exact : matchingName(items, name, (space) => [space.name]);
  const [only, ...others] = fitting;
  if (only === undefined)
    throw invalid(
      `There is no space “${name}” that this account can see.`,
      'Give a key or a name that list_projects shows.',
    );
  if (others.length > 0) {
    const candidates = fitting.slice(0, 20).map((space) => `${space.name} (${space.id})`);
    throw invalid(`“${name}” fits several spaces: ${candidates.join(', ')}.`, 'Give the key of one of them.');
  }
  const found = await spaceByKey(site, only.id, signal);
  if (found === undefined)
    throw invalid(`There is no space “${name}” that this account can see.`, 'Give a key that list_projects shows.');
  return found;
}

export async function spaceByKey(site: Site, key: string, signal?: AbortSignal): Promise<SpaceInfo | undefined> {
  if (!site.isCloud) {
    const path = `${site.v1}/space/${encodeURIComponent(key)}`;
    const space = await unlessMissing(site.api.get(path, { expand: 'homepage' }, serverSpace, signal));
    if (space === undefined) return undefined;
    return { id: space.id ?? space.key, homeId: space.homepage?.id, project: toProject(space, site) };
  }
  const look = async (query: Record<string, string>): Promise<SpaceInfo | undefined> => {
    const { results } = await site.api.get(`${v2}/spaces`, { ...query, limit: 5 }, spacePage, signal);
    const [space] = results;
    if (space?.id === null || space?.id === undefined) return undefined;
    return { id: space.id, homeId: space.homepageId ?? undefined, project: toProject(space, site) };
  };
  return (await look({ keys: key })) ?? (/^\d+$/.test(key) ? look({ ids: key }) : undefined);
}

const mostLabels = 200;

/** No types and no states: what is worth knowing of a space is its home page and the labels in use. */
export async function describeSpace(site: Site, query: DescribeProjectQuery): Promise<ProjectDescription> {
  const space = await findSpace(site, query.project, query.signal);
  const [labels, home] = await Promise.all([labelsOf(site, space, query.signal), homeOf(site, space, query.signal)]);
  const notes = [
    home === undefined
      ? 'The space has no home page that this account can see.'
      : `Home page: ${home.title} (id ${home.id}).`,
    ...(labels === undefined ? ['This account cannot list the labels of the space.'] : []),
    ...(labels !== undefined && labels.length >= mostLabels
      ? [`The first ${String(mostLabels)} labels are shown.`]
      : []),
  ];
  return { project: space.project, types: [], labels, notes };
}

async function labelsOf(site: Site, { id, project }: SpaceInfo, signal?: AbortSignal): Promise<string[] | undefined> {
  const path = site.isCloud
    ? `${v2}/spaces/${encodeURIComponent(id)}/content/labels`
    : `${site.v1}/space/${encodeURIComponent(project.id)}/labels`;
  const list = await unlessMissing(site.api.get(path, { limit: mostLabels }, labelList, signal));
  return list && [...new Set(list.results.map(({ name }) => name))].slice(0, mostLabels);
}

async function homeOf(
  site: Site,
  { homeId }: SpaceInfo,
  signal?: AbortSignal,
): Promise<{ id: string; title: string } | undefined> {
  if (homeId === undefined) return undefined;
  const id = encodeURIComponent(homeId);
  return site.isCloud
    ? unlessMissing(site.api.get(`${v2}/pages/${id}`, undefined, cloudPage, signal))
    : unlessMissing(site.api.get(`${site.v1}/content/${id}`, undefined, serverContent, signal));
}
