import { z } from 'zod';
import { maxAnswerChars } from '../answer.ts';
import { id, oneConnection } from '../arguments.ts';
import { withinTime } from '../deadline.ts';
import { shorten } from '../project-shortening.ts';
import { projectText } from '../project-text.ts';
import { tidy } from '../tidy.ts';
import type { Tool } from '../tool.ts';
import { has } from '../unsupported.ts';

const input = z.strictObject({
  connection: oneConnection,
  project: z.string().min(1).max(300).describe('Id, key or name'),
  type: z.string().min(1).max(300).optional().describe('List the fields of this type too'),
  item: id.optional().describe('Also where this item can move now'),
});

const output = z.object({
  connection: z.string(),
  project: z.looseObject({ id: z.string(), name: z.string() }),
  types: z
    .array(z.looseObject({ name: z.string() }))
    .describe('name, states [{name, done, moves}], fields [{name, id, type, required, allowed}]'),
  item_moves: z.array(z.string()).optional(),
});

export const describeProject: Tool<typeof input, typeof output> = {
  name: 'describe_project',
  title: 'Describe a project',
  description:
    'Types, states and moves between them, fields with required and allowed values, priorities, labels, link types, activities. Look here before create_item or update_item.',
  input,
  output,
  kind: 'read',
  openWorld: true,
  async run({ connection: name, project, type, item }, call) {
    const connection = await call.access.find(name);
    call.about(connection);
    const [found, moves] = await withinTime(call, connection, async (signal) => {
      const client = await call.access.open(connection);
      const described = has(
        client.describeProject?.({ project, type, signal }),
        connection,
        'description of projects',
        'Look at its items with search_items and get_item.',
      );
      const one = item === undefined ? undefined : client.getItem(item, { include: ['moves'], signal });
      return Promise.all([described, one?.then(({ moves: here = [] }) => here)]);
    });
    const base = { connection: connection.name, ...(moves !== undefined && tidy({ item_moves: moves })) };
    const whole = { ...found, project: tidy(found.project) };
    for (const description of shorten(whole)) {
      const structured = { ...base, ...description };
      const text = projectText(structured, item);
      if (Math.max(text.length, JSON.stringify(structured).length) <= maxAnswerChars - 200) return { text, structured };
    }
    const structured = { ...base, project: whole.project, types: [] };
    return { text: projectText(structured, item), structured };
  },
};
