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
  item: id,
  ...commentFields,
  internal: z.boolean().optional(),
  confirm,
});

export const commentItem: Tool<typeof input, typeof writeOutput> = {
  name: 'comment_item',
  title: 'Comment on an item',
  description: 'Markdown. A mention: [@Name](mention:id from list_people).',
  input,
  output: writeOutput,
  kind: 'delete',
  openWorld: true,
  async run({ connection: name, item, confirm: token, ...given }, call) {
    const connection = await call.access.find(name);
    call.about(connection);
    const changes = await prepareAll(call, connection, [commentChange(item, given)], {
      target: () => item,
      prepare: (client, change, signal) =>
        has(client.items, connection, 'items to comment', 'For pages use comment_page.').prepareComment(change, signal),
    });
    return confirmAndApply(call, connection, changes, token);
  },
};
