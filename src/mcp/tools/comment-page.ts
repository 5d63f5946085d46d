import { z } from 'zod';
import { id, oneConnection } from '../arguments.ts';
import { commentChange, commentFields } from '../comment-change.ts';
import type { Tool } from '../tool.ts';
import { has } from '../unsupported.ts';
import { confirm } from '../write-arguments.ts';
import { writeOutput } from '../write-answer.ts';
import { confirmAndApply, prepareAll } from '../write.ts';

const input = z.strictObject({
  connection: oneConnection,
  page: id,
  ...commentFields,
  quote: z.string().min(1).max(1000).optional().describe('Words of the page it stands at'),
  confirm,
});

export const commentPage: Tool<typeof input, typeof writeOutput> = {
  name: 'comment_page',
  title: 'Comment on a page',
  description: 'As comment_item.',
  input,
  output: writeOutput,
  kind: 'delete',
  openWorld: true,
  async run({ connection: name, page, confirm: token, ...given }, call) {
    const connection = await call.access.find(name);
    call.about(connection);
    const changes = await prepareAll(call, connection, [commentChange(page, given)], {
      target: () => page,
      prepare: (client, change, signal) => {
        const pages = client.pages;
        const next = 'For items use comment_item.';
        return has(pages?.prepareComment?.bind(pages), connection, 'comments on pages', next)(change, signal);
      },
    });
    return confirmAndApply(call, connection, changes, token);
  },
};
