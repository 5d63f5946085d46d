import { z } from 'zod';
import type { Sprint } from '../../providers/people.ts';
import { joined } from '../answer.ts';
import { connections, limit, listCursor } from '../arguments.ts';
import { listOutcome, listOutput } from '../list-answer.ts';
import { askSideBySide } from '../side-by-side.ts';
import { tidy } from '../tidy.ts';
import type { Tool } from '../tool.ts';
import { has } from '../unsupported.ts';

const sprintState = z.enum(['active', 'future', 'closed']);

const input = z.strictObject({
  connection: connections,
  project: z.string().min(1).optional(),
  state: sprintState.optional().describe('Default: active and future'),
  limit,
  cursor: listCursor,
});

const output = listOutput('id, name, kind, state, start, end, goal, of, url');

const noun = 'sprints';
const next = 'Search with search_items by due_before or updated_since instead.';

export const listSprints: Tool<typeof input, typeof output> = {
  name: 'list_sprints',
  title: 'List sprints',
  description: 'Sprints, versions, iterations and releases; their name or id is what sprint takes elsewhere.',
  input,
  output,
  kind: 'read',
  openWorld: true,
  async run({ cursor, ...args }, call) {
    const shares = await askSideBySide(call, {
      tool: 'list_sprints',
      args,
      cursor,
      onlySome: { noun, next },
      ask: async (client, asked, page, connection) => {
        const project = asked['project'] as string | undefined;
        const query = { project, state: sprintState.optional().parse(asked['state']), ...page };
        const found = await has(client.listSprints?.(query), connection, noun, next);
        return { ...found, items: found.items.map(tidy) };
      },
    });
    return listOutcome(shares, { tool: 'list_sprints', noun: 'sprints', line });
  },
};

function line({ id, name, kind, state, start, end, goal, of, url }: Sprint): string {
  const time = start === undefined && end === undefined ? undefined : `${start ?? '…'} to ${end ?? '…'}`;
  return joined([`- ${name}`, `id ${id}`, kind, state, time, of, goal, url]);
}
