import { z } from 'zod';
import type { Project } from '../../providers/vocabulary.ts';
import { joined } from '../answer.ts';
import { connections, limit, listCursor } from '../arguments.ts';
import { listOutcome, listOutput } from '../list-answer.ts';
import { askSideBySide } from '../side-by-side.ts';
import { tidy } from '../tidy.ts';
import type { Tool } from '../tool.ts';

const input = z.strictObject({
  connection: connections,
  text: z.string().min(1).max(200).optional().describe('Part of the name or key'),
  limit,
  cursor: listCursor,
});

const output = listOutput('id, key, name, path, url');

export const listProjects: Tool<typeof input, typeof output> = {
  name: 'list_projects',
  title: 'List projects',
  description: 'Projects, Confluence spaces and ClickUp lists, with the id or key that other tools take as project.',
  input,
  output,
  kind: 'read',
  openWorld: true,
  async run({ cursor, ...args }, call) {
    const shares = await askSideBySide(call, {
      tool: 'list_projects',
      args,
      cursor,
      ask: async (client, asked, page) => {
        const found = await client.listProjects({ text: asked['text'] as string | undefined, ...page });
        return { ...found, items: found.items.map(tidy) };
      },
    });
    return listOutcome(shares, { tool: 'list_projects', noun: 'projects', line });
  },
};

function line({ id, key, name, path, url }: Project): string {
  return joined([`- ${key ?? id} ${name}`, key !== undefined && key !== id ? `id ${id}` : undefined, path, url]);
}
