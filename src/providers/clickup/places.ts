import { isSameName } from '../name-match.ts';
import type { ItemChange } from '../writes.ts';
import { listToWrite, readList } from './find-list.ts';
import { livesInSprint, sprintsOf } from './mapping.ts';
import { refusedChange } from './refusals.ts';
import type { FullList } from './schemas.ts';
import type { Step, Words } from './snapshot.ts';
import { sprintMeant } from './sprints.ts';
import type { FullTask } from './task-schemas.ts';
import type { ClickUp } from './workspaces.ts';

/** Where a task goes; `list` is where it will live. */
export type Move = {
  readonly list: FullList;
  readonly steps: readonly Step[];
  readonly words: Words;
  readonly lists: readonly string[];
};

export async function planMove(
  clickUp: ClickUp,
  task: FullTask,
  change: ItemChange,
  signal?: AbortSignal,
): Promise<Move> {
  const homeId = task.list?.id;
  if (homeId === undefined) throw refusedChange(['field project: the list of this task cannot be read']);
  const sprint =
    change.sprint === undefined || change.sprint === null
      ? change.sprint
      : await sprintMeant(clickUp, change.sprint, signal);
  if (change.project !== undefined) {
    const list = await listToWrite(clickUp, change.project, signal);
    return { list, ...joined(home(clickUp, task, list, 'project'), sprintSteps(clickUp, task, sprint)) };
  }
  if (sprint === null && livesInSprint(task)) {
    throw refusedChange([
      'field sprint: the task lives in the sprint’s list; name the list it is to go to as its project',
    ]);
  }
  if (sprint !== undefined && sprint !== null && livesInSprint(task)) {
    return home(clickUp, task, await readList(clickUp, sprint.id, signal), 'sprint');
  }
  const list = await readList(clickUp, homeId, signal);
  return { list, ...sprintSteps(clickUp, task, sprint) };
}

type Part = Omit<Move, 'list'>;

const joined = (one: Part, other: Part): Part => ({
  steps: [...one.steps, ...other.steps],
  words: { ...one.words, ...other.words },
  lists: [...one.lists, ...other.lists],
});

/** Moves the task itself. A state the new list does not have becomes the first of the same kind there. */
function home({ api }: ClickUp, task: FullTask, list: FullList, field: 'project' | 'sprint'): Move {
  if (list.id === task.list?.id) return { list, steps: [], words: {}, lists: [] };
  const { team_id: workspaceId, status } = task;
  if (workspaceId === undefined) throw refusedChange([`field ${field}: the workspace of this task cannot be read`]);
  const statuses = list.statuses ?? [];
  const same = statuses.find((one) => isSameName(one.status, status?.status ?? ''));
  const next = same ?? statuses.find(({ type }) => type === status?.type) ?? statuses[0];
  const mapping =
    same === undefined && status?.id !== undefined && next?.id !== undefined
      ? { status_mappings: [{ source_status: status.id, destination_status: next.id }] }
      : {};
  const path = `/api/v3/workspaces/${encodeURIComponent(workspaceId)}/tasks/${encodeURIComponent(task.id)}/home_list/${encodeURIComponent(list.id)}`;
  const body = { move_custom_fields: true, ...mapping };
  return {
    list,
    lists: [list.id],
    words: {
      project: list.name,
      ...(field === 'sprint' ? { sprint: list.name } : {}),
      ...(same === undefined ? { state: next?.status } : {}),
    },
    steps: [{ fields: [field], run: (signal) => api.request({ method: 'PUT', path, body, signal }) }],
  };
}

/** Shows the task in the list of a sprint besides its own, and no longer in that of another. */
function sprintSteps({ api }: ClickUp, task: FullTask, sprint: { id: string; name: string } | null | undefined): Part {
  if (sprint === undefined) return { steps: [], words: {}, lists: [] };
  const now = sprintsOf(task).filter(({ id }) => id !== task.list?.id);
  const isThere = now.some(({ id }) => id === sprint?.id);
  const path = (listId: string): string =>
    `/api/v2/list/${encodeURIComponent(listId)}/task/${encodeURIComponent(task.id)}`;
  const step = (method: 'POST' | 'DELETE', listId: string): Step => ({
    fields: ['sprint'],
    run: (signal) => api.request({ method, path: path(listId), signal }),
  });
  const leaving = now.filter(({ id }) => id !== sprint?.id);
  return {
    steps: [
      ...(sprint === null || isThere ? [] : [step('POST', sprint.id)]),
      ...leaving.map(({ id }) => step('DELETE', id)),
    ],
    words: { sprint: sprint?.name },
    lists: [...(sprint === null ? [] : [sprint.id]), ...leaving.map(({ id }) => id)],
  };
}
