import { z } from 'zod';
import { oneConnection } from '../arguments.ts';
import type { Tool } from '../tool.ts';
import { has } from '../unsupported.ts';
import { confirm, severalIn, severalOf, text, valueFields, valuesOf } from '../write-arguments.ts';
import { writeOutput } from '../write-answer.ts';
import { confirmAndApply, prepareAll } from '../write.ts';

const newItem = z.strictObject({ title: text, ...valueFields, ...severalOf });
const input = z.strictObject({
  connection: oneConnection,
  items: z.array(newItem).min(1).max(25),
  confirm,
});

export const createItem: Tool<typeof input, typeof writeOutput> = {
  name: 'create_item',
  title: 'Create items',
  description:
    'Everything by name, people also as "me", sprint also "current"; start and due YYYY-MM-DD; description is Markdown; fields: any others. describe_project tells types, fields and values.',
  input,
  output: writeOutput,
  kind: 'write',
  openWorld: true,
  async run({ connection: name, items, confirm: token }, call) {
    const connection = await call.access.find(name);
    call.about(connection);
    const changes = await prepareAll(call, connection, items, {
      target: ({ title }) => title,
      prepare: (client, { title, labels, links, watchers, ...values }, signal) =>
        has(client.items, connection, 'items to create', 'For pages use save_page.').prepareCreate(
          { title, ...valuesOf(values), ...severalIn({ labels, links, watchers }) },
          signal,
        ),
    });
    return confirmAndApply(call, connection, changes, token);
  },
};
