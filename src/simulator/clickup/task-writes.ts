import { Refusal, type Answer } from '../server/answer.ts';
import { clickUpError, notAuthorized, refuse } from './errors.ts';
import { fieldsOf, setValue, type Field } from './fields.ts';
import { momentOfDay, taskTypes, userId, type ClickUpWorld, type List, type Status, type Task } from './world.ts';
import type { Person } from '../company/people.ts';

export type Input = Readonly<Record<string, unknown>>;
type Change = { readonly add?: readonly unknown[]; readonly rem?: readonly unknown[] };

const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function statusNamed(list: List, name: unknown): Status {
  const found = list.statuses.find(({ status }) => status === asText(name)?.toLowerCase());
  if (found === undefined) throw refuse('CRTSK_001', 'Status not found');
  return found;
}

function people(world: ClickUpWorld, ids: unknown): Person[] {
  if (!Array.isArray(ids)) return [];
  return ids.map((id: unknown) => {
    const person = world.person(id);
    if (person === undefined) throw refuse('INPUT_003', 'Assignee not found');
    return person;
  });
}

function changed(world: ClickUpWorld, now: readonly Person[], change: unknown): readonly Person[] {
  const { add = [], rem = [] } = (change ?? {}) as Change;
  const left = now.filter((person) => !rem.includes(userId(person)));
  return [...left, ...people(world, add).filter((person) => !left.includes(person))];
}

/** A day without a time of day is kept as a moment of that day. */
function moment(value: unknown, withTime: unknown): number | undefined {
  if (value === null) return undefined;
  if (typeof value !== 'number') throw refuse('INPUT_006', 'Date invalid');
  return withTime === true ? value : momentOfDay(value);
}

function priorityOf(value: unknown): Task['priority'] {
  if (value === null) return undefined;
  if (value === 1 || value === 2 || value === 3 || value === 4) return value;
  throw refuse('INPUT_007', 'Priority invalid');
}

const numberOr = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** The fields creating and updating have in common. */
function write(world: ClickUpWorld, task: Task, input: Input): void {
  if ('name' in input) {
    const name = asText(input['name'])?.trim() ?? '';
    if (name === '') throw refuse('INPUT_005', 'Task name invalid');
    task.name = name;
  }
  const text = asText(input['markdown_content']) ?? asText(input['description']);
  if (text !== undefined && text !== '') task.text = text.trim();
  if ('priority' in input) task.priority = priorityOf(input['priority']);
  if ('due_date' in input) task.dueAt = moment(input['due_date'], input['due_date_time']);
  if ('start_date' in input) task.startAt = moment(input['start_date'], input['start_date_time']);
  if ('time_estimate' in input) task.estimate = numberOr(input['time_estimate']);
  if ('points' in input) task.points = numberOr(input['points']);
  if ('custom_item_id' in input) {
    const id = numberOr(input['custom_item_id']) ?? 0;
    if (id !== 0 && !taskTypes.some((type) => type.id === id)) throw refuse('ITEM_136', 'Custom item not found');
    task.typeId = id;
  }
  if (typeof input['parent'] === 'string') {
    const parent = world.tasks.find(({ id }) => id === input['parent']);
    if (parent === undefined || parent === task) throw refuse('ITEM_137', 'Parent not found');
    task.parentId = parent.id;
  }
}

export function enter(task: Task, status: Status, now: Date): void {
  if (task.status === status) return;
  task.status = status;
  task.phases.push({ status, since: now });
}

export function createTask(world: ClickUpWorld, list: List, input: Input, by: { person: Person; now: Date }): Task {
  const status = input['status'] === undefined ? list.statuses[0] : statusNamed(list, input['status']);
  if (status === undefined) throw refuse('CRTSK_001', 'Status not found');
  const task: Task = {
    id: world.newTaskId(),
    number: world.tasks.length + 1,
    list,
    further: new Set(),
    name: '',
    text: '',
    status,
    priority: undefined,
    assignees: people(world, input['assignees']),
    watchers: [by.person],
    author: by.person,
    tags: [],
    typeId: 0,
    parentId: undefined,
    createdAt: by.now,
    updatedAt: by.now,
    startAt: undefined,
    dueAt: undefined,
    estimate: undefined,
    points: undefined,
    values: new Map(),
    waitsFor: new Set(),
    links: new Set(),
    comments: [],
    files: [],
    phases: [{ status, since: by.now }],
  };
  write(world, task, { name: '', ...input });
  for (const name of Array.isArray(input['tags']) ? input['tags'] : []) addTag(world, task, String(name));
  for (const field of Array.isArray(input['custom_fields']) ? (input['custom_fields'] as Input[]) : []) {
    setField(world, task, asText(field['id']) ?? '', field['value']);
  }
  world.tasks.push(task);
  return task;
}

export function updateTask(world: ClickUpWorld, task: Task, input: Input, now: Date): void {
  const status = input['status'] === undefined ? task.status : statusNamed(task.list, input['status']);
  const assignees = changed(world, task.assignees, input['assignees']);
  const watchers = changed(world, task.watchers, input['watchers']);
  write(world, task, input);
  enter(task, status, now);
  Object.assign(task, { assignees, watchers, updatedAt: now });
}

/** A tag nobody used before is made for the space. */
export function addTag(world: ClickUpWorld, task: Task, name: string): void {
  const tag = name.toLowerCase();
  if (!task.tags.includes(tag)) task.tags = [...task.tags, tag];
  const known = world.tags.get(task.list.space) ?? new Set();
  world.tags.set(task.list.space, known.add(tag));
}

export function setField(world: ClickUpWorld, task: Task, fieldId: string, value: unknown): Field {
  const field = fieldsOf(task.list).find(({ id }) => id === fieldId);
  if (field === undefined) throw new Refusal(fieldMissing());
  if (!setValue(world.people, task, field, value)) throw refuse('FIELD_011', 'Value is not valid for this field');
  return field;
}

const fieldMissing = (): Answer => clickUpError('FIELD_014', 'Custom field not found', 404);

/** Also its subtasks, and every trace others have of it. */
export function deleteTask(world: ClickUpWorld, task: Task): void {
  const gone = new Set([task.id]);
  for (const one of world.tasks) if (one.parentId !== undefined && gone.has(one.parentId)) gone.add(one.id);
  for (const one of world.tasks) {
    for (const id of gone) {
      one.waitsFor.delete(id);
      one.links.delete(id);
    }
  }
  world.tasks.splice(0, world.tasks.length, ...world.tasks.filter(({ id }) => !gone.has(id)));
}

export const taskOr401 = (world: ClickUpWorld, id: string): Task => {
  const found = world.tasks.find((task) => task.id === id.toLowerCase());
  if (found === undefined) throw new Refusal(notAuthorized());
  return found;
};
