import { z } from 'zod';
import { project, type Project } from '../../providers/vocabulary.ts';
import { clip, joined, oneLine } from '../answer.ts';
import { listCursor, listOutcome, nextCursor, shareFields } from '../list-answer.ts';
import { askSideBySide, defaultLimit } from '../side-by-side.ts';
import type { Tool } from '../tool.ts';

const input = z.strictObject({
  connection: z.string().min(1).optional().describe('Name of a connection; without it all active ones are asked.'),
  text: z.string().min(1).optional().describe('Part of the name or key.'),
  limit: z.int().min(1).max(50).optional().describe(`At most this many per connection (default ${defaultLimit}).`),
  cursor: listCursor,
});

const output = z.object({
  results: z.array(z.object({ ...shareFields, found: z.array(project) })),
  next_cursor: nextCursor,
});

export const listProjects: Tool<typeof input, typeof output> = {
  name: 'list_projects',
  title: 'List projects',
  description:
    'Projects the user can see: Jira projects, Confluence spaces, OpenProject projects, ClickUp lists, Targetprocess projects. Use it to find the id or key that search_items takes as project.',
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
        return { ...found, items: found.items.map(short) };
      },
    });
    return listOutcome(shares, { tool: 'list_projects', noun: 'projects', line });
  },
};

function short(found: Project): Project {
  return { ...found, name: clip(oneLine(found.name), 300) };
}

function line({ id, key, name, path, url }: Project): string {
  return joined([`- ${key ?? id} ${name}`, key !== undefined && key !== id ? `id ${id}` : undefined, path, url]);
}
