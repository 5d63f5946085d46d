import { json, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { issueTypes, priorities, statuses, systemFields } from './catalog.ts';
import { splitList, transitions, viewIssue } from './issue-view.ts';
import { offsetPage } from './parameters.ts';
import { JiraRenderer } from './render.ts';
import type { Dialect } from './dialect.ts';
import type { JiraWorld } from './world.ts';
import type { Kind, Project, Stage, WorkItem } from '../company/work-item.ts';

export type Jira = { readonly world: JiraWorld; readonly dialect: Dialect };

export const rendererFor = ({ world, dialect }: Jira, call: Call): JiraRenderer =>
  new JiraRenderer(world, dialect, call.base);

export const jiraError = (message: string, status: number): Answer =>
  json({ errorMessages: [message], errors: {} }, status);

const kindsOf = Object.keys(issueTypes) as Kind[];
const stagesOf = Object.keys(statuses) as Stage[];

function withIssue({ world }: Jira, call: Call, answer: (issue: WorkItem) => Answer): Answer {
  const issue = world.findIssue(call.param('issueIdOrKey'), call.identity);
  return issue === undefined
    ? jiraError('Issue does not exist or you do not have permission to see it.', 404)
    : answer(issue);
}

function withProject({ world }: Jira, call: Call, answer: (project: Project) => Answer): Answer {
  const key = call.param('projectIdOrKey');
  const project = world.findProject(key, call.identity);
  return project === undefined ? jiraError(`No project could be found with key '${key}'.`, 404) : answer(project);
}

function getIssue(jira: Jira, call: Call): Answer {
  return withIssue(jira, call, (issue) => {
    const fields = splitList(call.query.getAll('fields'));
    const expand = splitList(call.query.getAll('expand'));
    const view = { fields: fields.length === 0 ? ['*all'] : fields, expand };
    return json(viewIssue(rendererFor(jira, call), issue, view));
  });
}

function getComments(jira: Jira, call: Call): Answer {
  return withIssue(jira, call, (issue) => {
    const { startAt, maxResults } = offsetPage(call, { usual: 100, max: 5000, fallback: 5000 });
    const all = rendererFor(jira, call).comments(issue);
    const ordered = call.query.get('orderBy') === '-created' ? all.toReversed() : all;
    return json({ startAt, maxResults, total: all.length, comments: ordered.slice(startAt, startAt + maxResults) });
  });
}

function getProject(jira: Jira, call: Call): Answer {
  return withProject(jira, call, (project) => {
    const renderer = rendererFor(jira, call);
    return json({
      ...renderer.project(project),
      description: project.about,
      lead: renderer.user(jira.world.people[0]),
      issueTypes: kindsOf.map((kind) => renderer.issueType(kind)),
      components: [],
      versions: [],
      roles: {},
    });
  });
}

function getProjectStatuses(jira: Jira, call: Call): Answer {
  return withProject(jira, call, () => {
    const renderer = rendererFor(jira, call);
    const states = stagesOf.map((stage) => renderer.status(stage));
    const type = (kind: Kind): Record<string, unknown> => {
      const { self, id, name, subtask } = renderer.issueType(kind);
      return { self, id, name, subtask, statuses: states };
    };
    return json(kindsOf.map(type));
  });
}

function getPermissions(jira: Jira, call: Call): Answer {
  const names = splitList(call.query.getAll('permissions'));
  const isCloud = jira.dialect.api === '/rest/api/3';
  if (names.length === 0 && isCloud) return jiraError("The 'permissions' query parameter is required.", 400);
  const shown = names.length === 0 ? ['BROWSE_PROJECTS', 'CREATE_ISSUES', 'EDIT_ISSUES'] : names;
  const describe = (key: string, index: number): Record<string, unknown> => ({
    id: String(index + 10),
    key,
    name: key.toLowerCase().replaceAll('_', ' '),
    type: 'PROJECT',
    description: '',
    havePermission: call.identity.kind === 'known',
  });
  return json({ permissions: Object.fromEntries(shown.map((key, index) => [key, describe(key, index)])) });
}

const getFields = (): Answer =>
  json(
    systemFields.map(([id, name, type]) => ({
      id,
      name,
      custom: false,
      orderable: true,
      navigable: true,
      searchable: true,
      clauseNames: [id],
      schema: { type, system: id },
    })),
  );

/** Paths Cloud (v3) and Data Center (v2) have in common. */
export function sharedRoutes(jira: Jira): Route[] {
  const { api } = jira.dialect;
  const work = 'read:jira-work';
  const values = (call: Call) =>
    Object.keys(priorities).map((key) => rendererFor(jira, call).priority(Number(key) as 1));
  return [
    route('GET', `${api}/issue/{issueIdOrKey}`, 'open', (call) => getIssue(jira, call), work),
    route('GET', `${api}/issue/{issueIdOrKey}/comment`, 'open', (call) => getComments(jira, call), work),
    route('GET', `${api}/issue/{issueIdOrKey}/transitions`, 'open', (call) => getTransitions(jira, call), work),
    route('GET', `${api}/project/{projectIdOrKey}`, 'open', (call) => getProject(jira, call), work),
    route('GET', `${api}/project/{projectIdOrKey}/statuses`, 'open', (call) => getProjectStatuses(jira, call), work),
    route('GET', `${api}/mypermissions`, 'open', (call) => getPermissions(jira, call), work),
    route('GET', `${api}/field`, 'open', getFields, work),
    route('GET', `${api}/priority`, 'open', (call) => json(values(call)), work),
    route(
      'GET',
      `${api}/status`,
      'open',
      (call) => json(stagesOf.map((stage) => rendererFor(jira, call).status(stage))),
      work,
    ),
    route(
      'GET',
      `${api}/issuetype`,
      'open',
      (call) => json(kindsOf.map((kind) => rendererFor(jira, call).issueType(kind))),
      work,
    ),
  ];
}

function getTransitions(jira: Jira, call: Call): Answer {
  return withIssue(jira, call, (issue) => {
    const possible = call.identity.kind === 'known' ? transitions(rendererFor(jira, call), issue.stage) : [];
    return json({ expand: 'transitions', transitions: possible });
  });
}
