import pLimit from 'p-limit';
import type { GetItemOptions, ItemInclude } from '../provider.ts';
import type { Item } from '../vocabulary.ts';
import { isSameName } from '../name-match.ts';
import { fieldValues } from './fields.ts';
import { toItem } from './items.ts';
import { issuePath, mostAtOnce, type JiraSite } from './site.ts';
import { issue as issueAnswer, type Issue } from './wire.ts';
import * as parts from './parts.ts';
import { development } from './development.ts';

/** What one part adds to an item. */
type Part = Partial<Item>;

export async function getItem(site: JiraSite, id: string, options: GetItemOptions = {}): Promise<Item> {
  const { signal, include = [], fields: wanted = [] } = options;
  const issue = await readIssue(site, id, include, signal);
  const limit = pLimit(mostAtOnce);
  const added = await Promise.all(
    [...new Set(include)].map((name) => limit(() => readPart(site, issue, name, signal))),
  );
  const { fields, unknown } = await furtherFields(site, issue, wanted);
  const notes = added.flatMap((part) => part.notes ?? []);
  if (unknown.length > 0) notes.push(`This issue has no field named ${unknown.join(', ')}.`);
  return {
    ...(await toItem(site, issue)),
    ...Object.assign({}, ...added),
    ...(wanted.length === 0 ? {} : { fields }),
    notes: notes.length === 0 ? undefined : notes,
  } as Item;
}

/** Everything at once, with the names of the custom fields; the long parts are asked for by themselves. */
export function readIssue(
  { api, ...site }: JiraSite,
  id: string,
  include: readonly ItemInclude[] = [],
  signal?: AbortSignal,
): Promise<Issue> {
  const without = ['comment', 'worklog', ...(include.includes('attachments') ? [] : ['attachment'])];
  const wanted = { fields: ['*all', ...without.map((name) => `-${name}`)].join(','), expand: 'names,schema' };
  return api.get(issuePath({ api, ...site }, id), wanted, issueAnswer, signal);
}

function readPart(site: JiraSite, issue: Issue, name: ItemInclude, signal?: AbortSignal): Promise<Part> {
  switch (name) {
    case 'comments':
      return parts.comments(site, issue, signal);
    case 'history':
      return parts.history(site, issue, signal);
    case 'links':
      return parts.links(site, issue, signal);
    case 'children':
      return parts.children(site, issue, signal);
    case 'attachments':
      return Promise.resolve({ attachments: (issue.fields.attachment ?? []).map(parts.toAttachment) });
    case 'time':
      return parts.time(site, issue, signal);
    case 'development':
      return development(site, issue, signal);
    case 'watchers':
      return parts.watchers(site, issue, signal);
    case 'moves':
      return parts.moves(site, issue, signal);
  }
}

/** What an item shows anyway. */
const shownAnyway = new Set([
  ...[
    'summary',
    'description',
    'issuetype',
    'project',
    'status',
    'priority',
    'assignee',
    'reporter',
    'labels',
    'parent',
  ],
  ...['subtasks', 'issuelinks', 'created', 'updated', 'duedate', 'comment', 'worklog', 'attachment', 'timetracking'],
  ...['watches', 'votes', 'statuscategorychangedate', 'lastViewed', 'workratio', 'progress', 'aggregateprogress'],
]);

async function furtherFields(site: JiraSite, issue: Issue, wanted: readonly string[]) {
  const all = Object.entries(issue.names ?? {}).map(([id, name]) => ({ id, name, schema: issue.schema?.[id] }));
  const isAll = wanted.includes('*');
  const fits = (word: string) => all.filter(({ id, name }) => id === word.trim() || isSameName(name, word));
  const named = isAll ? all.filter(({ id }) => !shownAnyway.has(id)) : [...new Set(wanted.flatMap(fits))];
  const unknown = isAll ? [] : wanted.filter((word) => fits(word).length === 0);
  return { fields: await fieldValues(site, named, issue.fields), unknown };
}
