import type { Kind, Stage, WorkItem } from '../company/work-item.ts';

export const typeNames: Readonly<Record<Kind, string>> = {
  epic: 'Feature',
  story: 'UserStory',
  task: 'Task',
  bug: 'Bug',
};

export const typeIds: Readonly<Record<string, number>> = {
  Project: 1,
  Iteration: 2,
  Release: 3,
  UserStory: 4,
  Task: 5,
  User: 6,
  Bug: 8,
  Feature: 9,
  Request: 17,
  Comment: 18,
  TeamIteration: 26,
  Epic: 27,
};

type State = { readonly name: string; readonly offset: number; readonly isInitial: boolean; readonly isFinal: boolean };
export const states: Readonly<Record<Stage, State>> = {
  todo: { name: 'Open', offset: 0, isInitial: true, isFinal: false },
  doing: { name: 'In Progress', offset: 1, isInitial: false, isFinal: false },
  review: { name: 'In Testing', offset: 2, isInitial: false, isFinal: false },
  done: { name: 'Done', offset: 3, isInitial: false, isFinal: true },
};

export const priorityNames: Readonly<Record<WorkItem['priority'], string>> = {
  1: 'Must Have',
  2: 'Great',
  3: 'Good',
  4: 'Nice To Have',
};
