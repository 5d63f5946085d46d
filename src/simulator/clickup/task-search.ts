import { statuses, userId, type Task } from './world.ts';

/** 100 tasks a page, counted from page 0. */
const pageSize = 100;

/** `name[]=a&name[]=b`. */
const many = (query: URLSearchParams, name: string): string[] => query.getAll(`${name}[]`);
const flag = (query: URLSearchParams, name: string): boolean => query.get(name) === 'true';

function isWanted(wanted: readonly string[], values: readonly string[]): boolean {
  return wanted.length === 0 || values.some((value) => wanted.includes(value.toLowerCase()));
}

/** `date_updated_gt` and `_lt`, exclusive, in milliseconds. */
function isWithin(query: URLSearchParams, name: string, date: Date | undefined): boolean {
  const after = query.get(`${name}_gt`);
  const before = query.get(`${name}_lt`);
  if (after === null && before === null) return true;
  if (date === undefined) return false;
  return date.getTime() > Number(after ?? -Infinity) && date.getTime() < Number(before ?? Infinity);
}

function matches(task: Task, query: URLSearchParams): boolean {
  const { item, list } = task;
  const wantedStatuses = many(query, 'statuses').map((name) => name.toLowerCase());
  const isShown =
    flag(query, 'include_closed') || item.stage !== 'done' || wantedStatuses.includes(statuses.done.status);
  return (
    isShown &&
    (flag(query, 'subtasks') || item.parent === undefined) &&
    isWanted(many(query, 'space_ids'), [list.space.id]) &&
    isWanted(many(query, 'project_ids'), list.folder === undefined ? [] : [list.folder.id]) &&
    isWanted(many(query, 'list_ids'), [list.id]) &&
    isWanted(wantedStatuses, [statuses[item.stage].status]) &&
    isWanted(many(query, 'assignees'), item.assignee === undefined ? [] : [String(userId(item.assignee))]) &&
    isWanted(many(query, 'tags'), [...item.labels]) &&
    isWithin(query, 'date_updated', item.updatedAt) &&
    isWithin(query, 'date_created', item.createdAt) &&
    isWithin(query, 'due_date', item.dueOn === undefined ? undefined : new Date(item.dueOn))
  );
}

function orderValue(task: Task, order: string | null): number {
  if (order === 'updated') return task.item.updatedAt.getTime();
  if (order === 'due_date') return task.item.dueOn === undefined ? Infinity : Date.parse(task.item.dueOn);
  return order === 'id' ? task.item.number : task.item.createdAt.getTime();
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
