import { isAdministrator, mayWrite, type Person } from '../company/people.ts';

type Operation = { readonly operation: string; readonly targetType: string };

const on = (operation: string, ...targets: string[]): Operation[] =>
  targets.map((targetType) => ({ operation, targetType }));

export const operationsOfUser = (person: Person): Operation[] => [
  ...on('use', 'application'),
  ...(mayWrite(person) ? on('create_space', 'application') : []),
  ...(isAdministrator(person) ? on('administer', 'application') : []),
];

export const operationsInSpace = (person: Person): Operation[] => [
  ...on('read', 'space'),
  ...(mayWrite(person) ? on('create', 'page', 'blogpost', 'comment', 'attachment') : []),
  ...(mayWrite(person) ? on('delete', 'page', 'blogpost', 'comment', 'attachment') : []),
  ...(isAdministrator(person) ? on('administer', 'space') : []),
];

export const operationsOnPage = (person: Person): Operation[] => [
  ...on('read', 'page'),
  ...(mayWrite(person) ? [...on('update', 'page'), ...on('delete', 'page')] : []),
  ...(mayWrite(person) ? on('create', 'comment', 'attachment') : []),
];
