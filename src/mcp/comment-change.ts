import { z } from 'zod';
import type { CommentChange } from '../providers/writes.ts';
import { missing, text } from './write-arguments.ts';

export const commentFields = {
  action: z.enum(['add', 'reply', 'edit', 'delete']),
  text: text.optional(),
  comment: z.string().trim().min(1).max(200).optional().describe('Its id, but to add'),
};

type Given = z.output<z.ZodObject<typeof commentFields>> & {
  readonly internal?: boolean | undefined;
  readonly quote?: string | undefined;
};

/** The change that the arguments stand for; AppError `invalid-input` when one it needs is missing. */
export function commentChange(on: string, { action, text: words, comment, internal, quote }: Given): CommentChange {
  if (action !== 'delete' && words === undefined) throw missing('text', 'what the comment says');
  if (action !== 'add' && comment === undefined) throw missing('comment', `the id of the one to ${action}`);
  const id = comment ?? '';
  if (action === 'delete') return { kind: 'delete', on, comment: id };
  if (action === 'edit') return { kind: 'edit', on, comment: id, text: words ?? '' };
  return {
    kind: 'add',
    on,
    text: words ?? '',
    ...(action === 'reply' && { replyTo: id }),
    ...(internal !== undefined && { internal }),
    ...(quote !== undefined && { quote }),
  };
}
