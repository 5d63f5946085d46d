import pLimit from 'p-limit';
import { isSameName } from '../name-match.ts';
import type {
  DescribeProjectQuery,
  FieldDescription,
  ProjectDescription,
  TypeDescription,
} from '../project-description.ts';
import { describeField } from './custom-fields.ts';
import { findList } from './find-list.ts';
import { listUrl } from './lists.ts';
import { isFinished } from './mapping.ts';
import { refusedField } from './refusals.ts';
import { tagsAnswer, timeTagsAnswer } from './schemas.ts';
import type { FullList, Workspace } from './schemas.ts';
import { fieldsAnswer } from './task-schemas.ts';
import type { CustomField } from './task-schemas.ts';
import type { ClickUp, TaskType } from './workspaces.ts';

export const priorities = ['urgent', 'high', 'normal', 'low'] as const;
export const linkTypes = ['blocks', 'waiting on', 'relates to'] as const;
const mostAtOnce = 4;

export async function fieldsOfList({ api }: ClickUp, listId: string, signal?: AbortSignal): Promise<CustomField[]> {
  return (await api.get(`/api/v2/list/${encodeURIComponent(listId)}/field`, undefined, fieldsAnswer, signal)).fields;
}

/** The tags of a space; a tag that is not among them is made when a task gets it. */
async function tagsOfSpace({ api }: ClickUp, spaceId: string, signal?: AbortSignal): Promise<string[]> {
  const { tags } = await api.get(`/api/v2/space/${encodeURIComponent(spaceId)}/tag`, undefined, tagsAnswer, signal);
  return tags.map(({ name }) => name);
}

export async function describeProject(clickUp: ClickUp, query: DescribeProjectQuery): Promise<ProjectDescription> {
  const { signal } = query;
  const list = await findList(clickUp, query.project, signal);
  const workspaces = await clickUp.surroundings.workspaces(signal);
  const limit = pLimit(mostAtOnce);
  const [fields, labels, types, activities] = await Promise.all([
    limit(() => fieldsOfList(clickUp, list.id, signal)),
    limit(async () => (list.space === undefined ? [] : tagsOfSpace(clickUp, list.space.id, signal))),
    limit(() => typesOf(clickUp, workspaces, signal)),
    limit(() => timeTagsOf(clickUp, workspaces, signal)),
  ]);
  return {
    project: {
      id: list.id,
      name: list.name,
      path: [list.space?.name, list.folder?.hidden === true ? undefined : list.folder?.name]
        .filter(Boolean)
        .join(' / '),
      url: workspaces[0] === undefined ? undefined : listUrl(workspaces[0].id, list.id),
    },
    types: describeTypes(list, types, fields, query.type),
    priorities: [...priorities],
    labels,
    linkTypes: [...linkTypes],
    ...(activities.length === 0 ? {} : { activities }),
    notes: ['Every state can follow every other. Custom fields are the same for all types.'],
  };
}

async function typesOf(
  { surroundings }: ClickUp,
  workspaces: readonly Workspace[],
  signal?: AbortSignal,
): Promise<readonly TaskType[]> {
  const types = await Promise.all(workspaces.map(({ id }) => surroundings.types(id, signal)));
  return [...new Map(types.flat().map((type) => [type.name.toLowerCase(), type])).values()];
}

async function timeTagsOf({ api }: ClickUp, workspaces: readonly Workspace[], signal?: AbortSignal): Promise<string[]> {
  const [only, ...others] = workspaces;
  if (only === undefined || others.length > 0) return [];
  const path = `/api/v2/team/${encodeURIComponent(only.id)}/time_entries/tags`;
  return (await api.get(path, undefined, timeTagsAnswer, signal)).data.map(({ name }) => name);
}

function describeTypes(
  list: FullList,
  types: readonly TaskType[],
  fields: readonly CustomField[],
  wanted: string | undefined,
): TypeDescription[] {
  const states = (list.statuses ?? []).map((status) => ({ name: status.status, done: isFinished({ status }) }));
  const meant = types.filter(({ name }) => wanted === undefined || isSameName(name, wanted));
  if (wanted !== undefined && meant.length === 0)
    throw refusedField(
      'type',
      wanted,
      types.map(({ name }) => name),
    );
  return meant.map(({ name }) => ({
    name,
    states,
    ...(wanted === undefined
      ? {}
      : { fields: [...builtIn(states.map((state) => state.name)), ...fields.map(describeField)] }),
  }));
}

function builtIn(states: readonly string[]): FieldDescription[] {
  const optional = (name: string, type: string, allowed?: readonly string[]): FieldDescription => ({
    name,
    type,
    required: false,
    ...(allowed === undefined ? {} : { allowed: [...allowed] }),
  });
  return [
    { name: 'title', type: 'text', required: true },
    optional('description', 'rich text'),
    optional('state', 'choice', states),
    optional('assignees', 'people'),
    optional('priority', 'choice', priorities),
    optional('startDate', 'date'),
    optional('dueDate', 'date'),
    optional('estimateHours', 'hours'),
    optional('parent', 'item'),
    optional('points', 'number'),
  ];
}
