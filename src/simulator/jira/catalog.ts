import type { Stage } from '../company/work-item.ts';
import type { IssueKind, Priority } from './issue.ts';

type Category = { readonly id: number; readonly key: string; readonly colorName: string; readonly name: string };
const categories = {
  new: { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do' },
  indeterminate: { id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress' },
  done: { id: 3, key: 'done', colorName: 'green', name: 'Done' },
} satisfies Record<string, Category>;

export const statuses: Readonly<Record<Stage, { id: string; name: string; category: Category }>> = {
  todo: { id: '10000', name: 'To Do', category: categories.new },
  doing: { id: '3', name: 'In Progress', category: categories.indeterminate },
  review: { id: '10001', name: 'In Review', category: categories.indeterminate },
  done: { id: '10002', name: 'Done', category: categories.done },
};

export const issueTypes: Readonly<Record<IssueKind, { id: string; name: string; level: number; description: string }>> =
  {
    epic: { id: '10000', name: 'Epic', level: 1, description: 'A large piece of work with several issues.' },
    story: { id: '10001', name: 'Story', level: 0, description: 'Something a customer can do afterwards.' },
    task: { id: '10002', name: 'Task', level: 0, description: 'A small, distinct piece of work.' },
    subtask: { id: '10003', name: 'Subtask', level: -1, description: 'A part of another issue.' },
    bug: { id: '10004', name: 'Bug', level: 0, description: 'A problem or error.' },
  };

export const priorities: Readonly<Record<Priority, { id: string; name: string }>> = {
  1: { id: '1', name: 'Highest' },
  2: { id: '2', name: 'High' },
  3: { id: '3', name: 'Medium' },
  4: { id: '4', name: 'Low' },
};

/** Custom fields have the same ids on both sites; the epic's fields are Data Center's alone. */
export const fieldIds = {
  epicName: 'customfield_10011',
  epicLink: 'customfield_10014',
  startDate: 'customfield_10015',
  points: 'customfield_10016',
  sprint: 'customfield_10020',
  criteria: 'customfield_10030',
  team: 'customfield_10040',
  severity: 'customfield_10041',
  tester: 'customfield_10042',
  platforms: 'customfield_10043',
} as const;

type Option = { readonly id: string; readonly value: string };
const optionsFrom = (first: number, ...values: string[]): Option[] =>
  values.map((value, index) => ({ id: String(first + index), value }));

/** The choices of a custom field. */
export const options: Readonly<Record<string, readonly Option[]>> = {
  [fieldIds.team]: optionsFrom(10_300, 'Front of house', 'Workshop', 'Delivery'),
  [fieldIds.severity]: optionsFrom(10_310, 'Cosmetic', 'Annoying', 'Blocking'),
  [fieldIds.platforms]: optionsFrom(10_320, 'Web', 'iOS', 'Android'),
};

export const resolutions = ['Done', "Won't Do", 'Duplicate'].map((name, index) => ({
  id: String(10_000 + index),
  name,
}));

export const linkTypes = [
  { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
  { id: '10001', name: 'Cloners', inward: 'is cloned by', outward: 'clones' },
  { id: '10002', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
  { id: '10003', name: 'Relates', inward: 'relates to', outward: 'relates to' },
];

/** What *navigable leaves out. */
export const notNavigable: readonly string[] = ['comment', 'attachment', 'worklog', 'timetracking'];
