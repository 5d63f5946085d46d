import { json, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { searchTasks } from './task-search.ts';
import {
  drawComment,
  drawFolder,
  drawFullList,
  drawList,
  drawOwner,
  drawSpace,
  drawTask,
  drawTeam,
  drawMember,
} from './render.ts';
import { teamId, type ClickUpWorld, type Task } from './world.ts';

export const clickUpError = (
  ECODE: string,
  err: string,
  status: number,
  headers: Record<string, string> = {},
): Answer => json({ err, ECODE }, status, headers);

/** Also what a missing task, list or space gets: existence is not told. */
const notAuthorized = (): Answer => clickUpError('OAUTH_027', 'Team not authorized', 401);
const commentsPerPage = 25;

function getUser(call: Call): Answer {
  if (call.identity.kind !== 'known') throw new Error('A closed route was answered for nobody.');
  return json({ user: drawOwner(call.identity.person) });
}

function found<T>(thing: T | undefined, draw: (thing: T) => unknown): Answer {
  return thing === undefined ? notAuthorized() : json(draw(thing));
}

const wantsArchived = (call: Call): boolean => call.query.get('archived') === 'true';
const wantsMarkdown = (call: Call) => ({ markdown: call.query.get('include_markdown_description') === 'true' });

/** Nothing is archived here, so `archived=true` finds nothing. */
const unarchived = <T>(call: Call, all: readonly T[]): readonly T[] => (wantsArchived(call) ? [] : all);

function listTasks(world: ClickUpWorld, call: Call, tasks: readonly Task[]): Answer {
  const { page, isLast } = searchTasks(tasks, call.query);
  return json({ tasks: page.map((task) => drawTask(world, task, wantsMarkdown(call))), last_page: isLast });
}

function getTask(world: ClickUpWorld, call: Call): Answer {
  const task = world.tasks.find(({ id }) => id === call.param('task_id').toLowerCase());
  return found(task, (each) => ({ ...drawTask(world, each, wantsMarkdown(call)), attachments: [] }));
}

function listComments(world: ClickUpWorld, call: Call): Answer {
  const task = world.tasks.find(({ id }) => id === call.param('task_id'));
  const before = Number(call.query.get('start') ?? Infinity);
  return found(task, (each) => ({
    comments: each.item.remarks
      .map((remark, index) => ({ remark, index }))
      .filter(({ remark }) => remark.at.getTime() < before)
      .reverse()
      .slice(0, commentsPerPage)
      .map(({ remark, index }) => drawComment(each, remark, index)),
  }));
}

function spaceRoutes(world: ClickUpWorld): Route[] {
  const space = (call: Call) => world.spaces.find(({ id }) => id === call.param('space_id'));
  const folder = (call: Call) => world.folders.find(({ id }) => id === call.param('folder_id'));
  const draw = (list: (typeof world.lists)[number]) => drawList(world, list);
  return [
    route('GET', '/v2/space/{space_id}', 'closed', (call) => found(space(call), drawSpace)),
    route('GET', '/v2/space/{space_id}/folder', 'closed', (call) =>
      found(space(call), (each) => ({
        folders: unarchived(
          call,
          world.folders.filter((one) => one.space === each),
        ).map((one) => drawFolder(world, one)),
      })),
    ),
    route('GET', '/v2/space/{space_id}/list', 'closed', (call) =>
      found(space(call), (each) => ({
        lists: unarchived(
          call,
          world.lists.filter((one) => one.space === each && one.folder === undefined),
        ).map(draw),
      })),
    ),
    route('GET', '/v2/folder/{folder_id}', 'closed', (call) => found(folder(call), (each) => drawFolder(world, each))),
    route('GET', '/v2/folder/{folder_id}/list', 'closed', (call) =>
      found(folder(call), (each) => ({
        lists: unarchived(
          call,
          world.lists.filter((one) => one.folder === each),
        ).map(draw),
      })),
    ),
  ];
}

function teamRoutes(world: ClickUpWorld): Route[] {
  const inTeam = (call: Call, name: string, answer: () => Answer): Answer =>
    call.param(name) === teamId ? answer() : notAuthorized();
  return [
    route('GET', '/v2/user', 'closed', getUser),
    route('GET', '/v2/team', 'closed', () => json({ teams: [drawTeam(world.people)] })),
    route('GET', '/v2/team/{team_id}/space', 'closed', (call) =>
      inTeam(call, 'team_id', () => json({ spaces: unarchived(call, world.spaces).map(drawSpace) })),
    ),
    route('GET', '/v2/team/{team_Id}/task', 'closed', (call) =>
      inTeam(call, 'team_Id', () => listTasks(world, call, world.tasks)),
    ),
  ];
}

/** ClickUp's API v2 below `/api`, as far as reading goes. */
export function clickUpRoutes(world: ClickUpWorld): Route[] {
  const list = (call: Call) => world.lists.find(({ id }) => id === call.param('list_id'));
  return [
    ...teamRoutes(world),
    ...spaceRoutes(world),
    route('GET', '/v2/list/{list_id}', 'closed', (call) => found(list(call), (each) => drawFullList(world, each))),
    route('GET', '/v2/list/{list_id}/member', 'closed', (call) =>
      found(list(call), () => ({ members: world.people.map((person) => drawMember(person)) })),
    ),
    route('GET', '/v2/list/{list_id}/task', 'closed', (call) => {
      const known = list(call);
      return known === undefined ? notAuthorized() : listTasks(world, call, world.tasksIn(known));
    }),
    route('GET', '/v2/task/{task_id}', 'closed', (call) => getTask(world, call)),
    route('GET', '/v2/task/{task_id}/comment', 'closed', (call) => listComments(world, call)),
  ];
}
