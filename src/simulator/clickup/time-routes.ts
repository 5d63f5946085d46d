import { json, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { notAuthorized, refuse, there, whoAsks } from './errors.ts';
import { drawEntry } from './render-task.ts';
import { taskOr401 } from './task-writes.ts';
import { teamId, userId, type ClickUpWorld, type TimeEntry } from './world.ts';

const dayMs = 86_400_000;

/** One's own of the last thirty days, unless asked otherwise; those of others only for the owner of the workspace. */
function listEntries(world: ClickUpWorld, call: Call): Answer {
  const me = whoAsks(call);
  const wanted = call.query.get('assignee')?.split(',') ?? [String(userId(me))];
  if (me.number !== 1 && wanted.some((id) => id !== String(userId(me)))) {
    throw refuse('ACCESS_083', 'You do not have access to this resource', 403);
  }
  const from = Number(call.query.get('start_date') ?? call.now.getTime() - 30 * dayMs);
  const to = Number(call.query.get('end_date') ?? call.now.getTime());
  const taskId = call.query.get('task_id');
  const found = world.entries.filter(
    ({ task, person, start }) =>
      (taskId === null || task.id === taskId) &&
      wanted.includes(String(userId(person))) &&
      start >= from &&
      start <= to,
  );
  return json({ data: found.map(drawEntry) });
}

const tagNames = (tags: unknown): string[] =>
  (Array.isArray(tags) ? (tags as { name?: unknown }[]) : []).map(({ name }) => String(name));

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const numberOf = (value: unknown): number => {
  if (typeof value === 'number' && value > 0) return value;
  throw refuse('TIMEENTRY_011', 'Start and duration are required');
};

function create(world: ClickUpWorld, call: Call): Answer {
  const { tid, start, duration, description = '', tags = [] } = call.input();
  const entry: TimeEntry = {
    id: String(4_200_000_000 + world.nextSerial()),
    task: taskOr401(world, String(tid)),
    person: whoAsks(call),
    start: numberOf(start),
    duration: numberOf(duration),
    description: textOf(description),
    tags: tagNames(tags),
  };
  world.entries.push(entry);
  const { id, ...answer } = { id: entry.id, description, tags, start, billable: false, duration, tid };
  return json({ data: { id }, assignee: userId(entry.person), id, ...answer });
}

function update(entry: TimeEntry, call: Call): Answer {
  const { start, end, duration, description, tags } = call.input();
  if (start !== undefined && end === undefined) throw refuse('TIMEENTRY_012', 'End is required together with start');
  if (start !== undefined) entry.start = numberOf(start);
  if (duration !== undefined) entry.duration = numberOf(duration);
  if (description !== undefined) entry.description = textOf(description);
  if (tags !== undefined) entry.tags = tagNames(tags);
  return json({});
}

export function timeRoutes(world: ClickUpWorld): Route[] {
  const inTeam = (name: string, answer: (call: Call) => Answer) => (call: Call) =>
    call.param(name) === teamId ? answer(call) : notAuthorized();
  const entry = (call: Call): TimeEntry => there(world.entries.find(({ id }) => id === call.param('timer_id')));
  return [
    route(
      'GET',
      '/v2/team/{team_Id}/time_entries',
      'closed',
      inTeam('team_Id', (call) => listEntries(world, call)),
    ),
    route(
      'POST',
      '/v2/team/{team_Id}/time_entries',
      'closed',
      inTeam('team_Id', (call) => create(world, call)),
    ),
    route(
      'GET',
      '/v2/team/{team_id}/time_entries/tags',
      'closed',
      inTeam('team_id', () => {
        const names = new Set(world.entries.flatMap(({ tags }) => tags));
        const draw = (name: string) => ({ name, creator: 81_000_001, tag_bg: '#1090e0', tag_fg: '#ffffff' });
        return json({ data: [...names].map(draw) });
      }),
    ),
    route(
      'GET',
      '/v2/team/{team_id}/time_entries/{timer_id}',
      'closed',
      inTeam('team_id', (call) => json({ data: drawEntry(entry(call)) })),
    ),
    route(
      'PUT',
      '/v2/team/{team_id}/time_entries/{timer_id}',
      'closed',
      inTeam('team_id', (call) => update(entry(call), call)),
    ),
    route(
      'DELETE',
      '/v2/team/{team_id}/time_entries/{timer_id}',
      'closed',
      inTeam('team_id', (call) => {
        const found = entry(call);
        world.entries.splice(world.entries.indexOf(found), 1);
        const { start, ...drawn } = drawEntry(found);
        return json({
          data: { ...drawn, start, end: found.start + found.duration, duration: found.duration, at: found.start },
        });
      }),
    ),
  ];
}
