import { Refusal } from '../server/answer.ts';
import { textTest } from '../query/fields.ts';
import { toPlainText } from '../rich-text/html.ts';
import { invalidQuery } from './errors.ts';
import { priorities, statuses, types, userId, type OpenProjectWorld } from './world.ts';
import type { Identity } from '../server/call.ts';
import type { WorkItem } from '../company/work-item.ts';

type Filter = { readonly name: string; readonly operator: string; readonly values: readonly string[] };
type Test = (item: WorkItem) => boolean;
type Setting = { readonly world: OpenProjectWorld; readonly identity: Identity; readonly now: Date };

const dayMs = 86_400_000;
const refuse = (message: string): Refusal => new Refusal(invalidQuery(message));

/** Lists such as `[{"status":{"operator":"o","values":[]}}]`; null when the parameter is absent. */
export function readFilters(text: string | null): Filter[] | null {
  if (text === null) return null;
  const value = readJson(text);
  if (!Array.isArray(value)) throw refuse('Filters are not a list.');
  return value.flatMap((entry: unknown) =>
    Object.entries(entry as object).map(([name, rest]) => readFilter(name, rest)),
  );
}

function readFilter(name: string, rest: unknown): Filter {
  const { operator, values } = (rest ?? {}) as { operator?: unknown; values?: unknown };
  if (typeof operator !== 'string') throw refuse(`Filters ${name} has no operator.`);
  return { name, operator, values: Array.isArray(values) ? values.map(String) : [] };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('Filters are not valid JSON.');
  }
}

const unsupported = ({ name, operator }: Filter): Refusal =>
  refuse(`Filters ${name} operator '${operator}' is not set to one of the allowed values.`);

/** References: ids as strings, `me` for people, `*` any and `!*` none. */
function reference(filter: Filter, idOf: (item: WorkItem) => number | undefined, me?: number): Test {
  const wanted = filter.values.map((value) => (value === 'me' ? String(me) : value));
  const has = (item: WorkItem): boolean => wanted.includes(String(idOf(item)));
  switch (filter.operator) {
    case '=':
      return has;
    case '!':
      return (item) => !has(item);
    case '*':
      return (item) => idOf(item) !== undefined;
    case '!*':
      return (item) => idOf(item) === undefined;
    default:
      throw unsupported(filter);
  }
}

function status(filter: Filter): Test {
  if (filter.operator === 'o') return (item) => !statuses[item.stage].closed;
  if (filter.operator === 'c') return (item) => statuses[item.stage].closed;
  if (filter.operator === '*') return () => true;
  return reference(filter, (item) => statuses[item.stage].id);
}

function words(filter: Filter, text: (item: WorkItem) => string): Test {
  const tests = filter.values.map((value) =>
    textTest(
      value
        .split(/\s+/)
        .map((word) => `${word}*`)
        .join(' '),
    ),
  );
  const has: Test = (item) => tests.every((test) => test(text(item)));
  if (filter.operator === '~' || filter.operator === '**') return has;
  if (filter.operator === '!~') return (item) => !has(item);
  throw unsupported(filter);
}

/** `<>d` between two instants, either of which may be empty; `>t-` and `<t-` days ago. */
function moment(filter: Filter, date: (item: WorkItem) => Date, now: Date): Test {
  const [first = '', second = ''] = filter.values;
  const ago = now.getTime() - Number(first) * dayMs;
  switch (filter.operator) {
    case '<>d': {
      const from = instant(first, -Infinity);
      const to = instant(second, Infinity);
      return (item) => date(item).getTime() >= from && date(item).getTime() <= to;
    }
    case '=d':
      return (item) => date(item).toISOString().startsWith(first.slice(0, 10));
    case '>t-':
      return (item) => date(item).getTime() >= ago;
    case '<t-':
      return (item) => date(item).getTime() <= ago;
    default:
      throw unsupported(filter);
  }
}

