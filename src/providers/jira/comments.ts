import { AppError } from '../../lib/app-error.ts';
import type { CommentChange, Prepared } from '../writes.ts';
import { linkedProject } from './linked-project.ts';
import { toComment } from './parts.ts';
import { withFieldNames } from './refusals.ts';
import { browseUrl, issuePath, type JiraSite } from './site.ts';
import { commentAnswer, type WireComment } from './wire.ts';

type Change<K extends CommentChange['kind']> = Extract<CommentChange, { kind: K }>;

export async function prepareComment(site: JiraSite, change: CommentChange, signal?: AbortSignal): Promise<Prepared> {
  const about = await linkedProject(site, change.on, signal);
  const common = { target: `Comment on ${about.key} ${about.title}`, projects: [about.projectId] };
  switch (change.kind) {
    case 'add':
      return { ...common, kind: 'create', ...(await toAdd(site, about.key, change, signal)) };
    case 'edit':
      return { ...common, kind: 'update', ...(await toEdit(site, about.key, change, signal)) };
    case 'delete':
      return { ...common, kind: 'delete', ...(await toDelete(site, about.key, change, signal)) };
  }
}

type Doing = Pick<Prepared, 'changes' | 'apply'>;

const commentPath = (site: JiraSite, key: string, id = ''): string =>
  issuePath(site, key, id === '' ? '/comment' : `/comment/${encodeURIComponent(id)}`);

/** Asked for below its issue, so a comment of another one is not found. */
const read = (site: JiraSite, key: string, id: string, signal?: AbortSignal): Promise<WireComment> =>
  site.api.get(commentPath(site, key, id), undefined, commentAnswer, signal);

const link = (site: JiraSite, key: string, id: string): string =>
  `${browseUrl(site, key)}?focusedCommentId=${encodeURIComponent(id)}`;

async function toAdd(site: JiraSite, key: string, change: Change<'add'>, signal?: AbortSignal): Promise<Doing> {
  const text =
    change.replyTo === undefined ? change.text : await answer(site, key, change.replyTo, change.text, signal);
  const visibility = change.internal === true ? { visibility: internalTo } : {};
  const changes = [
    { field: 'comment', after: text },
    ...(change.internal === true ? [{ field: 'visible to', after: internalTo.value }] : []),
  ];
  return {
    changes,
    apply: async (again) => {
      const body = { body: await site.toNative(text), ...visibility };
      const made = await written(site, { method: 'POST', path: commentPath(site, key), body, signal: again });
      const comment = await toComment(site, made);
      const seen = change.internal === true && comment.internal !== true;
      return {
        ...{ id: made.id, url: link(site, key, made.id), changes },
        ...(seen ? { problems: ['Jira made the comment visible to everybody who sees the issue.'] } : {}),
      };
    },
  };
}

/** The role every Jira has; who is in it is the project's affair. */
const internalTo = { type: 'role', value: 'Administrators' } as const;

const mostQuoted = 400;

/** Jira has no replies: an answer quotes what it answers. */
async function answer(site: JiraSite, key: string, id: string, text: string, signal?: AbortSignal): Promise<string> {
  const { author, text: before } = await toComment(site, await read(site, key, id, signal));
  const short = before.length > mostQuoted ? `${before.slice(0, mostQuoted).trimEnd()}…` : before;
  const quoted = [`${author ?? 'Somebody'} wrote:`, '', ...short.split('\n')].map((line) => `> ${line}`.trimEnd());
  return `${quoted.join('\n')}\n\n${text}`;
}

async function toEdit(site: JiraSite, key: string, change: Change<'edit'>, signal?: AbortSignal): Promise<Doing> {
  const wire = await read(site, key, change.comment, signal);
  const before = (await toComment(site, wire)).text;
  const changes = before.trim() === change.text.trim() ? [] : [{ field: 'comment', before, after: change.text }];
  // What is not sent along is taken off.
  const visibility = wire.visibility
    ? { visibility: { type: wire.visibility.type, value: wire.visibility.value } }
    : {};
  return {
    changes,
    apply: async (again) => {
      const result = { id: wire.id, url: link(site, key, wire.id) };
      if (changes.length === 0) return { ...result, changes };
      const body = { body: await site.toNative(change.text), ...visibility };
      const made = await written(site, { method: 'PUT', path: commentPath(site, key, wire.id), body, signal: again });
      return { ...result, changes: [{ field: 'comment', before, after: (await toComment(site, made)).text }] };
    },
  };
}

async function toDelete(site: JiraSite, key: string, change: Change<'delete'>, signal?: AbortSignal): Promise<Doing> {
  const { id, text } = await toComment(site, await read(site, key, change.comment, signal));
  const changes = [{ field: 'comment', before: text }];
  return {
    changes,
    apply: async (again) => {
      await site.api.request({ method: 'DELETE', path: commentPath(site, key, id), signal: again });
      return { id, url: browseUrl(site, key), changes };
    },
  };
}

type Send = { method: 'POST' | 'PUT'; path: string; body: { visibility?: unknown }; signal: AbortSignal | undefined };

async function written(site: JiraSite, request: Send): Promise<WireComment> {
  try {
    return await site.api.send(request, commentAnswer);
  } catch (error) {
    const isRole =
      request.body.visibility !== undefined && error instanceof AppError && error.code === 'change-rejected';
    if (!isRole) throw withFieldNames(error, []);
    throw new AppError(
      'change-rejected',
      'Jira did not accept a comment visible to the role Administrators only.',
      'The account has to be in that role of the project; without “internal” everybody who sees the issue sees the comment.',
      { cause: error },
    );
  }
}
