import pLimit from 'p-limit';
import { connectionFailure } from '../../diagnosis/advice.ts';
import type { Comment } from '../item-parts.ts';
import { utcTime } from '../vendor-fields.ts';
import { blocksToMarkdown } from './comment-blocks.ts';
import { systemName } from './failures.ts';
import { nameOf } from './members.ts';
import { commentsAnswer } from './part-schemas.ts';
import type { ClickUpComment } from './part-schemas.ts';
import type { ClickUp } from './workspaces.ts';

const commentsPerPage = 25;
const mostPages = 4;
const mostThreads = 20;
/** Looking for one comment goes further back than reading them. */
const mostPagesSearched = 20;
const mostAtOnce = 2;

/** The newest come first from ClickUp, 25 at a time, without the answers to them. */
async function* newestFirst(
  { api }: ClickUp,
  taskId: string,
  most: number,
  signal?: AbortSignal,
): AsyncGenerator<readonly ClickUpComment[], void> {
  let oldest: ClickUpComment | undefined;
  for (let page = 0; page < most; page++) {
    const start = oldest === undefined ? {} : { start: oldest.date, start_id: oldest.id };
    const { comments } = await api.get(
      `/api/v2/task/${encodeURIComponent(taskId)}/comment`,
      start,
      commentsAnswer,
      signal,
    );
    yield comments;
    oldest = comments.at(-1);
    if (comments.length < commentsPerPage) return;
  }
}

async function repliesTo({ api }: ClickUp, id: string, signal?: AbortSignal): Promise<readonly ClickUpComment[]> {
  const path = `/api/v2/comment/${encodeURIComponent(id)}/reply`;
  return (await api.get(path, undefined, commentsAnswer, signal)).comments;
}

function toComment(comment: ClickUpComment, replyTo?: string): Comment {
  const { id, comment: blocks, comment_text: plain, user, resolved, date } = comment;
  return {
    id,
    author: user === undefined ? undefined : nameOf(user),
    createdAt: utcTime(date),
    text: blocks === undefined || blocks.length === 0 ? (plain ?? '') : blocksToMarkdown(blocks),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(resolved === true ? { resolved } : {}),
  };
}

type Read = { readonly comments: readonly Comment[]; readonly note?: string | undefined };

/** The newest hundred, oldest first, each followed by its answers. */
export async function readComments(clickUp: ClickUp, taskId: string, signal?: AbortSignal): Promise<Read> {
  const found: ClickUpComment[] = [];
  let last = 0;
  for await (const page of newestFirst(clickUp, taskId, mostPages, signal)) {
    found.push(...page);
    last = page.length;
  }
  const threads = found.filter(({ reply_count: count }) => (count ?? 0) > 0);
  const limit = pLimit(mostAtOnce);
  const replies = new Map(
    await Promise.all(
      threads
        .slice(0, mostThreads)
        .map(({ id }) =>
          limit(async (): Promise<[string, readonly ClickUpComment[]]> => [id, await repliesTo(clickUp, id, signal)]),
        ),
    ),
  );
  const comments = found
    .reverse()
    .flatMap((comment) => [
      toComment(comment),
      ...(replies.get(comment.id) ?? []).map((reply) => toComment(reply, comment.id)),
    ]);
  const isCut = found.length === mostPages * commentsPerPage && last === commentsPerPage;
  const notes = [
    isCut ? `Only the newest ${String(found.length)} comments are shown.` : undefined,
    threads.length > mostThreads
      ? `Answers are shown to the newest ${String(mostThreads)} discussions only.`
      : undefined,
  ].filter((note) => note !== undefined);
  return { comments, note: notes.length === 0 ? undefined : notes.join(' ') };
}

/** A comment of this very task or an answer to one; AppError `not-found` for any other id. */
export async function findComment(
  clickUp: ClickUp,
  taskId: string,
  commentId: string,
  signal?: AbortSignal,
): Promise<Comment> {
  for await (const page of newestFirst(clickUp, taskId, mostPagesSearched, signal)) {
    const own = page.find(({ id }) => id === commentId);
    if (own !== undefined) return toComment(own);
    for (const { id, reply_count: count } of page) {
      const reply =
        (count ?? 0) === 0 ? undefined : (await repliesTo(clickUp, id, signal)).find((one) => one.id === commentId);
      if (reply !== undefined) return toComment(reply, id);
    }
  }
  throw connectionFailure('not-found', { systemName });
}
