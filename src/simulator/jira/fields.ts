import { Invalid, type FieldDef, type Place } from './field.ts';
import { issueTypes, priorities, resolutions } from './catalog.ts';
import { customFields } from './custom-fields.ts';
import { issueKey, jiraTime, type Issue, type IssueKind, type Priority } from './issue.ts';
import { component, duration, idOf, listOf, personOf, textOf, version } from './field-values.ts';
import type { JiraRenderer } from './render.ts';

const system = (id: string, type: string, items?: string) => ({
  type,
  ...(items === undefined ? {} : { items }),
  system: id,
});

const kinds = Object.keys(issueTypes) as IssueKind[];

/** On screens: what can be set when an issue is made or changed. */
const settable: readonly FieldDef[] = [
  {
    ...{ id: 'summary', name: 'Summary', schema: system('summary', 'string') },
    required: () => true,
    draw: (issue) => issue.summary,
    show: (issue) => [undefined, issue.summary],
    set: (issue, value) => {
      if (typeof value !== 'string' || value.trim() === '')
        throw new Invalid('You must specify a summary of the issue.');
      if (value.length > 255) throw new Invalid('Summary must be less than 255 characters.');
      if (value.includes('\n')) throw new Invalid('The summary is invalid because it contains newline characters.');
      issue.summary = value;
    },
  },
  {
    ...{ id: 'issuetype', name: 'Issue Type', schema: system('issuetype', 'issuetype') },
    required: () => true,
    allowed: ({ renderer, kind, isNew }) => {
      const others = kinds.filter((each) => (each === 'subtask') === (kind === 'subtask'));
      return (isNew ? [kind] : others).map((each) => renderer.issueType(each));
    },
    draw: (issue, renderer) => renderer.issueType(issue.kind),
    show: (issue) => [issueTypes[issue.kind].id, issueTypes[issue.kind].name],
    set: (issue, value, { renderer }) => {
      const kind = kinds.find((each) => idOf(value, [renderer.issueType(each)]) !== undefined);
      if (kind === undefined) throw new Invalid('The issue type selected is invalid.');
      issue.kind = kind;
    },
  },
  {
    ...{ id: 'project', name: 'Project', schema: system('project', 'project') },
    required: () => true,
    on: ({ isNew }) => isNew,
    draw: (issue, renderer) => projectOf(issue, renderer),
    show: (issue) => [undefined, issue.project],
    set: () => undefined,
  },
  {
    ...{ id: 'description', name: 'Description', schema: system('description', 'string') },
    draw: (issue) => issue.description?.native ?? null,
    show: (issue) => [undefined, textOf(issue.description)],
    set: (issue, value, { renderer }) => {
      issue.description = readText(value, renderer);
    },
  },
  {
    ...{ id: 'priority', name: 'Priority', schema: system('priority', 'priority') },
    hasDefault: true,
    allowed: ({ renderer }) => [1, 2, 3, 4].map((value) => renderer.priority(value as Priority)),
    draw: (issue, renderer) => renderer.priority(issue.priority),
    show: (issue) => [priorities[issue.priority].id, priorities[issue.priority].name],
    set: (issue, value, { renderer }) => {
      const found = ([1, 2, 3, 4] as const).find((each) => idOf(value, [renderer.priority(each)]) !== undefined);
      if (found === undefined) throw new Invalid('The priority selected is invalid.');
      issue.priority = found;
    },
  },
  {
    ...{ id: 'assignee', name: 'Assignee', schema: system('assignee', 'user') },
    draw: (issue, renderer) => renderer.user(issue.assignee),
    show: (issue, { dialect }) => [issue.assignee && dialect.userId(issue.assignee), issue.assignee?.name],
    set: (issue, value, { renderer }) => {
      issue.assignee = personOf(value, renderer);
    },
  },
  {
    ...{ id: 'reporter', name: 'Reporter', schema: system('reporter', 'user') },
    required: () => true,
    hasDefault: true,
    draw: (issue, renderer) => renderer.user(issue.reporter),
    show: (issue, { dialect }) => [dialect.userId(issue.reporter), issue.reporter.name],
    set: (issue, value, { renderer }) => {
      const reporter = personOf(value, renderer);
      if (reporter === undefined) throw new Invalid('Reporter is required.');
      issue.reporter = reporter;
    },
  },
  {
    ...{ id: 'labels', name: 'Labels', schema: system('labels', 'array', 'string') },
    draw: (issue) => issue.labels,
    show: (issue) => [undefined, issue.labels.join(' ')],
    elements: (issue) => issue.labels,
    set: (issue, value) => {
      const labels = listOf(value).map(String);
      const spaced = labels.find((label) => /\s/.test(label));
      if (spaced !== undefined) throw new Invalid(`The label '${spaced}' contains spaces which is invalid.`);
      issue.labels = [...new Set(labels)];
    },
  },
  {
    ...{ id: 'components', name: 'Components', schema: system('components', 'array', 'component') },
    allowed: ({ renderer, project }) =>
      renderer.world.components.filter((each) => each.project === project).map((each) => component(each, renderer)),
    draw: (issue, renderer) =>
      renderer.world.components
        .filter(({ id }) => issue.components.includes(id))
        .map((each) => component(each, renderer)),
    show: (issue, { world }) => [
      issue.components.join(','),
      world.components
        .filter(({ id }) => issue.components.includes(id))
        .map(({ name }) => name)
        .join(', '),
    ],
    elements: (issue) => issue.components.map((id) => ({ id })),
    set: (issue, value, place) => {
      issue.components = chosen(value, place, 'components', 'Component name');
    },
  },
  {
    ...{ id: 'fixVersions', name: 'Fix versions', schema: system('fixVersions', 'array', 'version') },
    allowed: ({ renderer, project }) =>
      renderer.world.versions.filter((each) => each.project === project).map((each) => version(each, renderer)),
    draw: (issue, renderer) =>
      renderer.world.versions.filter(({ id }) => issue.fixVersions.includes(id)).map((each) => version(each, renderer)),
    show: (issue, { world }) => [
      issue.fixVersions.join(','),
      world.versions
        .filter(({ id }) => issue.fixVersions.includes(id))
        .map(({ name }) => name)
        .join(', '),
    ],
    elements: (issue) => issue.fixVersions.map((id) => ({ id })),
    set: (issue, value, place) => {
      issue.fixVersions = chosen(value, place, 'versions', 'Version name');
    },
  },
  {
    ...{ id: 'duedate', name: 'Due date', schema: system('duedate', 'date') },
    draw: (issue) => issue.dueOn ?? null,
    show: (issue) => [issue.dueOn, issue.dueOn],
    set: (issue, value) => {
      issue.dueOn = readDate(value);
    },
  },
  {
    ...{ id: 'parent', name: 'Parent', schema: system('parent', 'issuelink') },
    on: ({ renderer, kind }) => kind === 'subtask' || (renderer.dialect.isCloud && kind !== 'epic'),
    required: ({ kind }) => kind === 'subtask',
    draw: (issue, renderer) => {
      const parent = renderer.world.byId(issue.parent);
      const isShown = parent !== undefined && (renderer.dialect.isCloud || issue.kind === 'subtask');
      return isShown ? renderer.brief(parent) : undefined;
    },
    show: (issue, { world }) => {
      const parent = world.byId(issue.parent);
      return [issue.parent, parent && issueKey(parent)];
    },
    set: (issue, value, place) => {
      setParent(issue, value, place);
    },
  },
  {
    ...{ id: 'timetracking', name: 'Time tracking', schema: system('timetracking', 'timetracking') },
    draw: (issue) => timeTracking(issue),
    show: (issue) => [undefined, issue.estimateSeconds === undefined ? undefined : String(issue.estimateSeconds)],
    set: (issue, value) => {
      const estimate = (value as { originalEstimate?: unknown } | null)?.originalEstimate;
      issue.estimateSeconds = estimate === undefined || estimate === null ? undefined : duration(estimate);
    },
  },
];

