import { json, nothing, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { record } from './editing.ts';
import { splitList } from './issue-view.ts';
import type { Issue } from './issue.ts';
import { page, refuse, rendererFor, writer, type Jira } from './jira.ts';
import { offsetPage, strings } from './parameters.ts';
import type { Board, Sprint } from './world.ts';

const limits = { usual: 50, max: 50, fallback: 50 };
const scopes = {
  boards: 'read:board-scope:jira-software|read:jira-work',
  sprints: 'read:sprint:jira-software|read:jira-work',
  write: 'write:sprint:jira-software|write:jira-work',
};

function drawBoard(jira: Jira, call: Call, { id, name, project, scrum }: Board): Record<string, unknown> {
  const found = jira.world.projects.find(({ key }) => key === project);
  return {
    ...{ id, self: `${call.base}/rest/agile/1.0/board/${id}`, name, type: scrum ? 'scrum' : 'kanban' },
    location: {
      ...{ projectId: Number(jira.world.projectId(project)), projectKey: project, projectName: found?.name },
      ...{ displayName: `${found?.name ?? ''} (${project})`, name: `${found?.name ?? ''} (${project})` },
    },
  };
}

function getBoards(jira: Jira, call: Call): Answer {
  const { startAt, maxResults } = offsetPage(call, limits);
  const project = call.query.get('projectKeyOrId');
  const wanted = project === null ? undefined : jira.world.findProject(project, call.identity);
  if (project !== null && wanted === undefined)
    throw refuse(`No project could be found with key or id '${project}'.`, 400);
  const types = splitList(call.query.getAll('type'));
  const visible = new Set(jira.world.visibleProjects(call.identity).map(({ key }) => key));
  const found = jira.world.boards
    .filter((board) => visible.has(board.project) && (wanted === undefined || board.project === wanted.key))
    .filter(({ scrum }) => types.length === 0 || types.includes(scrum ? 'scrum' : 'kanban'));
  return json(
    page(
      found.map((board) => drawBoard(jira, call, board)),
      startAt,
      maxResults,
    ),
  );
}

function getSprints(jira: Jira, call: Call): Answer {
  const board = jira.world.boards.find(({ id }) => String(id) === call.param('boardId'));
  if (board === undefined) throw refuse('The board does not exist or you do not have permission to view it.', 404);
  if (!board.scrum) throw refuse('The board does not support sprints', 400);
  const { startAt, maxResults } = offsetPage(call, limits);
  const states = splitList(call.query.getAll('state'));
  const renderer = rendererFor(jira, call);
  const found = jira.world.sprints
    .filter((sprint) => sprint.board === board.id && (states.length === 0 || states.includes(sprint.state)))
    .map((sprint) => renderer.boardSprint(sprint));
  return json(page(found, startAt, maxResults));
}

function sprintOf(jira: Jira, call: Call): Sprint {
  const found = jira.world.sprints.find(({ id }) => String(id) === call.param('sprintId'));
  if (found === undefined) throw refuse('The requested sprint cannot be viewed because it does not exist.', 404);
  return found;
}

const getSprint = (jira: Jira, call: Call): Answer => json(rendererFor(jira, call).boardSprint(sprintOf(jira, call)));

/** Issues move out of the sprint they are in, but not out of finished ones. */
function place(jira: Jira, call: Call, sprint: Sprint | undefined): Answer {
  const keys = strings(call.input()['issues']);
  if (keys.length > 50) throw refuse('Maximum number of issues is 50.', 400);
  const issues = keys.map((key) => jira.world.findIssue(key, call.identity));
  if (issues.includes(undefined)) throw refuse('Issue does not exist or you do not have permission to see it.', 404);
  if (sprint?.state === 'closed') throw refuse('Issues can only be moved to open sprints.', 400);
  const renderer = rendererFor(jira, call);
  const named = (id: number): string => jira.world.sprints.find((each) => each.id === id)?.name ?? '';
  for (const issue of issues as Issue[]) {
    const before = issue.sprints;
    const closed = before.filter((id) => jira.world.sprints.some((each) => each.id === id && each.state === 'closed'));
    issue.sprints = sprint === undefined ? closed : [...closed, sprint.id];
    const names = { fromText: before.map(named).join(', '), toText: issue.sprints.map(named).join(', ') };
    const ids = { from: before.join(', '), to: issue.sprints.join(', ') };
    record(renderer, issue, writer(call), [{ field: 'Sprint', fieldId: 'customfield_10020', ...ids, ...names }]);
  }
  return nothing();
}

/** Boards and sprints, the same on both sites. */
export function agileRoutes(jira: Jira): Route[] {
  const at = '/rest/agile/1.0';
  return [
    route('GET', `${at}/board`, 'open', (call) => getBoards(jira, call), scopes.boards),
    route('GET', `${at}/board/{boardId}/sprint`, 'open', (call) => getSprints(jira, call), scopes.sprints),
    route('GET', `${at}/sprint/{sprintId}`, 'open', (call) => getSprint(jira, call), scopes.sprints),
    route(
      'POST',
      `${at}/sprint/{sprintId}/issue`,
      'closed',
      (call) => place(jira, call, sprintOf(jira, call)),
      scopes.write,
    ),
    route('POST', `${at}/backlog/issue`, 'closed', (call) => place(jira, call, undefined), scopes.write),
  ];
}