function instant(text: string, otherwise: number): number {
  if (text === '') return otherwise;
  const value = Date.parse(text);
  if (Number.isNaN(value)) throw refuse('Filters Updated on is not a valid date.');
  return value;
}

function testOf(filter: Filter, { world, identity, now }: Setting): Test {
  const me = identity.kind === 'known' ? userId(identity.person) : undefined;
  const person = (item: WorkItem['assignee']): number | undefined => (item === undefined ? undefined : userId(item));
  const title = (item: WorkItem): string => item.title;
  switch (filter.name) {
    case 'status':
    case 'status_id':
      return status(filter);
    case 'project':
    case 'project_id':
      return reference(filter, (item) => world.projectId(item.project));
    case 'type':
    case 'type_id':
      return reference(filter, (item) => types[item.kind].id);
    case 'priority':
      return reference(filter, (item) => priorities[item.priority].id);
    case 'assignee':
    case 'assigned_to':
      return reference(filter, (item) => person(item.assignee), me);
    case 'author':
      return reference(filter, (item) => person(item.author), me);
    case 'id':
      return reference(filter, (item) => world.itemId(item));
    case 'parent':
      return reference(filter, (item) => parentId(world, item));
    case 'version':
    case 'responsible':
      return reference(filter, () => undefined);
    case 'subject':
      return words(filter, title);
    case 'subjectOrId':
      return words(filter, (item) => `${item.title} ${world.itemId(item)}`);
    case 'description':
      return words(filter, (item) => toPlainText(item.description));
    case 'search':
      return words(
        filter,
        (item) => `${item.title} ${toPlainText(item.description)} ${item.remarks.map(({ text }) => text).join(' ')}`,
      );
    case 'updatedAt':
    case 'updated_at':
      return moment(filter, (item) => item.updatedAt, now);
    case 'createdAt':
    case 'created_at':
      return moment(filter, (item) => item.createdAt, now);
    default:
      throw refuse(`Filters ${filter.name} filter does not exist.`);
  }
}

function parentId(world: OpenProjectWorld, item: WorkItem): number | undefined {
  const parent = world.parentOf(item);
  return parent === undefined ? undefined : world.itemId(parent);
}

/** All filters must hold; without the parameter only open work packages are meant. */
export function filterItems(
  items: readonly WorkItem[],
  filters: readonly Filter[] | null,
  setting: Setting,
): WorkItem[] {
  const used = filters ?? [{ name: 'status', operator: 'o', values: [] }];
  const tests = used.map((filter) => testOf(filter, setting));
  return items.filter((item) => tests.every((test) => test(item)));
}

const columns: Readonly<Record<string, (item: WorkItem, world: OpenProjectWorld) => string | number>> = {
  id: (item, world) => world.itemId(item),
  subject: (item) => item.title.toLowerCase(),
  updatedAt: (item) => item.updatedAt.getTime(),
  createdAt: (item) => item.createdAt.getTime(),
  status: (item) => statuses[item.stage].id,
  priority: (item) => priorities[item.priority].id,
  type: (item) => types[item.kind].name,
  project: (item) => item.project,
  assignee: (item) => item.assignee?.name ?? '',
  dueDate: (item) => item.dueOn ?? '',
  startDate: (item) => item.startOn ?? '',
};

/** `[["updatedAt","desc"]]`; by id if absent. */
export function sortItems(items: readonly WorkItem[], text: string | null, world: OpenProjectWorld): WorkItem[] {
  const keys = text === null ? [['id', 'asc']] : (readJson(text) as string[][]);
  return keys.reduceRight<WorkItem[]>(
    (sorted, [name = '', order]) => {
      const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
      if (column === undefined) throw refuse(`Can't sort by column: ${name}`);
      const sign = order === 'desc' ? -1 : 1;
      return sorted.toSorted((a, b) =>
        column(a, world) < column(b, world) ? -sign : column(a, world) > column(b, world) ? sign : 0,
      );
    },
    [...items],
  );
}
