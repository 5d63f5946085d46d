import { isoTime } from '../atlassian/query-words.ts';
import { htmlToMarkdown } from '../rich-text/html-to-markdown.ts';
import type { Item, ItemSummary, Project } from '../vocabulary.ts';
import type { Issue, WireProject } from './wire.ts';

export const summaryFields = ['summary', 'status', 'issuetype', 'project', 'assignee', 'updated'];
export const itemFields = [
  ...summaryFields,
  ...['description', 'reporter', 'priority', 'labels', 'parent', 'created', 'duedate'],
];

export function toProject({ id, key, name }: WireProject, baseUrl: string): Project {
  return { id, key, name, url: `${baseUrl}/browse/${encodeURIComponent(key)}` };
}

export function toSummary({ key, fields }: Issue, baseUrl: string): ItemSummary {
  const category = fields.status?.statusCategory?.key;
  return {
    id: key,
    title: fields.summary ?? key,
    type: fields.issuetype?.name,
    state: fields.status?.name,
    done: category === undefined ? undefined : category === 'done',
    assignees: fields.assignee ? [fields.assignee.displayName] : [],
    project: fields.project?.key,
    updatedAt: isoTime(fields.updated),
    url: `${baseUrl}/browse/${encodeURIComponent(key)}`,
  };
}

export async function toItem(issue: Issue, baseUrl: string): Promise<Item> {
  const { fields } = issue;
  return {
    ...toSummary(issue, baseUrl),
    description: await description(issue, baseUrl),
    author: fields.reporter?.displayName,
    priority: fields.priority?.name,
    labels: fields.labels ?? undefined,
    parent: fields.parent?.key,
    createdAt: isoTime(fields.created),
    dueDate: fields.duedate ?? undefined,
  };
}

/** The rendered text, the same for wiki markup and Atlassian's document format. */
async function description({ fields, renderedFields }: Issue, baseUrl: string): Promise<string | undefined> {
  const html = renderedFields?.description ?? '';
  if (html !== '') return htmlToMarkdown(html, baseUrl);
  return typeof fields.description === 'string' && fields.description !== '' ? fields.description : undefined;
}
