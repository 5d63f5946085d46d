import { carryOut } from '../company/plan.ts';
import { clickUpPlans, type ListPlan } from './seed.ts';
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

export type Task = { readonly id: string; readonly item: WorkItem; readonly list: List };
export type Space = { readonly id: string; readonly name: string };
export type Folder = { readonly id: string; readonly name: string; readonly space: Space };
export type List = {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly space: Space;
  /** Absent: the list lies in the space directly. */
  readonly folder: Folder | undefined;
};

export const teamId = '9012345678';
export const userId = (person: Person): number => 81_000_000 + person.number;

/** Short ids of letters and digits, as `86c2ab3k1`; the same on every run. */
const taskId = (serial: number): string => `86c${(1_000_003 * (serial + 11)).toString(36).padStart(6, '0').slice(-6)}`;

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

/** The one workspace: spaces, folders, lists, tasks. */
export class ClickUpWorld {
  readonly people: readonly Person[];
  readonly spaces: readonly Space[];
  readonly folders: readonly Folder[];
  readonly lists: readonly List[];
  readonly tasks: readonly Task[];

  constructor(people: readonly Person[], now: Date) {
    this.people = people;
    this.spaces = spacesOf(clickUpPlans);
    this.folders = foldersOf(clickUpPlans, this.spaces);
    this.lists = clickUpPlans.map((plan, index) => this.#list(plan, index));
    let serial = 0;
    this.tasks = clickUpPlans.flatMap((plan, index) => {
      const list = this.lists[index];
      if (list === undefined) return [];
      return carryOut(plan, now, people).items.map((item) => ({ id: taskId(serial++), item, list }));
    });
  }

  #list(plan: ListPlan, index: number): List {
    const space = this.spaces.find(({ name }) => name === plan.space);
    if (space === undefined) throw new Error(`No space for the list ${plan.name}.`);
    const folder = this.folders.find((each) => each.name === plan.folder && each.space === space);
    return { id: String(901_210_000_000 + index), name: plan.name, about: plan.about, space, folder };
  }

  parentOf(task: Task): Task | undefined {
    return this.tasks.find(({ list, item }) => list === task.list && item.number === task.item.parent);
  }

  tasksIn(list: List): Task[] {
    return this.tasks.filter((task) => task.list === list);
  }
}
