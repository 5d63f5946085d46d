import { userId, type Task } from './world.ts';

/** 100 tasks a page, counted from page 0. */
const pageSize = 100;

/** `name[]=a&name[]=b`. */
const many = (query: URLSearchParams, name: string): string[] => query.getAll(`${name}[]`);
const flag = (query: URLSearchParams, name: string): boolean => query.get(name) === 'true';

function isWanted(wanted: readonly string[], values: readonly string[]): boolean {
  return wanted.length === 0 || values.some((value) => wanted.includes(value.toLowerCase()));
}

/** `date_updated_gt` and `_lt`, exclusive, in milliseconds. */
function isWithin(query: URLSearchParams, name: string, time: number | undefined): boolean {
  const after = query.get(`${name}_gt`);
  const before = query.get(`${name}_lt`);
  if (after === null && before === null) return true;
  if (time === undefined) return false;
  return time > Number(after ?? -Infinity) && time < Number(before ?? Infinity);
}

function matches(task: Task, query: URLSearchParams): boolean {
  const { list, status } = task;
  const wantedStatuses = many(query, 'statuses').map((name) => name.toLowerCase());
  const isClosed = status.type === 'closed';
  const isShown = flag(query, 'include_closed') || !isClosed || wantedStatuses.includes(status.status);
  return (
    isShown &&
    (flag(query, 'subtasks') || task.parentId === undefined) &&
    isWanted(many(query, 'space_ids'), [list.space.id]) &&
    isWanted(many(query, 'project_ids'), list.folder === undefined ? [] : [list.folder.id]) &&
    isWanted(many(query, 'list_ids'), [list.id, ...[...task.further].map(({ id }) => id)]) &&
    isWanted(wantedStatuses, [status.status]) &&
    isWanted(
      many(query, 'assignees'),
      task.assignees.map((person) => String(userId(person))),
    ) &&
    isWanted(many(query, 'tags'), task.tags) &&
    isWanted(many(query, 'custom_items'), [String(task.typeId)]) &&
    (query.get('parent') === null || query.get('parent') === task.parentId) &&
    isWithin(query, 'date_updated', task.updatedAt.getTime()) &&
    isWithin(query, 'date_created', task.createdAt.getTime()) &&
    isWithin(query, 'date_done', isClosed ? task.updatedAt.getTime() : undefined) &&
    isWithin(query, 'due_date', task.dueAt)
  );
}

function orderValue(task: Task, order: string | null): number {
  if (order === 'updated') return task.updatedAt.getTime();
  if (order === 'due_date') return task.dueAt ?? Infinity;
  return order === 'id' ? task.number : task.createdAt.getTime();
}

/** The newest first, by creation; `reverse=true` turns it round, as documented. Unknown parameters are ignored. */
export function searchTasks(tasks: readonly Task[], query: URLSearchParams): { page: Task[]; isLast: boolean } {
  const order = query.get('order_by');
  const sign = flag(query, 'reverse') ? 1 : -1;
  const found = tasks
    .filter((task) => matches(task, query))
    .sort((a, b) => sign * (orderValue(a, order) - orderValue(b, order)) || (a.id < b.id ? -1 : 1));
  const start = Math.max(0, Math.trunc(Number(query.get('page') ?? 0)) || 0) * pageSize;
  return { page: found.slice(start, start + pageSize), isLast: start + pageSize >= found.length };
}
