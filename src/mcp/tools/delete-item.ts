import { z } from 'zod';
import type { Connection } from '../../connections/connection.ts';
import type { ProviderClient } from '../../providers/provider.ts';
import type { Prepared } from '../../providers/writes.ts';
import { id, oneConnection } from '../arguments.ts';
import type { Tool } from '../tool.ts';
import { has } from '../unsupported.ts';
import { confirm } from '../write-arguments.ts';
import { writeOutput } from '../write-answer.ts';
import { confirmAndApply, prepareAll } from '../write.ts';

const input = z.strictObject({
  connection: oneConnection,
  kind: z.enum(['item', 'page']),
  id,
  attachment: z.string().trim().min(1).max(500).optional().describe('Id or name: delete only this'),
  confirm,
});
type What = Pick<z.output<typeof input>, 'kind' | 'id' | 'attachment'>;

const inBrowser = 'The user can delete it in the browser.';

export const deleteItem: Tool<typeof input, typeof writeOutput> = {
  name: 'delete_item',
  title: 'Delete an item, page or attachment',
  description: 'For good where the system has no trash; closing an item is update_item with a state.',
  input,
  output: writeOutput,
  kind: 'delete',
  openWorld: true,
  async run({ connection: name, confirm: token, ...what }, call) {
    const connection = await call.access.find(name);
    call.about(connection);
    const changes = await prepareAll(call, connection, [what], {
      target: ({ id: target, attachment }) => (attachment === undefined ? target : `${attachment} of ${target}`),
      prepare: (client, wanted, signal) => prepare(client, connection, wanted, signal),
    });
    return confirmAndApply(call, connection, changes, token);
  },
};

function prepare(
  { items, pages, attachments }: ProviderClient,
  connection: Connection,
  { kind, id: what, attachment }: What,
  signal: AbortSignal,
): Promise<Prepared> {
  if (attachment !== undefined) {
    const remove = attachments?.prepareDelete?.bind(attachments);
    return has(
      remove,
      connection,
      'attachments that can be deleted',
      inBrowser,
    )({ kind, id: what }, attachment, signal);
  }
  if (kind === 'item')
    return has(items, connection, 'items to delete', 'For pages use kind page.').prepareDelete(what, signal);
  return has(pages?.prepareDelete?.bind(pages), connection, 'pages that can be deleted', inBrowser)(what, signal);
}
