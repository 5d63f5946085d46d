import { json, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { agileRoutes } from './agile-routes.ts';
import { issueTypes, priorities, statuses } from './catalog.ts';
import { developmentRoutes } from './development-routes.ts';
import { component, version } from './field-values.ts';
import { fieldsOf } from './fields.ts';
import { issueRoutes } from './issue-routes.ts';
import { splitList } from './issue-view.ts';
import { jiraError, person, projectOf, rendererFor, scopes, type Jira } from './jira.ts';
import { linkRoutes } from './link-routes.ts';
import { talkRoutes } from './talk-routes.ts';
import type { IssueKind } from './issue.ts';
import { isAdministrator, mayWrite } from '../company/people.ts';
import type { Stage } from '../company/work-item.ts';

const kindsOf = Object.keys(issueTypes) as IssueKind[];
const stagesOf = Object.keys(statuses) as Stage[];

/** Who asks, with what both sites add. */
export const getMyself = (jira: Jira, call: Call): Record<string, unknown> => ({
  ...rendererFor(jira, call).user(person(call)),
  locale: 'en_US',
  groups: { size: 2, items: [] },
  applicationRoles: { size: 1, items: [] },
  expand: 'groups,applicationRoles',
});

function getProject(jira: Jira, call: Call): Answer {
  const project = projectOf(jira, call);
  const renderer = rendererFor(jira, call);
  const ofProject = (each: { project: string }): boolean => each.project === project.key;
  return json({
    ...renderer.project(project),
    description: project.about,
    lead: renderer.user(jira.world.people[0]),
    issueTypes: kindsOf.map((kind) => renderer.issueType(kind)),
    components: jira.world.components.filter(ofProject).map((each) => component(each, renderer)),
    versions: jira.world.versions.filter(ofProject).map((each) => version(each, renderer)),
    roles: {},
  });
}

function getProjectStatuses(jira: Jira, call: Call): Answer {
  projectOf(jira, call);
  const renderer = rendererFor(jira, call);
  const states = stagesOf.map((stage) => renderer.status(stage));
  const type = (kind: IssueKind): Record<string, unknown> => {
    const { self, id, name, subtask } = renderer.issueType(kind);
    return { self, id, name, subtask, statuses: states };
  };
  return json(kindsOf.map(type));
}

/** Data Center names them all; Cloud those that were asked for. */
const everyPermission = [
  ...['ADMINISTER', 'BROWSE_PROJECTS', 'CREATE_ISSUES', 'EDIT_ISSUES', 'DELETE_ISSUES', 'ASSIGN_ISSUES'],
  ...['ADD_COMMENTS', 'WORK_ON_ISSUES', 'CREATE_ATTACHMENTS', 'TRANSITION_ISSUES'],
];

function hasPermission({ identity }: Call, key: string): boolean {
  if (identity.kind !== 'known') return false;
  if (key === 'ADMINISTER') return isAdministrator(identity.person);
  return key === 'BROWSE_PROJECTS' || mayWrite(identity.person);
}

function getPermissions(jira: Jira, call: Call): Answer {
  const names = splitList(call.query.getAll('permissions'));
  if (names.length === 0 && jira.dialect.isCloud)
    return jiraError("The 'permissions' query parameter is required.", 400);
  const shown = names.length === 0 ? everyPermission : names;
  const describe = (key: string, index: number): Record<string, unknown> => ({
    id: String(index + 10),
    key,
    name: key.toLowerCase().replaceAll('_', ' '),
    type: key === 'ADMINISTER' ? 'GLOBAL' : 'PROJECT',
    description: '',
    havePermission: hasPermission(call, key),
  });
  return json({ permissions: Object.fromEntries(shown.map((key, index) => [key, describe(key, index)])) });
}

const getFields = ({ dialect }: Jira): Answer =>
  json(
    fieldsOf(dialect.isCloud).map(({ id, name, schema }) => ({
      ...{ id, name, custom: id.startsWith('customfield_'), orderable: true, navigable: true, searchable: true },
      clauseNames: id.startsWith('customfield_') ? [`cf[${id.slice(12)}]`, name] : [id],
      schema,
    })),
  );

/** Paths Cloud (v3) and Data Center (v2) have in common. */
export function sharedRoutes(jira: Jira): Route[] {
  const { api } = jira.dialect;
  const { read } = scopes;
  const one = `${api}/project/{projectIdOrKey}`;
  const values = (call: Call) =>
    Object.keys(priorities).map((key) => rendererFor(jira, call).priority(Number(key) as 1));
  const types = (call: Call) => kindsOf.map((kind) => rendererFor(jira, call).issueType(kind));
  const states = (call: Call) => stagesOf.map((stage) => rendererFor(jira, call).status(stage));
  return [
    ...issueRoutes(jira),
    ...talkRoutes(jira),
    ...linkRoutes(jira),
    ...agileRoutes(jira),
    ...developmentRoutes(jira),
    route('GET', one, 'open', (call) => getProject(jira, call), read),
    route('GET', `${one}/statuses`, 'open', (call) => getProjectStatuses(jira, call), read),
    route('GET', `${api}/mypermissions`, 'open', (call) => getPermissions(jira, call), read),
    route('GET', `${api}/field`, 'open', () => getFields(jira), read),
    route('GET', `${api}/priority`, 'open', (call) => json(values(call)), read),
    route('GET', `${api}/status`, 'open', (call) => json(states(call)), read),
    route('GET', `${api}/issuetype`, 'open', (call) => json(types(call)), read),
  ];
}