const projectOf = (issue: Issue, renderer: JiraRenderer): unknown => {
  const project = renderer.world.projects.find(({ key }) => key === issue.project);
  return project === undefined ? null : renderer.project(project);
};

function readText(value: unknown, { dialect }: JiraRenderer): Issue['description'] {
  if (value === null || value === '') return undefined;
  const text = dialect.readText(value);
  if (text !== undefined) return text;
  throw new Invalid(
    dialect.isCloud
      ? 'Operation value must be an Atlassian Document (see the Atlassian Document Format)'
      : 'Operation value must be a string',
  );
}

function readDate(value: unknown): string | undefined {
  if (value === null || value === '') return undefined;
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  throw new Invalid(`Error parsing date string: ${JSON.stringify(value)}`);
}

function chosen(value: unknown, place: Place, list: 'components' | 'versions', word: string): string[] {
  const known = place.renderer.world[list].filter(({ project }) => project === place.project);
  return listOf(value).map((each) => {
    const id = idOf(each, known);
    if (id === undefined) throw new Invalid(`${word} '${JSON.stringify(each)}' is not valid`);
    return id;
  });
}

/** Epics above other issues, other issues above subtasks; on Data Center subtasks cannot be moved. */
function setParent(issue: Issue, value: unknown, { renderer, isNew }: Place): void {
  if (value === null || (value as { id?: unknown }).id === null) {
    if (issue.kind === 'subtask')
      throw new Invalid('Issue type is a sub-task but parent issue key or id not specified.');
    issue.parent = undefined;
    return;
  }
  if (!isNew && !renderer.dialect.isCloud) throw new Invalid("Field 'parent' cannot be set.");
  const { key, id } = value as { key?: string; id?: string };
  const parent = renderer.world.issues.find((each) => issueKey(each) === key || each.id === id);
  if (parent === undefined) throw new Invalid('Could not find issue by id or key.');
  const fits = issueTypes[parent.kind].level === issueTypes[issue.kind].level + 1;
  if (!fits || (issue.kind === 'subtask' && parent.project !== issue.project))
    throw new Invalid('Given parent work item does not belong to appropriate hierarchy.');
  issue.parent = parent.id;
}

