import { carryOut } from '../company/plan.ts';
import { clickUpPlans, type ListPlan } from './seed.ts';
import { seedExtras } from './seed-extras.ts';
import type { Person } from '../company/people.ts';
import type { Stage, WorkItem } from '../company/work-item.ts';

export type Status = {
  readonly status: string;
  readonly type: 'open' | 'custom' | 'closed';
  readonly orderindex: number;
  readonly color: string;
};

export const statuses: Readonly<Record<Stage, Status>> = {
  todo: { status: 'to do', type: 'open', orderindex: 0, color: '#87909e' },
  doing: { status: 'in progress', type: 'custom', orderindex: 1, color: '#1090e0' },
  review: { status: 'in review', type: 'custom', orderindex: 2, color: '#f8ae00' },
  done: { status: 'complete', type: 'closed', orderindex: 3, color: '#008844' },
};
/** One list has a state of its own. */
const atThePrinter: Status = { status: 'at the printer', type: 'custom', orderindex: 2, color: '#7c3aed' };

export const taskTypes = [
  { id: 1, name: 'Milestone', name_plural: 'Milestones', description: '' },
  { id: 1001, name: 'Bug', name_plural: 'Bugs', description: 'Something that is wrong.' },
] as const;

export type Comment = {
  readonly id: string;
  blocks: readonly Readonly<Record<string, unknown>>[];
  readonly author: Person;
  readonly at: Date;
  readonly replies: Comment[];
};
export type TaskFile = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly author: Person;
  readonly at: Date;
};
export type TimeEntry = {
  readonly id: string;
  readonly task: Task;
  readonly person: Person;
  start: number;
  /** Milliseconds. */
  duration: number;
  description: string;
  tags: readonly string[];
};

export type Task = {
  readonly id: string;
  readonly number: number;
  list: List;
  /** Other lists that show it. */
  readonly further: Set<List>;
  name: string;
  /** Markdown. */
  text: string;
  status: Status;
  priority: 1 | 2 | 3 | 4 | undefined;
  assignees: readonly Person[];
  watchers: readonly Person[];
  readonly author: Person;
  tags: readonly string[];
  typeId: number;
  parentId: string | undefined;
  readonly createdAt: Date;
  updatedAt: Date;
  /** Milliseconds since 1970. */
  startAt: number | undefined;
  dueAt: number | undefined;
  estimate: number | undefined;
  points: number | undefined;
  readonly values: Map<string, unknown>;
  /** Ids of the tasks that come first. */
  readonly waitsFor: Set<string>;
  readonly links: Set<string>;
  comments: Comment[];
  readonly files: TaskFile[];
  readonly phases: { readonly status: Status; readonly since: Date }[];
};
export type Space = { readonly id: string; readonly name: string };
export type Folder = { readonly id: string; readonly name: string; readonly space: Space };
export type List = {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly space: Space;
  /** Absent: the list lies in the space directly. */
  readonly folder: Folder | undefined;
  readonly statuses: readonly Status[];
  /** Milliseconds since 1970; sprints have both. */
  readonly startAt: number | undefined;
  readonly dueAt: number | undefined;
};

export const teamId = '9012345678';
export const userId = (person: Person): number => 81_000_000 + person.number;
const dayMs = 86_400_000;

/** Short ids of letters and digits, as `86c2ab3k1`; the same on every run. */
const taskId = (serial: number): string => `86c${(1_000_003 * (serial + 11)).toString(36).padStart(6, '0').slice(-6)}`;

/** A day as ClickUp keeps it: four in the morning of the owner, who lives in Oslo. */
export function momentOfDay(ms: number): number {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short' }).format(ms);
  return Date.parse(`${day}T03:00:00Z`);
}
const dayStart = (day: string | undefined): number | undefined =>
  day === undefined ? undefined : Date.parse(`${day}T03:00:00Z`);

function spacesOf(plans: readonly ListPlan[]): Space[] {
  const names = [...new Set(plans.map(({ space }) => space))];
  return names.map((name, index) => ({ id: String(90_121_000_000 + index), name }));
}

function foldersOf(plans: readonly ListPlan[], spaces: readonly Space[]): Folder[] {
  const folders: Folder[] = [];
  for (const plan of plans) {
    const space = spaces.find(({ name }) => name === plan.space);
    if (plan.folder === undefined || space === undefined) continue;
    const known = folders.some((folder) => folder.name === plan.folder && folder.space === space);
    if (!known) folders.push({ id: String(90_125_000_000 + folders.length), name: plan.folder, space });
  }
  return folders;
}

