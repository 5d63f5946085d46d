import { z } from 'zod';
import type { Person } from '../../providers/people.ts';
import { joined } from '../answer.ts';
import { connections, limit, listCursor } from '../arguments.ts';
import { listOutcome, listOutput } from '../list-answer.ts';
import { askSideBySide } from '../side-by-side.ts';
import { tidy } from '../tidy.ts';
import type { Tool } from '../tool.ts';
import { has } from '../unsupported.ts';

const input = z.strictObject({
  connection: connections,
  text: z.string().min(1).max(200).optional().describe('Part of a name or e-mail'),
  project: z.string().min(1).optional().describe('Only who can be assigned there'),
  limit,
  cursor: listCursor,
});

const output = listOutput('id, name, login, email');

const noun = 'list of people';
const next = 'Name people as the items show them.';

export const listPeople: Tool<typeof input, typeof output> = {
  name: 'list_people',
  title: 'List people',
  description: 'Users of the systems. Assignees, watchers and mentions take their names, or the id if two share one.',
  input,
  output,
  kind: 'read',
  openWorld: true,
  async run({ cursor, ...args }, call) {
    const shares = await askSideBySide(call, {
      tool: 'list_people',
      args,
      cursor,
      onlySome: { noun, next },
      ask: async (client, asked, page, connection) => {
        const given = (name: string): string | undefined => asked[name] as string | undefined;
        const query = { text: given('text'), project: given('project'), ...page };
        const found = await has(client.listPeople?.(query), connection, noun, next);
        return { ...found, items: found.items.map(tidy) };
      },
    });
    return listOutcome(shares, { tool: 'list_people', noun: 'people', line });
  },
};

function line({ id, name, login, email }: Person): string {
  return joined([`- ${name}`, login, email, `id ${id}`]);
}
