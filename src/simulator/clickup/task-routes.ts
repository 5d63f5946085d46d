import { json, nothing, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { refuse, refuseV3, there, whoAsks } from './errors.ts';
import { fieldsOf } from './fields.ts';
import { drawMember, statusId } from './render.ts';
import { drawFile, drawTask } from './render-task.ts';
import { addTag, createTask, deleteTask, enter, setField, taskOr401, updateTask } from './task-writes.ts';
import { teamId, type ClickUpWorld, type Task } from './world.ts';
import type { FileStore } from '../server/file-store.ts';

const wantsMarkdown = (call: Call) => ({ markdown: call.query.get('include_markdown_description') === 'true' });

/** With its files and subtasks, and under its custom id only in its own workspace. */
function getTask(world: ClickUpWorld, files: FileStore, call: Call): Answer {
  const task = taskOr401(world, call.param('task_id'));
  const subtasks = world.tasks.filter(({ parentId }) => parentId === task.id);
  const options = wantsMarkdown(call);
  return json({
    ...drawTask(world, task, options),
    attachments: task.files.map((file) => drawFile(task, file, files.sign(file))),
    ...(call.query.get('include_subtasks') === 'true' && subtasks.length > 0
      ? { subtasks: subtasks.map((each) => drawTask(world, each, options)) }
      : {}),
  });
}

/** Changes the task and moves its date of change. */
const touching =
  (world: ClickUpWorld, change: (task: Task, call: Call) => Answer) =>
  (call: Call): Answer => {
    const task = taskOr401(world, call.param('task_id'));
    const answer = change(task, call);
    task.updatedAt = call.now;
    return answer;
  };

function moveTask(world: ClickUpWorld, call: Call): Answer {
  const list = world.lists.find(({ id }) => id === call.param('list_id'));
  const task = world.tasks.find(({ id }) => id === call.param('task_id'));
  if (call.param('workspace_id') !== teamId || list === undefined || task === undefined)
    throw refuseV3(404, 'Not found');
  const mappings = call.input()['status_mappings'];
  const mapping = (Array.isArray(mappings) ? (mappings as Record<string, unknown>[]) : []).find(
    (one) => one['source_status'] === statusId(task.status),
  );
  const wanted = mapping?.['destination_status'] ?? statusId(task.status);
  const status = list.statuses.find((one) => statusId(one) === wanted);
  if (status === undefined) throw refuseV3(400, 'The status of the task does not exist in the destination list');
  task.list = list;
  task.further.delete(list);
  enter(task, status, call.now);
  task.updatedAt = call.now;
  return nothing();
}

function timeInStatus(task: Task): Answer {
  const drawn = task.phases.map(({ status, since }) => ({
    status: status.status,
    color: status.color,
    type: status.type,
    total_time: { by_minute: 60, since: String(since.getTime()) },
    orderindex: status.orderindex,
  }));
  return json({ current_status: drawn.at(-1), status_history: drawn });
}

const asId = (value: unknown): string => (typeof value === 'string' ? value : '');

function addDependency(world: ClickUpWorld, task: Task, call: Call): Answer {
  const { depends_on: first, dependency_of: waiting } = call.input();
  if (first === undefined && waiting === undefined) throw refuse('DEP_013', 'depends_on or dependency_of is required');
  if (first !== undefined) task.waitsFor.add(taskOr401(world, asId(first)).id);
  if (waiting !== undefined) taskOr401(world, asId(waiting)).waitsFor.add(task.id);
  return json({});
}

function removeDependency(world: ClickUpWorld, task: Task, call: Call): Answer {
  task.waitsFor.delete(call.query.get('depends_on') ?? '');
  const waiting = call.query.get('dependency_of');
  if (waiting !== null) taskOr401(world, waiting).waitsFor.delete(task.id);
  return json({});
}

function link(world: ClickUpWorld, task: Task, call: Call, isLinked: boolean): Answer {
  const other = taskOr401(world, call.param('links_to'));
  for (const [one, to] of [
    [task, other],
    [other, task],
  ] as const) {
    if (isLinked) one.links.add(to.id);
    else one.links.delete(to.id);
  }
  return json({ task: drawTask(world, task, { markdown: false }) });
}

function attach(world: ClickUpWorld, files: FileStore, task: Task, call: Call): Answer {
  const part = call.request.parts.find(({ field }) => field === 'attachment');
  if (part === undefined) throw refuse('INPUT_008', 'No attachment supplied');
  const name = part.fileName ?? 'file';
  const id = `${String(7000 + world.nextSerial())}-${name}`;
  const file = { id, name, type: part.type, bytes: part.bytes, author: whoAsks(call), at: call.now };
  task.files.push(file);
  const { date, title, extension, thumbnail_small, thumbnail_large, url } = drawFile(task, file, files.sign(file));
  return json({ id, version: '0', date, title, extension, thumbnail_small, thumbnail_large, url });
}

function relationRoutes(world: ClickUpWorld): Route[] {
  const on = (change: (task: Task, call: Call) => Answer) => touching(world, change);
  const placed = (isShown: boolean) => (call: Call) => {
    const list = there(world.lists.find(({ id }) => id === call.param('list_id')));
    const task = taskOr401(world, call.param('task_id'));
    if (isShown && list !== task.list) task.further.add(list);
    else task.further.delete(list);
    return json({});
  };
  return [
    route(
      'POST',
      '/v2/task/{task_id}/dependency',
      'closed',
      on((task, call) => addDependency(world, task, call)),
    ),
    route(
      'DELETE',
      '/v2/task/{task_id}/dependency',
      'closed',
      on((task, call) => removeDependency(world, task, call)),
    ),
    route(
      'POST',
      '/v2/task/{task_id}/link/{links_to}',
      'closed',
      on((task, call) => link(world, task, call, true)),
    ),
    route(
      'DELETE',
      '/v2/task/{task_id}/link/{links_to}',
      'closed',
      on((task, call) => link(world, task, call, false)),
    ),
    route('POST', '/v2/list/{list_id}/task/{task_id}', 'closed', placed(true)),
    route('DELETE', '/v2/list/{list_id}/task/{task_id}', 'closed', placed(false)),
    route('PUT', '/v3/workspaces/{workspace_id}/tasks/{task_id}/home_list/{list_id}', 'closed', (call) =>
      moveTask(world, call),
    ),
  ];
}

function fieldRoutes(world: ClickUpWorld): Route[] {
  const on = (change: (task: Task, call: Call) => Answer) => touching(world, change);
  const set = (task: Task, call: Call): Answer => {
    setField(world, task, call.param('field_id'), call.input()['value']);
    return json({});
  };
  const clear = (task: Task, call: Call): Answer => {
    const known = fieldsOf(task.list).some(({ id }) => id === call.param('field_id'));
    if (!known) throw refuse('FIELD_014', 'Custom field not found', 404);
    task.values.delete(call.param('field_id'));
    return json({});
  };
  const tag = (task: Task, call: Call): Answer => {
    addTag(world, task, call.param('tag_name'));
    return json({});
  };
  const untag = (task: Task, call: Call): Answer => {
    task.tags = task.tags.filter((name) => name !== call.param('tag_name'));
    return json({});
  };
  return [
    route('POST', '/v2/task/{task_id}/field/{field_id}', 'closed', on(set)),
    route('DELETE', '/v2/task/{task_id}/field/{field_id}', 'closed', on(clear)),
    route('POST', '/v2/task/{task_id}/tag/{tag_name}', 'closed', on(tag)),
    route('DELETE', '/v2/task/{task_id}/tag/{tag_name}', 'closed', on(untag)),
  ];
}

export function taskRoutes(world: ClickUpWorld, files: FileStore): Route[] {
  const on = (change: (task: Task, call: Call) => Answer) => touching(world, change);
  const draw = (task: Task): Answer => json(drawTask(world, task, { markdown: false }));
  return [
    route('GET', '/v2/task/{task_id}', 'closed', (call) => getTask(world, files, call)),
    route('GET', '/v2/task/{task_id}/member', 'closed', (call) => {
      taskOr401(world, call.param('task_id'));
      return json({ members: world.people.map(drawMember) });
    }),
    route('GET', '/v2/task/{task_id}/time_in_status', 'closed', (call) =>
      timeInStatus(taskOr401(world, call.param('task_id'))),
    ),
    route('POST', '/v2/list/{list_id}/task', 'closed', (call) => {
      const list = there(world.lists.find(({ id }) => id === call.param('list_id')));
      return draw(createTask(world, list, call.input(), { person: whoAsks(call), now: call.now }));
    }),
    route('PUT', '/v2/task/{task_id}', 'closed', (call) => {
      const task = taskOr401(world, call.param('task_id'));
      updateTask(world, task, call.input(), call.now);
      return draw(task);
    }),
    route('DELETE', '/v2/task/{task_id}', 'closed', (call) => {
      deleteTask(world, taskOr401(world, call.param('task_id')));
      return json({});
    }),
    route(
      'POST',
      '/v2/task/{task_id}/attachment',
      'closed',
      on((task, call) => attach(world, files, task, call)),
    ),
    ...fieldRoutes(world),
    ...relationRoutes(world),
  ];
}