function timeTracking(issue: Issue): Record<string, unknown> {
  const spent = issue.worklogs.reduce((sum, { seconds }) => sum + seconds, 0);
  const minutes = (seconds: number): string => `${Math.round(seconds / 60)}m`;
  const { estimateSeconds } = issue;
  return {
    ...(estimateSeconds === undefined
      ? {}
      : { originalEstimate: minutes(estimateSeconds), originalEstimateSeconds: estimateSeconds }),
    ...(spent === 0 ? {} : { timeSpent: minutes(spent), timeSpentSeconds: spent }),
  };
}

const computed = (id: string, name: string, type: string, draw: FieldDef['draw']): FieldDef => ({
  id,
  name,
  schema: system(id, type),
  on: () => false,
  draw,
  show: () => [undefined, undefined],
});

/** Only shown; changed in other ways, if at all. */
const shown: readonly FieldDef[] = [
  computed('status', 'Status', 'status', (issue, renderer) => renderer.status(issue.stage)),
  computed('creator', 'Creator', 'user', (issue, renderer) => renderer.user(issue.creator)),
  computed('subtasks', 'Sub-tasks', 'array', (issue, renderer) =>
    renderer.world.subtasksOf(issue).map((each) => renderer.brief(each)),
  ),
  computed('issuelinks', 'Linked Issues', 'array', (issue, renderer) => renderer.links(issue)),
  computed('resolution', 'Resolution', 'resolution', (issue, renderer) => {
    const found = resolutions.find(({ name }) => name === issue.resolution);
    return found === undefined ? null : { self: `${renderer.api}/resolution/${found.id}`, ...found };
  }),
  computed('resolutiondate', 'Resolved', 'datetime', (issue) =>
    issue.stage === 'done' ? jiraTime(issue.updatedAt) : null,
  ),
  computed('created', 'Created', 'datetime', (issue) => jiraTime(issue.createdAt)),
  computed('updated', 'Updated', 'datetime', (issue) => jiraTime(issue.updatedAt)),
  computed('comment', 'Comment', 'comments-page', (issue, renderer) => {
    const comments = issue.comments.map((comment) => renderer.comment(comment, issue));
    return { comments, maxResults: comments.length, total: comments.length, startAt: 0 };
  }),
  computed('worklog', 'Log Work', 'array', (issue, renderer) => {
    const worklogs = issue.worklogs.slice(0, 20).map((worklog) => renderer.worklog(worklog, issue));
    return { worklogs, maxResults: 20, total: issue.worklogs.length, startAt: 0 };
  }),
  computed('attachment', 'Attachment', 'array', (issue, renderer) =>
    issue.attachments.map((each) => renderer.attachment(each)),
  ),
  computed('watches', 'Watchers', 'watches', (issue, renderer) => ({
    ...{ self: `${renderer.api}/issue/${issueKey(issue)}/watchers`, watchCount: issue.watchers.length },
    isWatching: false,
  })),
];

/** Every field of a site, in the order they are listed. */
export const fieldsOf = (isCloud: boolean): readonly FieldDef[] =>
  [...settable, ...customFields, ...shown]
    .filter((field) => isCloud || field.cloudOnly !== true)
    .filter((field) => !isCloud || field.dataCenterOnly !== true);