const commentsOf = (item: WorkItem, index: number): Comment[] =>
  item.remarks.map(({ author, at, text }, place) => ({
    id: String(90_120_000_000 + index * 10 + place),
    blocks: [{ text, attributes: {} }],
    author,
    at,
    replies: [],
  }));

/** The one workspace: spaces, folders, lists, tasks, and all that is written to it until the program ends. */
export class ClickUpWorld {
  readonly people: readonly Person[];
  readonly spaces: readonly Space[];
  readonly folders: readonly Folder[];
  readonly lists: readonly List[];
  readonly tasks: Task[] = [];
  readonly entries: TimeEntry[] = [];
  readonly tags = new Map<Space, Set<string>>();
  #serial = 0;

  constructor(people: readonly Person[], now: Date) {
    this.people = people;
    this.spaces = spacesOf(clickUpPlans);
    this.folders = foldersOf(clickUpPlans, this.spaces);
    this.lists = clickUpPlans.map((plan, index) => this.#list(plan, index, now));
    for (const [index, plan] of clickUpPlans.entries()) this.#fill(this.lists[index], plan, now);
    for (const plan of clickUpPlans) {
      const space = this.spaces.find(({ name }) => name === plan.space);
      if (space !== undefined) this.tags.set(space, new Set([...(this.tags.get(space) ?? []), ...plan.labels]));
    }
    seedExtras(this, now);
  }

  /** Counts up over everything that is made. */
  nextSerial(): number {
    this.#serial += 1;
    return this.#serial;
  }

  newTaskId(): string {
    return taskId(this.tasks.length + 500 + this.nextSerial());
  }

  #list(plan: ListPlan, index: number, now: Date): List {
    const space = this.spaces.find(({ name }) => name === plan.space);
    if (space === undefined) throw new Error(`No space for the list ${plan.name}.`);
    const folder = this.folders.find((each) => each.name === plan.folder && each.space === space);
    const all = Object.values(statuses);
    const [from, to] = plan.days ?? [];
    const at = (days: number | undefined) =>
      days === undefined ? undefined : momentOfDay(now.getTime() + days * dayMs);
    const id = String(901_210_000_000 + index);
    const own = plan.key === 'Catalogue' ? [...all.slice(0, 2), atThePrinter, ...all.slice(2)] : all;
    return { id, name: plan.name, about: plan.about, space, folder, statuses: own, startAt: at(from), dueAt: at(to) };
  }

  #fill(list: List | undefined, plan: ListPlan, now: Date): void {
    if (list === undefined) return;
    const first = this.tasks.length;
    for (const item of carryOut(plan, now, this.people).items) {
      const parentId = item.parent === undefined ? undefined : taskId(first + item.parent - 1);
      this.tasks.push(taskOf(item, list, this.tasks.length, parentId));
    }
  }

  tasksIn(list: List, options: { readonly further: boolean } = { further: false }): Task[] {
    return this.tasks.filter((task) => task.list === list || (options.further && task.further.has(list)));
  }

  person(id: unknown): Person | undefined {
    return this.people.find((person) => userId(person) === Number(id));
  }
}

function taskOf(item: WorkItem, list: List, index: number, parentId: string | undefined): Task {
  const status = statuses[item.stage];
  return {
    id: taskId(index),
    number: item.number,
    list,
    further: new Set(),
    name: item.title,
    text: item.description,
    status,
    priority: item.kind === 'epic' ? undefined : item.priority,
    assignees: item.assignee === undefined ? [] : [item.assignee],
    watchers: [item.author],
    author: item.author,
    tags: item.labels,
    typeId: item.kind === 'bug' ? 1001 : 0,
    parentId,
    createdAt: item.createdAt,
    updatedAt: item.updatedAt,
    startAt: dayStart(item.startOn),
    dueAt: dayStart(item.dueOn),
    estimate: undefined,
    points: undefined,
    values: new Map(),
    waitsFor: new Set(),
    links: new Set(),
    comments: commentsOf(item, index),
    files: [],
    phases: [
      { status: statuses.todo, since: item.createdAt },
      ...(item.stage === 'todo' ? [] : [{ status, since: item.updatedAt }]),
    ],
  };
}
