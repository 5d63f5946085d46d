import { json, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { refuse, there, whoAsks } from './errors.ts';
import { drawComment } from './render-task.ts';
import { taskOr401 } from './task-writes.ts';
import type { ClickUpWorld, Comment } from './world.ts';

const commentsPerPage = 25;

function listComments(world: ClickUpWorld, call: Call): Answer {
  const task = taskOr401(world, call.param('task_id'));
  const newestFirst = [...task.comments].reverse();
  const start = call.query.get('start_id');
  const from = start === null ? 0 : newestFirst.findIndex(({ id }) => id === start) + 1;
  const page = newestFirst.slice(from, from + commentsPerPage);
  return json({ comments: page.map((comment) => drawComment(world, comment)) });
}

/** Plain text, or blocks of it. */
function blocksOf(call: Call): Comment['blocks'] {
  const { comment, comment_text: text } = call.input();
  if (Array.isArray(comment) && comment.length > 0) return comment as Comment['blocks'];
  if (typeof text === 'string' && text !== '') return [{ text, attributes: {} }];
  throw refuse('COMM_003', 'Comment text is required');
}

function find(world: ClickUpWorld, call: Call): { comment: Comment; siblings: Comment[] } {
  const wanted = call.param('comment_id');
  for (const { comments } of world.tasks) {
    for (const siblings of [comments, ...comments.map(({ replies }) => replies)]) {
      const comment = siblings.find(({ id }) => id === wanted);
      if (comment !== undefined) return { comment, siblings };
    }
  }
  return there<never>(undefined);
}

function make(world: ClickUpWorld, call: Call): Comment {
  const id = String(90_130_000_000 + world.nextSerial());
  return { id, blocks: blocksOf(call), author: whoAsks(call), at: call.now, replies: [] };
}

export function commentRoutes(world: ClickUpWorld): Route[] {
  return [
    route('GET', '/v2/task/{task_id}/comment', 'closed', (call) => listComments(world, call)),
    route('POST', '/v2/task/{task_id}/comment', 'closed', (call) => {
      const task = taskOr401(world, call.param('task_id'));
      const comment = make(world, call);
      task.comments.push(comment);
      task.updatedAt = call.now;
      return json({ id: comment.id, hist_id: `h${comment.id}`, date: comment.at.getTime() });
    }),
    route('PUT', '/v2/comment/{comment_id}', 'closed', (call) => {
      find(world, call).comment.blocks = blocksOf(call);
      return json({});
    }),
    route('DELETE', '/v2/comment/{comment_id}', 'closed', (call) => {
      const { comment, siblings } = find(world, call);
      siblings.splice(siblings.indexOf(comment), 1);
      return json({});
    }),
    route('GET', '/v2/comment/{comment_id}/reply', 'closed', (call) => {
      const { comment } = find(world, call);
      return json({ comments: comment.replies.map((reply) => drawComment(world, reply)) });
    }),
    route('POST', '/v2/comment/{comment_id}/reply', 'closed', (call) => {
      const { comment } = find(world, call);
      const reply = make(world, call);
      comment.replies.push(reply);
      return json({ id: reply.id, hist_id: `h${reply.id}`, date: reply.at.getTime() });
    }),
  ];
}
