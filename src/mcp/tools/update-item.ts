import { z } from 'zod';
import { AppError } from '../../lib/app-error.ts';
import { id, oneConnection } from '../arguments.ts';
import type { Tool } from '../tool.ts';
import { has } from '../unsupported.ts';
import { confirm, severalAsAdd, severalIn, severalOf, text, valueFields, valuesOf } from '../write-arguments.ts';
import { writeOutput } from '../write-answer.ts';
import { confirmAndApply, prepareAll } from '../write.ts';

const changedItem = z.strictObject({
  id,
  title: text.optional(),
  ...valueFields,
  add: z.strictObject(severalOf).optional(),
  remove: severalAsAdd.optional(),
});
const input = z.strictObject({
  connection: oneConnection,
  items: z.array(changedItem).min(1).max(25),
  confirm,
});
type Changed = z.output<typeof changedItem>;

export const updateItem: Tool<typeof input, typeof writeOutput> = {
  name: 'update_item',
  title: 'Update items',
  description:
    'Changes only what is given, as in create_item; "" empties, assignees replaces, state and project move it.',
  input,
  output: writeOutput,
  kind: 'write',
  openWorld: true,
  async run({ connection: name, items, confirm: token }, call) {
    const connection = await call.access.find(name);
    call.about(connection);
    mustDiffer(items);
    const changes = await prepareAll(call, connection, items, {
      target: (item) => item.id,
      prepare: (client, { id: itemId, title, add, remove, ...values }, signal) =>
        has(client.items, connection, 'items to change', 'For pages use save_page.').prepareUpdate(
          itemId,
          {
            ...(title !== undefined && { title }),
            ...valuesOf(values),
            ...(add !== undefined && { add: severalIn(add) }),
            ...(remove !== undefined && { remove: severalIn(remove) }),
          },
          signal,
        ),
    });
    return confirmAndApply(call, connection, changes, token);
  },
};

/** What is shown of the second change would be wrong once the first is made. */
function mustDiffer(items: readonly Changed[]): void {
  const seen = new Set<string>();
  for (const item of items) {
    const key = item.id.toLowerCase();
    if (seen.has(key)) throw new AppError('invalid-input', `${item.id} stands twice.`, 'Put its changes together.');
    seen.add(key);
  }
}
