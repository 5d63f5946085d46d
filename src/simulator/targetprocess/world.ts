import type { Person } from '../company/people.ts';
import type { Kind, Project, Stage, WorkItem } from '../company/work-item.ts';

export const typeNames: Readonly<Record<Kind, string>> = {
  epic: 'Feature',
  story: 'UserStory',
  task: 'Task',
  bug: 'Bug',
};
export const typeIds: Readonly<Record<string, number>> = {
  Project: 1,
  UserStory: 4,
  Task: 5,
  Bug: 8,
  Feature: 9,
  User: 6,
  Comment: 18,
};

type State = { readonly name: string; readonly offset: number; readonly isInitial: boolean; readonly isFinal: boolean };
export const states: Readonly<Record<Stage, State>> = {
  todo: { name: 'Open', offset: 0, isInitial: true, isFinal: false },
  doing: { name: 'In Progress', offset: 1, isInitial: false, isFinal: false },
  review: { name: 'In Testing', offset: 2, isInitial: false, isFinal: false },
  done: { name: 'Done', offset: 3, isInitial: false, isFinal: true },
};

/** Every type has states of its own, with the same names. */
export const stateId = (kind: Kind, stage: Stage): number =>
  (typeIds[typeNames[kind]] ?? 0) * 10 + states[stage].offset + 38;

export const priorityNames: Readonly<Record<WorkItem['priority'], string>> = {
  1: 'Must Have',
  2: 'Great',
  3: 'Good',
  4: 'Nice To Have',
};

const firstItemId = 12_001;

/** What one Targetprocess account holds. */
export class TargetprocessWorld {
  readonly projects: readonly Project[];
  readonly people: readonly Person[];
  readonly items: readonly WorkItem[];

  constructor(projects: readonly Project[], people: readonly Person[]) {
    this.projects = projects;
    this.people = people;
    this.items = projects.flatMap((project) => project.items);
  }

  projectId(key: string): number {
    return 201 + this.projects.findIndex((project) => project.key === key);
  }

  itemId(item: WorkItem): number {
    return firstItemId + this.items.indexOf(item);
  }

  /** Features hold stories and bugs; other kinds lie in the project directly. */
  featureOf(item: WorkItem): WorkItem | undefined {
    return this.items.find(({ project, number }) => project === item.project && number === item.parent);
  }

  /** Tasks need a story: the last one before them, if there is one. */
  storyOf(item: WorkItem): WorkItem | undefined {
    return this.items.findLast(
      ({ project, kind, number }) => project === item.project && kind === 'story' && number < item.number,
    );
  }
}
