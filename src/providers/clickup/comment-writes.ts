import { AppError } from '../../lib/app-error.ts';
import { excerpt } from '../field-change.ts';
import type { CommentChange, Prepared, Written } from '../writes.ts';
import { blocksToMarkdown, markdownToBlocks, type SentBlock } from './comment-blocks.ts';
import { findComment } from './comments.ts';
import { createdComment } from './part-schemas.ts';
import type { CommentBlock } from './part-schemas.ts';
import { refusedChange } from './refusals.ts';
import { targetOf } from './target.ts';
import { readTask } from './task-ids.ts';
import type { ClickUp } from './workspaces.ts';

export async function prepareComment(clickUp: ClickUp, change: CommentChange, signal?: AbortSignal): Promise<Prepared> {
  const { id, list, ...task } = await readTask(clickUp, change.on, { signal });
  const target = `Comment on ${targetOf({ id, list, ...task })}`;
  const projects = list?.id === undefined ? [] : [list.id];
  const about = { target, projects };
  const written = { url: task.url };
  if (change.kind === 'add') return { ...about, ...(await addition(clickUp, id, change, written, signal)) };
  const old = await findComment(clickUp, id, change.comment, signal);
  const path = `/api/v2/comment/${encodeURIComponent(old.id)}`;
  if (change.kind === 'delete') {
    const changes = [{ field: 'comment', before: excerpt(old.text) }];
    const apply = async (applied?: AbortSignal): Promise<Written> => {
      await clickUp.api.request({ method: 'DELETE', path, signal: applied });
      return { id: old.id, ...written, changes };
    };
    return { ...about, kind: 'delete', changes, apply };
  }
  const blocks = await blocksOf(change.text);
  const isSame = blocksToMarkdown(blocks.map(asRead)) === old.text;
  const changes = isSame ? [] : [{ field: 'comment', before: excerpt(old.text), after: excerpt(change.text) }];
  const apply = async (applied?: AbortSignal): Promise<Written> => {
    if (isSame) return { id: old.id, ...written, changes };
    // ClickUp’s description wants to be told whether it is resolved, so it is told what is so already.
    const body = { comment: blocks, resolved: old.resolved ?? false };
    await clickUp.api.request({ method: 'PUT', path, body, signal: applied });
    const now = await findComment(clickUp, id, old.id, applied);
    if (now.text !== old.text)
      return {
        id: old.id,
        ...written,
        changes: [{ field: 'comment', before: excerpt(old.text), after: excerpt(now.text) }],
      };
    return { id: old.id, ...written, changes: [], problems: ['ClickUp left the comment as it was.'] };
  };
  return { ...about, kind: 'update', changes, apply };
}

async function addition(
  clickUp: ClickUp,
  taskId: string,
  { text, replyTo, internal }: Extract<CommentChange, { kind: 'add' }>,
  written: Omit<Written, 'id' | 'changes'>,
  signal?: AbortSignal,
): Promise<Pick<Prepared, 'kind' | 'changes' | 'apply'>> {
  if (internal === true) {
    throw new AppError('unsupported', 'ClickUp has no comments that only some can read.', 'Leave “internal” out.');
  }
  const blocks = await blocksOf(text);
  const parent = replyTo === undefined ? undefined : await findComment(clickUp, taskId, replyTo, signal);
  // Answers to answers stand in the same discussion.
  const thread = parent?.replyTo ?? parent?.id;
  const path =
    thread === undefined
      ? `/api/v2/task/${encodeURIComponent(taskId)}/comment`
      : `/api/v2/comment/${encodeURIComponent(thread)}/reply`;
  const changes = [{ field: thread === undefined ? 'comment' : 'reply', after: excerpt(text) }];
  return {
    kind: 'create',
    changes,
    apply: async (applied) => {
      const body = { comment: blocks, notify_all: false };
      const { id } = await clickUp.api.send({ method: 'POST', path, body, signal: applied }, createdComment);
      return { id: id ?? taskId, ...written, changes };
    },
  };
}

async function blocksOf(text: string): Promise<SentBlock[]> {
  if (text.trim() === '') throw refusedChange(['field text: required']);
  return markdownToBlocks(text);
}

const asRead = (block: SentBlock): CommentBlock =>
  'type' in block
    ? {
        type: 'tag',
        text: undefined,
        attributes: undefined,
        user: { id: String(block.user.id), username: undefined, email: undefined },
      }
    : { text: block.text, type: undefined, attributes: { ...block.attributes }, user: undefined };
