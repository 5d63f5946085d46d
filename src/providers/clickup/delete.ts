import type { Prepared } from '../writes.ts';
import { targetOf } from './target.ts';
import { readTask } from './task-ids.ts';
import type { ClickUp } from './workspaces.ts';

/** To ClickUp's trash, with its subtasks. */
export async function prepareDelete(clickUp: ClickUp, given: string, signal?: AbortSignal): Promise<Prepared> {
  const task = await readTask(clickUp, given, { subtasks: true, signal });
  const { id, name, list, subtasks = [] } = task;
  const also =
    subtasks.length === 0 ? [] : [{ field: 'subtasks', before: subtasks.map(targetOf).join(', ').slice(0, 2000) }];
  const changes = [{ field: 'task', before: name }, ...also];
  return {
    kind: 'delete',
    target: targetOf(task),
    projects: [...new Set([list?.id, ...subtasks.map((one) => one.list?.id)].filter((one) => one !== undefined))],
    changes,
    apply: async (applied) => {
      await clickUp.api.request({ method: 'DELETE', path: `/api/v2/task/${encodeURIComponent(id)}`, signal: applied });
      return { id, title: name, changes };
    },
  };
}
