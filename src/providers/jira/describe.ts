import pLimit from 'p-limit';
import { z } from 'zod';
import type { DescribeProjectQuery, ProjectDescription, TypeDescription } from '../project-description.ts';
import { describeField } from './fields.ts';
import { toProject } from './items.ts';
import { fieldsToCreate, typeNamed, typesOf } from './meta.ts';
import { findProject } from './projects.ts';
import { mostAtOnce, type JiraSite } from './site.ts';
import { statesOf } from './states.ts';
import { linkTypes } from './wire.ts';

const named = z.array(z.object({ name: z.string() }));
const labelPage = z.object({ values: z.array(z.string()), total: z.number().optional() });
const mostValues = 50;

/** Labels belong to the whole site, and Data Center has no list of them. */
async function labelsOf(
  { api, isCloud, root }: JiraSite,
  signal?: AbortSignal,
): Promise<readonly string[] | undefined> {
  if (!isCloud) return undefined;
  return (await api.get(`${root}/label`, { maxResults: mostValues }, labelPage, signal)).values;
}

export async function describeProject(site: JiraSite, query: DescribeProjectQuery): Promise<ProjectDescription> {
  const { api, root } = site;
  const { signal } = query;
  const project = await findProject(site, query.project, signal);
  const limit = pLimit(mostAtOnce);
  const [types, states, priorities, links, labels] = await Promise.all([
    limit(() => typesOf(site, project.id, signal)),
    limit(() => statesOf(site, project.id, signal)),
    limit(() => api.get(`${root}/priority`, undefined, named, signal)),
    limit(() => api.get(`${root}/issueLinkType`, undefined, linkTypes, signal)),
    limit(() => labelsOf(site, signal)),
  ]);
  const wanted = query.type === undefined ? undefined : typeNamed(types, query.type);
  const fields = wanted && (await fieldsToCreate(site, project.id, wanted.id, signal));
  const typeOf = ({ name, id }: (typeof types)[number]): TypeDescription => ({
    name,
    states: (states.find((each) => each.name === name)?.statuses ?? []).map((status) => ({
      name: status.name,
      ...(status.statusCategory ? { done: status.statusCategory.key === 'done' } : {}),
    })),
    ...(id === wanted?.id ? { fields: fields?.map(describeField) ?? [] } : {}),
  });
  const linkWords = links.issueLinkTypes.flatMap(({ inward, outward }) => [outward, inward]);
  return {
    project: toProject(project, site.baseUrl),
    types: types.map(typeOf),
    priorities: priorities.map(({ name }) => name),
    ...(labels === undefined ? {} : { labels: [...labels] }),
    linkTypes: [...new Set(linkWords)],
    lists: listsOf(project),
    notes: [
      'Which moves are possible depends on the issue: get_item with include moves shows them.',
      ...(labels !== undefined && labels.length >= mostValues
        ? ['Only the first 50 labels of the site are shown.']
        : []),
    ],
  };
}

function listsOf({ components, versions }: Awaited<ReturnType<typeof findProject>>) {
  const open = versions.filter(({ archived }) => archived !== true);
  return [
    { name: 'Components', values: components.slice(0, mostValues).map(({ name }) => name) },
    {
      name: 'Fix versions',
      values: open.slice(-mostValues).map(({ name, released }) => (released === true ? `${name} (released)` : name)),
    },
  ].filter(({ values }) => values.length > 0);
}
