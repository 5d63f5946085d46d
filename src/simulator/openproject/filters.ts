import { Refusal } from '../server/answer.ts';
import { textTest } from '../query/fields.ts';
import { toPlainText } from '../rich-text/html.ts';
import { invalidQuery } from './errors.ts';
import { statuses } from './catalog.ts';
import { userId, type OpenProjectWorld } from './world.ts';
import type { Identity } from '../server/call.ts';
import type { Work } from './work.ts';

type Filter = { readonly name: string; readonly operator: string; readonly values: readonly string[] };
type Test = (item: Work) => boolean;
type Setting = { readonly identity: Identity; readonly now: Date; readonly inProject: boolean };

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
function reference(filter: Filter, idOf: (item: Work) => number | undefined, me?: number): Test {
  const wanted = filter.values.map((value) => (value === 'me' ? String(me) : value));
  const has = (item: Work): boolean => wanted.includes(String(idOf(item)));
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

const closed = new Set<number>(
  Object.values(statuses)
    .filter((each) => each.closed)
    .map(({ id }) => id),
);

function status(filter: Filter): Test {
  if (filter.operator === 'o') return (item) => !closed.has(item.status);
  if (filter.operator === 'c') return (item) => closed.has(item.status);
  if (filter.operator === '*') return () => true;
  return reference(filter, (item) => item.status);
}

function words(filter: Filter, text: (item: Work) => string): Test {
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
function moment(filter: Filter, date: (item: Work) => Date, now: Date): Test {
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

/** `<>d` between two days, either of which may be empty; what has no date is not found. */
function day(filter: Filter, date: (item: Work) => string | undefined): Test {
  const [from = '', to = ''] = filter.values;
  const within = (value: string): boolean => (from === '' || value >= from) && (to === '' || value <= to);
  switch (filter.operator) {
    case '<>d':
      return (item) => {
        const value = date(item);
        return value !== undefined && within(value);
      };
    case '=d':
      return (item) => date(item) === from;
    case '!*':
      return (item) => date(item) === undefined;
    case '*':
      return (item) => date(item) !== undefined;
    default:
      throw unsupported(filter);
  }
}

type Build = (filter: Filter, setting: Setting) => Test;
const ids =
  (of: (item: Work) => number | undefined): Build =>
  (filter) =>
    reference(filter, of);
const people =
  (of: (item: Work) => number | undefined): Build =>
  (filter, { identity }) =>
    reference(filter, of, identity.kind === 'known' ? userId(identity.person) : undefined);
const texts =
  (of: (item: Work) => string): Build =>
  (filter) =>
    words(filter, of);
const moments =
  (of: (item: Work) => Date): Build =>
  (filter, { now }) =>
    moment(filter, of, now);

const known: Readonly<Record<string, Build>> = {
  status,
  project: ids(({ project }) => project),
  type: ids(({ type }) => type),
  priority: ids(({ priority }) => priority),
  assignee: people(({ assignee }) => assignee),
  responsible: people(({ responsible }) => responsible),
  author: people(({ author }) => author),
  id: ids(({ id }) => id),
  parent: ids(({ parent }) => parent),
  version: ids(({ version }) => version),
  sprint: ids(({ sprint }) => sprint),
  subject: texts(({ subject }) => subject),
  subjectOrId: texts(({ subject, id }) => `${subject} ${id}`),
  description: texts(({ description }) => toPlainText(description)),
  search: texts(
    ({ subject, description, journals }) =>
      `${subject} ${toPlainText(description)} ${journals.map(({ comment }) => comment).join(' ')}`,
  ),
  updatedAt: moments(({ updatedAt }) => updatedAt),
  createdAt: moments(({ createdAt }) => createdAt),
  dueDate: (filter) => day(filter, ({ dueDate }) => dueDate),
  startDate: (filter) => day(filter, ({ startDate }) => startDate),
};
/** Categories belong to a project, so this filter exists below one only. */
const category = ids((item) => item.category);

const otherNames: Readonly<Record<string, string>> = {
  status_id: 'status',
  project_id: 'project',
  type_id: 'type',
  assigned_to: 'assignee',
  updated_at: 'updatedAt',
  created_at: 'createdAt',
};

function testOf(filter: Filter, setting: Setting): Test {
  const name = otherNames[filter.name] ?? filter.name;
  const build = name === 'category' && setting.inProject ? category : known[name];
  if (build === undefined) throw refuse(`Filters ${filter.name} filter does not exist.`);
  return build(filter, setting);
}

/** All filters must hold; without the parameter only open work packages are meant. */
export function filterItems(items: readonly Work[], filters: readonly Filter[] | null, setting: Setting): Work[] {
  const used = filters ?? [{ name: 'status', operator: 'o', values: [] }];
  // Of two filters of one name the later counts, as on the real instances.
  const tests = [...new Map(used.map((filter) => [filter.name, filter])).values()].map((filter) =>
    testOf(filter, setting),
  );
  return items.filter((item) => tests.every((test) => test(item)));
}

const columns: Readonly<Record<string, (item: Work, world: OpenProjectWorld) => string | number>> = {
  id: ({ id }) => id,
  subject: ({ subject }) => subject.toLowerCase(),
  updatedAt: ({ updatedAt }) => updatedAt.getTime(),
  createdAt: ({ createdAt }) => createdAt.getTime(),
  status: (item) => item.status,
  priority: (item) => item.priority,
  type: (item) => item.type,
  project: (item) => item.project,
  assignee: (item, world) => world.person(item.assignee)?.name ?? '',
  dueDate: (item) => item.dueDate ?? '',
  startDate: (item) => item.startDate ?? '',
};

/** `[["updatedAt","desc"]]`; by id if absent. */
export function sortItems(items: readonly Work[], text: string | null, world: OpenProjectWorld): Work[] {
  const keys = text === null ? [['id', 'asc']] : (readJson(text) as string[][]);
  return keys.reduceRight<Work[]>(
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
