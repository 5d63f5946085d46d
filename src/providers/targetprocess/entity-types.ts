import { AppError } from '../../lib/app-error.ts';

/** Types of work, of which Assignables holds all. Others have a number too: releases, test cases, projects. */
export const workTypes = [
  'PortfolioEpic',
  'Epic',
  'Feature',
  'UserStory',
  'Task',
  'Bug',
  'Request',
  'TestPlan',
  'TestPlanRun',
  'Impediment',
] as const;

const otherPlurals: Readonly<Record<string, string>> = {
  UserStory: 'UserStories',
  Process: 'Processes',
};

/** Where entities of a type are read and written, below `/api/v1/`. Types of an account's own work in the singular. */
export function collectionOf(type: string): string {
  // It becomes part of a path and comes from the answer of the server.
  if (!/^[a-z]\w*$/i.test(type)) throw new AppError('unexpected-answer', `“${type}” is no entity type.`, 'Try again.');
  const isKnown = (workTypes as readonly string[]).includes(type) || otherKnown.has(type);
  return isKnown ? (otherPlurals[type] ?? `${type}s`) : type;
}

const otherKnown = new Set([
  ...['Project', 'Program', 'Release', 'Iteration', 'TeamIteration', 'TestCase', 'Team', 'User', 'Build', 'Milestone'],
]);

/** The fields that may hold an entity's parent, the usual one first; each is called like the parent's type. */
export const parentFields: Readonly<Record<string, readonly string[]>> = {
  Task: ['UserStory'],
  Bug: ['UserStory', 'Feature'],
  UserStory: ['Feature'],
  Feature: ['Epic'],
  Epic: ['PortfolioEpic'],
};

export const childCollections: Readonly<Record<string, readonly string[]>> = {
  PortfolioEpic: ['Epics'],
  Epic: ['Features'],
  Feature: ['UserStories', 'Bugs'],
  UserStory: ['Tasks', 'Bugs'],
  TestPlan: ['TestCases'],
};

/** People write "User Story", Targetprocess "UserStory". */
export const isSameType = (a: string, b: string): boolean => squeezed(a) === squeezed(b);

const squeezed = (text: string): string => text.replaceAll(/[\s_-]+/g, '').toLowerCase();
