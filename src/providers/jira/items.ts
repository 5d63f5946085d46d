import { isoTime } from '../atlassian/query-words.ts';
import type { Item, ItemSummary, Project } from '../vocabulary.ts';
import { isEpicLink, isSprintField, isStartDate } from './fields.ts';
import { browseUrl, type JiraSite } from './site.ts';
import { currentSprint } from './sprint-values.ts';
import type { Brief, Issue, WireProject } from './wire.ts';

export const summaryFields = [
  ...['summary', 'status', 'issuetype', 'project', 'assignee', 'priority', 'duedate', 'updated'],
];

export function toProject({ id, key, name }: WireProject, baseUrl: string): Project {
  return { id, key, name, url: browseUrl({ baseUrl }, key) };
}

export function toSummary({ key, fields }: Issue, baseUrl: string): ItemSummary {
  const category = fields.status?.statusCategory?.key;
  return {
    id: key,
    title: fields.summary ?? key,
    type: fields.issuetype?.name,
    state: fields.status?.name,
    done: category === undefined ? undefined : category === 'done',
    assignees: fields.assignee ? [fields.assignee.displayName] : [],
    project: fields.project?.key,
    projectId: fields.project?.id,
    priority: fields.priority?.name,
    dueDate: fields.duedate ?? undefined,
    updatedAt: isoTime(fields.updated),
    url: browseUrl({ baseUrl }, key),
  };
}

/** A sub-task as its parent lists it. */
export function toChild({ key, fields }: Brief, baseUrl: string): ItemSummary {
  const category = fields?.status?.statusCategory?.key;
  return {
    id: key,
    title: fields?.summary ?? key,
    state: fields?.status?.name,
    done: category === undefined ? undefined : category === 'done',
    url: browseUrl({ baseUrl }, key),
  };
}

const hours = (seconds: number | null | undefined): number | undefined =>
  seconds ? Math.round(seconds / 36) / 100 : undefined;

/** `issue` was fetched with `expand=names,schema`, which tell the custom fields apart. */
export async function toItem(site: JiraSite, issue: Issue): Promise<Item> {
  const { fields } = issue;
  const description = await site.toMarkdown(fields.description ?? '');
  const startDate = customValue(issue, ({ name, schema }) => isStartDate({ name, schema }));
  const sprint = customValue(issue, ({ schema }) => isSprintField(schema));
  const epic = customValue(issue, ({ schema }) => isEpicLink(schema));
  return {
    ...toSummary(issue, site.baseUrl),
    description: description === '' ? undefined : description,
    author: fields.reporter?.displayName,
    labels: fields.labels ?? undefined,
    parent: fields.parent?.key ?? (typeof epic === 'string' ? epic : undefined),
    createdAt: isoTime(fields.created),
    startDate: typeof startDate === 'string' ? startDate.slice(0, 10) : undefined,
    sprint: currentSprint(sprint)?.name,
    estimateHours: hours(fields.timetracking?.originalEstimateSeconds),
    spentHours: hours(fields.timetracking?.timeSpentSeconds),
  };
}

type Named = { readonly name: string; readonly schema: NonNullable<Issue['schema']>[string] | undefined };

function customValue({ fields, names, schema }: Issue, isWanted: (field: Named) => boolean): unknown {
  const id = Object.entries(names ?? {}).find(([each, name]) => isWanted({ name, schema: schema?.[each] }))?.[0];
  return id === undefined ? undefined : fields[id];
}
