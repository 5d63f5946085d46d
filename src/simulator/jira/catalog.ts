import type { Kind, Stage, WorkItem } from '../company/work-item.ts';

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

export const issueTypes: Readonly<Record<Kind, { id: string; name: string; level: number; description: string }>> = {
  epic: { id: '10000', name: 'Epic', level: 1, description: 'A large piece of work with several issues.' },
  story: { id: '10001', name: 'Story', level: 0, description: 'Something a customer can do afterwards.' },
  task: { id: '10002', name: 'Task', level: 0, description: 'A small, distinct piece of work.' },
  bug: { id: '10004', name: 'Bug', level: 0, description: 'A problem or error.' },
};

export const priorities: Readonly<Record<WorkItem['priority'], { id: string; name: string }>> = {
  1: { id: '1', name: 'Highest' },
  2: { id: '2', name: 'High' },
  3: { id: '3', name: 'Medium' },
  4: { id: '4', name: 'Low' },
};

/** System fields in the order `names` and GET /field list them: id, name, schema type. */
export const systemFields: readonly (readonly [id: string, name: string, type: string])[] = [
  ['summary', 'Summary', 'string'],
  ['description', 'Description', 'string'],
  ['issuetype', 'Issue Type', 'issuetype'],
  ['project', 'Project', 'project'],
  ['status', 'Status', 'status'],
  ['priority', 'Priority', 'priority'],
  ['assignee', 'Assignee', 'user'],
  ['reporter', 'Reporter', 'user'],
  ['creator', 'Creator', 'user'],
  ['labels', 'Labels', 'array'],
  ['components', 'Components', 'array'],
  ['fixVersions', 'Fix versions', 'array'],
  ['parent', 'Parent', 'issuelink'],
  ['subtasks', 'Sub-tasks', 'array'],
  ['issuelinks', 'Linked Issues', 'array'],
  ['resolution', 'Resolution', 'resolution'],
  ['resolutiondate', 'Resolved', 'datetime'],
  ['created', 'Created', 'datetime'],
  ['updated', 'Updated', 'datetime'],
  ['duedate', 'Due date', 'date'],
  ['comment', 'Comment', 'comments-page'],
  ['attachment', 'Attachment', 'array'],
];

/** What *navigable leaves out. */
export const notNavigable: readonly string[] = ['comment', 'attachment'];
