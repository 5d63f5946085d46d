import { utcTime } from '../vendor-fields.ts';
import type { FieldValue, Item, ItemSummary } from '../vocabulary.ts';
import { fieldsNamed, textOf } from './custom-fields.ts';
import { dayOf } from './days.ts';
import { nameOf } from './members.ts';
import type { Task } from './task-schemas.ts';
import { timeZoneOf, type ClickUp, type TaskType } from './workspaces.ts';

const hour = 3_600_000;
const ordinaryTypes: readonly TaskType[] = [
  { id: 0, name: 'Task' },
  { id: 1, name: 'Milestone' },
];

/** What is needed to put tasks into words. */
export type Reading = {
  readonly timeZone: string;
  readonly types: readonly TaskType[];
  readonly fields?: readonly string[] | undefined;
};

/** Asks only for what these tasks need: the owner's calendar for days, the workspace's types for their names. */
export async function readingFor(
  clickUp: ClickUp,
  tasks: readonly Task[],
  options: { readonly fields?: readonly string[] | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<Reading> {
  const { fields, signal } = options;
  const hasDays = tasks.some((task) => task.due_date !== undefined || task.start_date !== undefined);
  const timeZone = hasDays || fields !== undefined ? await timeZoneOf(clickUp, signal) : 'UTC';
  const special = tasks.filter(({ custom_item_id: id }) => !isOrdinary(id));
  const workspaces = new Set(special.map(({ team_id: id }) => id).filter((id) => id !== undefined));
  const types = await Promise.all([...workspaces].map((id) => clickUp.surroundings.types(id, signal)));
  return { timeZone, types: [...ordinaryTypes, ...types.flat()], fields };
}

const isOrdinary = (id: number | undefined): boolean => id === undefined || id === 0 || id === 1;

export function isFinished({ status }: Pick<Task, 'status'>): boolean | undefined {
  if (status?.type === undefined) return undefined;
  return status.type === 'closed' || status.type === 'done';
}

export function toSummary(task: Task, reading: Reading): ItemSummary {
  const { id, name, status, assignees, list, date_updated: updated, url } = task;
  return {
    id,
    title: name,
    type: typeOf(task, reading),
    state: status?.status,
    done: isFinished(task),
    assignees: (assignees ?? []).map(nameOf),
    project: list?.name,
    projectId: list?.id,
    priority: task.priority?.priority,
    dueDate: dayOf(task.due_date, reading.timeZone),
    updatedAt: utcTime(updated),
    url: url ?? `https://app.clickup.com/t/${id}`,
    ...(reading.fields === undefined ? {} : { fields: furtherFields(task, reading, reading.fields) }),
  };
}

const typeOf = ({ custom_item_id: id }: Task, { types }: Reading): string | undefined =>
  types.find((type) => type.id === (id ?? 0))?.name;

/** ClickUp keeps a day as a moment in it, so the day depends on whose calendar is asked: the key owner's. */
export function toItem(task: Task, reading: Reading): Item {
  const { description, text_content: text, markdown_description: markdown, creator, tags, parent } = task;
  return {
    ...toSummary(task, reading),
    description: markdown ?? text ?? description,
    author: creator === undefined ? undefined : nameOf(creator),
    labels: (tags ?? []).map(({ name }) => name),
    parent,
    createdAt: utcTime(task.date_created),
    startDate: dayOf(task.start_date, reading.timeZone),
    sprint: sprintsOf(task)[0]?.name,
    estimateHours: hoursOf(task.time_estimate),
    spentHours: hoursOf(task.time_spent),
  };
}

export const hoursOf = (ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : Math.round((ms / hour) * 100) / 100;

export type ListName = { readonly id: string; readonly name: string };
const looksLikeSprint = (name: string | undefined): boolean => /sprint|iteration/i.test(name ?? '');

/** The sprints a task is in: the list it lives in when its folder is one of sprints, and further lists so called. */
export function sprintsOf({ list, folder, locations }: Task): readonly ListName[] {
  const home = list?.id !== undefined && looksLikeSprint(folder?.name) ? [{ id: list.id, name: list.name ?? '' }] : [];
  const further = (locations ?? []).filter(({ id, name }) => looksLikeSprint(name) && id !== list?.id);
  return [...home, ...further.map(({ id, name }) => ({ id, name: name ?? id }))];
}

export const livesInSprint = ({ folder }: Task): boolean => looksLikeSprint(folder?.name);

/** Besides custom fields, by ClickUp's own names. */
const ownFields: Readonly<Record<string, (task: Task) => string | undefined>> = {
  points: ({ points }) => points?.toString(),
  custom_id: ({ custom_id: id }) => id,
  lists: ({ locations }) => locations?.map(({ id, name }) => name ?? id).join(', '),
  checklists: ({ checklists }) => checklists?.map(checklistText).join('; '),
};

function checklistText({ name, items }: NonNullable<Task['checklists']>[number]): string {
  const lines = (items ?? []).map((item) => `[${item.resolved === true ? 'x' : ' '}] ${item.name ?? ''}`);
  return [`${name ?? 'Checklist'}:`, ...lines].join(' ');
}

function furtherFields(task: Task, { timeZone }: Reading, wanted: readonly string[]): FieldValue[] {
  const own = task.custom_fields ?? [];
  const isAll = wanted.includes('*');
  const custom = isAll ? own : wanted.flatMap((name) => fieldsNamed(own, name));
  const values = [...new Set(custom)].map((field) => ({ name: field.name, value: textOf(field, timeZone) }));
  const names = Object.keys(ownFields).filter((name) => isAll || wanted.includes(name));
  const builtIn = names.map((name) => ({ name, value: ownFields[name]?.(task) }));
  return [...values, ...builtIn].flatMap(({ name, value }) =>
    value === undefined || value === '' ? [] : [{ name, value }],
  );
}
