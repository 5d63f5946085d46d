import { isoTime } from '../atlassian/query-words.ts';
import type { Attachment, Comment, HistoryEntry, Link, TimeEntry } from '../item-parts.ts';
import type { Item } from '../vocabulary.ts';
import { dayOf, timeZoneOf } from './days.ts';
import { isEpicLink } from './fields.ts';
import { summaryFields, toChild, toSummary } from './items.ts';
import { issuePath, type JiraSite } from './site.ts';
import * as wire from './wire.ts';
import { transitions } from './wire-fields.ts';

type Part = Partial<Item>;

const mostComments = 30;
const mostHistory = 30;
const mostTime = 50;
const mostChildren = 50;

const cut = (shown: number, total: number | undefined, what: string): Part =>
  total === undefined || total <= shown
    ? {}
    : { notes: [`Only the newest ${String(shown)} of ${String(total)} ${what} are shown.`] };

export async function toComment(site: JiraSite, comment: wire.WireComment): Promise<Comment> {
  const createdAt = isoTime(comment.created);
  const updatedAt = isoTime(comment.updated);
  const isInternal = Boolean(comment.visibility) || comment.jsdPublic === false;
  return {
    id: comment.id,
    author: comment.author?.displayName,
    createdAt,
    ...(updatedAt === createdAt ? {} : { updatedAt }),
    text: await site.toMarkdown(comment.body ?? ''),
    ...(isInternal ? { internal: true } : {}),
  };
}

export async function comments(site: JiraSite, { key }: wire.Issue, signal?: AbortSignal): Promise<Part> {
  const newest = { orderBy: '-created', maxResults: mostComments };
  const page = await site.api.get(issuePath(site, key, '/comment'), newest, wire.commentPage, signal);
  const all = await Promise.all(page.comments.slice(0, mostComments).map((each) => toComment(site, each)));
  // Older servers do not sort by themselves.
  const sorted = all.reverse().sort((a, b) => (a.createdAt ?? '').localeCompare(b.createdAt ?? ''));
  return { comments: sorted, ...cut(sorted.length, page.total, 'comments') };
}

export async function history(site: JiraSite, { key }: wire.Issue, signal?: AbortSignal): Promise<Part> {
  const { all, total } = site.isCloud ? await pagedHistory(site, key, signal) : await wholeHistory(site, key, signal);
  const entries = all.map((each): HistoryEntry => {
    const at = isoTime(each.created) ?? each.created;
    return { at, ...(each.author ? { by: each.author.displayName } : {}), changes: each.items.map(changeOf) };
  });
  const newest = entries.sort((a, b) => a.at.localeCompare(b.at)).slice(-mostHistory);
  return { history: newest, ...cut(newest.length, total, 'changes') };
}

const mostLength = 300;
const short = (text: string): string => (text.length > mostLength ? `${text.slice(0, mostLength)}…` : text);
/** Told in seconds, whatever the unit of the site. */
const durations = new Set(['timeoriginalestimate', 'timeestimate', 'timespent', 'worklogtimespent']);
const historyValue = (field: string, text: string): string =>
  durations.has(field.toLowerCase().replaceAll(' ', '')) && /^\d+$/.test(text)
    ? `${String(Math.round(Number(text) / 36) / 100)} h`
    : short(text);
const changeOf = ({ field, from, to }: wire.WireHistory['items'][number]): HistoryEntry['changes'][number] => ({
  field,
  ...(from === undefined ? {} : { from: historyValue(field, from) }),
  ...(to === undefined ? {} : { to: historyValue(field, to) }),
});

type AllHistory = { readonly all: readonly wire.WireHistory[]; readonly total: number };

/** Oldest first on Cloud: the last page is asked for once the first has told where it begins. */
async function pagedHistory(site: JiraSite, key: string, signal?: AbortSignal): Promise<AllHistory> {
  const read = (startAt: number) =>
    site.api.get(issuePath(site, key, '/changelog'), { startAt, maxResults: 100 }, wire.historyPage, signal);
  const first = await read(0);
  const total = first.total ?? first.values.length;
  if (total <= first.values.length) return { all: first.values, total };
  return { all: (await read(total - mostHistory)).values, total };
}

async function wholeHistory(site: JiraSite, key: string, signal?: AbortSignal): Promise<AllHistory> {
  const wanted = { fields: 'updated', expand: 'changelog' };
  const { changelog } = await site.api.get(issuePath(site, key), wanted, wire.issueHistory, signal);
  const all = changelog?.histories ?? [];
  return { all, total: all.length };
}

export function toLinks(all: readonly wire.IssueLink[]): Link[] {
  return all.flatMap(({ type, inwardIssue, outwardIssue }) => {
    const other = outwardIssue ?? inwardIssue;
    if (!other) return [];
    return [
      {
        type: outwardIssue ? type.outward : type.inward,
        to: other.key,
        title: other.fields?.summary ?? undefined,
        state: other.fields?.status?.name,
      },
    ];
  });
}

