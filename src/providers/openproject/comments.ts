import { connectionFailure } from '../../diagnosis/advice.ts';
import { AppError } from '../../lib/app-error.ts';
import { excerpt } from '../field-change.ts';
import type { CommentChange, Prepared, Written } from '../writes.ts';
import { isComment, toComment } from './activities.ts';
import type { Context } from './context.ts';
import { systemName } from './failures.ts';
import { idIn } from './hrefs.ts';
import { readWork } from './work.ts';
import { activitiesOf } from './item-parts.ts';
import { toOpenProject } from './mentions.ts';
import { activity, type OpActivity, type WorkPackage } from './schemas.ts';

export async function prepareComment(context: Context, change: CommentChange, signal?: AbortSignal): Promise<Prepared> {
  if (change.kind === 'delete') {
    throw new AppError(
      'unsupported',
      'OpenProject’s API cannot delete comments.',
      'Change its text from here, or delete the comment in the browser.',
    );
  }
  const found = await readWork(context, change.on, signal);
  const activities = await activitiesIfNeeded(context, change, found, signal);
  return change.kind === 'add'
    ? addition(context, change, found, activities)
    : edit(context, change, found, activities);
}

function activitiesIfNeeded(context: Context, change: CommentChange, { id }: WorkPackage, signal?: AbortSignal) {
  const isNeeded =
    change.kind === 'edit' || (change.kind === 'add' && (change.replyTo !== undefined || change.internal));
  return isNeeded === true ? activitiesOf(context, id, signal) : Promise.resolve([]);
}

const targetOf = ({ id, subject }: WorkPackage): string => `Comment on #${id} ${subject}`;

const addressOf = ({ baseUrl }: Context, { id }: WorkPackage): string => `${baseUrl}/work_packages/${id}/activity`;

function projectsOf({ _links }: WorkPackage): string[] {
  const id = idIn(_links.project?.href);
  return id === undefined ? [] : [id];
}

function commentOf(activities: readonly OpActivity[], id: string): OpActivity {
  const found = activities.find((each) => each.id === id && isComment(each));
  if (found !== undefined) return found;
  throw connectionFailure('not-found', { systemName, detail: `No comment ${id} on this work package.` });
}

type Addition = Extract<CommentChange, { kind: 'add' }>;

function addition(context: Context, change: Addition, found: WorkPackage, activities: readonly OpActivity[]): Prepared {
  const { replyTo, internal } = change;
  // Older servers take the flag and publish the comment all the same.
  if (internal === true && activities.every((each) => each.internal === undefined)) throw noInternal();
  const text = replyTo === undefined ? change.text : quoting(commentOf(activities, replyTo), change.text);
  const field = internal === true ? 'internal comment' : 'comment';
  return {
    kind: 'create',
    target: targetOf(found),
    projects: projectsOf(found),
    changes: [{ field, after: excerpt(text) }],
    apply: (signal) => add(context, found, { field, text, internal }, signal),
  };
}

function noInternal(): AppError {
  return new AppError(
    'unsupported',
    'This OpenProject has no internal comments: everybody who sees the work package would see it.',
    'Leave out “internal” to write it for everybody, or write it somewhere else.',
  );
}

/** A reply is a comment that quotes the other one, as in OpenProject itself. */
function quoting(quoted: OpActivity, text: string): string {
  const { author, text: words } = toComment(quoted);
  const lines = words.split('\n').map((line) => `> ${line}`.trimEnd());
  return [`${author ?? 'Somebody'} wrote:`, '', ...lines, '', text].join('\n');
}

type NewComment = { readonly field: string; readonly text: string; readonly internal: boolean | undefined };

async function add(
  context: Context,
  found: WorkPackage,
  { field, text, internal }: NewComment,
  signal?: AbortSignal,
): Promise<Written> {
  const body = { comment: { raw: toOpenProject(text) }, ...(internal === true ? { internal } : {}) };
  const path = `/api/v3/work_packages/${encodeURIComponent(found.id)}/activities`;
  const made = await context.api.send({ method: 'POST', path, body, signal }, activity);
  const isOpen = internal === true && made.internal !== true;
  return {
    id: made.id,
    url: addressOf(context, found),
    changes: [{ field, after: excerpt(toComment(made).text) }],
    problems: isOpen
      ? ['OpenProject did not keep the comment internal: everybody who sees the work package sees it.']
      : [],
  };
}

type Edit = Extract<CommentChange, { kind: 'edit' }>;

function edit(context: Context, change: Edit, found: WorkPackage, activities: readonly OpActivity[]): Prepared {
  const old = commentOf(activities, change.comment);
  const before = toComment(old).text;
  const isSame = before === change.text;
  const changed = (after: string) => [{ field: 'comment', before: excerpt(before), after: excerpt(after) }];
  return {
    kind: 'update',
    target: targetOf(found),
    projects: projectsOf(found),
    changes: isSame ? [] : changed(change.text),
    apply: async (signal) => {
      if (isSame) return { id: old.id, changes: [] };
      const body = { comment: { raw: toOpenProject(change.text) } };
      const path = `/api/v3/activities/${encodeURIComponent(old.id)}`;
      const made = await context.api.send({ method: 'PATCH', path, body, signal }, activity);
      return { id: made.id, url: addressOf(context, found), changes: changed(toComment(made).text) };
    },
  };
}
