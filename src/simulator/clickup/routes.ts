import { json, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { commentRoutes } from './comment-routes.ts';
import { DocShelf, docRoutes } from './docs.ts';
import { notAuthorized, whoAsks } from './errors.ts';
import { drawField, fieldsOf } from './fields.ts';
import { searchTasks } from './task-search.ts';
import { drawFolder, drawFullList, drawList, drawOwner, drawSpace, drawTeam, drawMember } from './render.ts';
import { drawTask } from './render-task.ts';
import { taskRoutes } from './task-routes.ts';
import { timeRoutes } from './time-routes.ts';
import { taskTypes, teamId, type ClickUpWorld, type Task } from './world.ts';
import type { FileStore } from '../server/file-store.ts';

const getUser = (call: Call): Answer => json({ user: drawOwner(whoAsks(call)) });

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

function spaceRoutes(world: ClickUpWorld): Route[] {
  const space = (call: Call) => world.spaces.find(({ id }) => id === call.param('space_id'));
  const folder = (call: Call) => world.folders.find(({ id }) => id === call.param('folder_id'));
  const draw = (list: (typeof world.lists)[number]) => drawList(world, list);
  return [
    route('GET', '/v2/space/{space_id}/tag', 'closed', (call) =>
      found(space(call), (each) => ({
        tags: [...(world.tags.get(each) ?? [])].map((name) => ({ name, tag_fg: '#ffffff', tag_bg: '#1090e0' })),
      })),
    ),
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
    route('GET', '/v2/team/{team_id}/custom_item', 'closed', (call) =>
      inTeam(call, 'team_id', () => json({ custom_items: taskTypes })),
    ),
    route('GET', '/v2/team/{team_Id}/task', 'closed', (call) =>
      inTeam(call, 'team_Id', () => listTasks(world, call, world.tasks)),
    ),
  ];
}

/** ClickUp's API v2 below `/api`, and what only v3 has: documents, and moving a task to another list. */
export function clickUpRoutes(world: ClickUpWorld, files: FileStore, now: Date): Route[] {
  const list = (call: Call) => world.lists.find(({ id }) => id === call.param('list_id'));
  return [
    ...teamRoutes(world),
    ...spaceRoutes(world),
    route('GET', '/v2/list/{list_id}', 'closed', (call) => found(list(call), (each) => drawFullList(world, each))),
    route('GET', '/v2/list/{list_id}/member', 'closed', (call) =>
      found(list(call), () => ({ members: world.people.map((person) => drawMember(person)) })),
    ),
    route('GET', '/v2/list/{list_id}/field', 'closed', (call) =>
      found(list(call), (each) => ({ fields: fieldsOf(each).map(drawField) })),
    ),
    route('GET', '/v2/list/{list_id}/task', 'closed', (call) => {
      const known = list(call);
      const further = call.query.get('include_timl') === 'true';
      return known === undefined ? notAuthorized() : listTasks(world, call, world.tasksIn(known, { further }));
    }),
    ...taskRoutes(world, files),
    ...commentRoutes(world),
    ...timeRoutes(world),
    ...docRoutes(new DocShelf(world, now)),
  ];
}