/** Jira does not say in which project a linked issue lies: that is looked up, so that limits can be kept. */
export async function links(site: JiraSite, issue: wire.Issue, signal?: AbortSignal): Promise<Part> {
  const toIssues = toLinks(issue.fields.issuelinks ?? []);
  const [remote, projects] = await Promise.all([
    site.api.get(issuePath(site, issue.key, '/remotelink'), undefined, wire.remoteLinks, signal),
    projectsOf(
      site,
      toIssues.map(({ to }) => to),
      signal,
    ),
  ]);
  const toPages = remote.map(({ object }) => ({ type: 'web link', to: object.url, title: object.title ?? undefined }));
  return { links: [...toIssues.map((link) => ({ ...link, projectId: projects.get(link.to) })), ...toPages] };
}

async function find(
  site: JiraSite,
  jql: string,
  fields: readonly string[],
  signal?: AbortSignal,
): Promise<wire.Issue[]> {
  const wanted = { jql, maxResults: mostChildren, fields: fields.join(',') };
  const page = site.isCloud
    ? await site.api.get('rest/api/3/search/jql', wanted, wire.tokenPage, signal)
    : await site.api.get('rest/api/2/search', wanted, wire.offsetPage, signal);
  return page.issues;
}

async function projectsOf(site: JiraSite, keys: readonly string[], signal?: AbortSignal): Promise<Map<string, string>> {
  const safe = keys.filter((key) => /^\w+-\d+$/.test(key)).slice(0, mostChildren);
  if (safe.length === 0) return new Map();
  const found = await find(site, `key in (${safe.join(', ')})`, ['project'], signal);
  return new Map(found.flatMap(({ key, fields }) => (fields.project?.id ? [[key, fields.project.id]] : [])));
}

/** Data Center's parent is for sub-tasks alone; what belongs to an epic is found by its link. */
export async function children(site: JiraSite, issue: wire.Issue, signal?: AbortSignal): Promise<Part> {
  const key = `"${issue.key.replaceAll('"', '')}"`;
  const hasEpics = site.isCloud || Object.values(issue.schema ?? {}).some(isEpicLink);
  const subtasks = (issue.fields.subtasks ?? []).map((each) => toChild(each, site.baseUrl));
  if (!hasEpics) return { children: subtasks };
  const jql = site.isCloud ? `parent = ${key}` : `"Epic Link" = ${key}`;
  const found = (await find(site, `${jql} ORDER BY key`, summaryFields, signal)).map((each) =>
    toSummary(each, site.baseUrl),
  );
  const known = new Set(found.map(({ id }) => id));
  const all = [...found, ...subtasks.filter(({ id }) => !known.has(id))];
  const isCut = found.length >= mostChildren;
  return {
    children: all,
    ...(isCut ? { notes: ['There are more children; search_items with parent = … finds them all.'] } : {}),
  };
}

export function toAttachment(attachment: wire.WireAttachment): Attachment {
  return {
    id: attachment.id,
    name: attachment.filename,
    type: attachment.mimeType ?? undefined,
    size: attachment.size ?? undefined,
    author: attachment.author?.displayName,
    createdAt: isoTime(attachment.created),
  };
}

/** The day is that of the key's owner, as Jira itself shows it to them. */
export async function toTimeEntry(site: JiraSite, worklog: wire.WireWorklog, timeZone: string): Promise<TimeEntry> {
  const comment = await site.toMarkdown(worklog.comment ?? '');
  return {
    id: worklog.id,
    date: dayOf(worklog.started, timeZone),
    hours: Math.round(worklog.timeSpentSeconds / 36) / 100,
    by: worklog.author?.displayName,
    ...(comment === '' ? {} : { comment }),
  };
}

export async function time(site: JiraSite, { key }: wire.Issue, signal?: AbortSignal): Promise<Part> {
  const path = issuePath(site, key, '/worklog');
  // Data Center gives them all.
  const page = await site.api.get(path, site.isCloud ? { maxResults: 5000 } : undefined, wire.worklogPage, signal);
  const newest = page.worklogs.slice(-mostTime);
  const timeZone = await timeZoneOf(site, signal);
  const entries = await Promise.all(newest.map((each) => toTimeEntry(site, each, timeZone)));
  return { time: entries, ...cut(entries.length, page.total, 'time entries') };
}

export async function watchers(site: JiraSite, { key }: wire.Issue, signal?: AbortSignal): Promise<Part> {
  const list = await site.api.get(issuePath(site, key, '/watchers'), undefined, wire.watcherList, signal);
  return { watchers: list.watchers.map(({ displayName, name, accountId }) => displayName || name || accountId || '') };
}

export async function moves(site: JiraSite, { key }: wire.Issue, signal?: AbortSignal): Promise<Part> {
  const { transitions: all } = await site.api.get(issuePath(site, key, '/transitions'), undefined, transitions, signal);
  return { moves: [...new Set(all.map(({ to }) => to.name))] };
}
