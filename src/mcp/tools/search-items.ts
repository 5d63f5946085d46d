import { z } from 'zod';
import { AppError } from '../../lib/app-error.ts';
import type { SearchItemsQuery } from '../../providers/provider.ts';
import { itemSummary, type ItemSummary } from '../../providers/vocabulary.ts';
import { clip, joined, oneLine } from '../answer.ts';
import type { CursorArgs } from '../cursor.ts';
import { listCursor, listOutcome, nextCursor, shareFields } from '../list-answer.ts';
import { askSideBySide, defaultLimit } from '../side-by-side.ts';
import type { Tool } from '../tool.ts';

const input = z.strictObject({
  connection: z.string().min(1).optional().describe('Name of a connection; without it all active ones are asked.'),
  text: z.string().min(1).max(1000).optional().describe('Words to look for.'),
  project: z.string().min(1).optional().describe('Id or key from list_projects.'),
  state: z
    .string()
    .min(1)
    .optional()
    .describe('Name of a state, as the system shows it; or "open" or "done" for all unfinished or finished ones.'),
  assignee: z.string().min(1).optional().describe('A name, or "me" for the owner of the key.'),
  updated_since: z
    .union([z.iso.date(), z.iso.datetime({ offset: true })])
    .optional()
    .describe('ISO date or timestamp.'),
  query: z
    .string()
    .min(1)
    .optional()
    .describe(
      "The system's own language instead of the fields above: JQL, CQL, OpenProject filters (JSON), Targetprocess where. Needs connection.",
    ),
  limit: z.int().min(1).max(50).optional().describe(`At most this many per connection (default ${defaultLimit}).`),
  cursor: listCursor,
});
type Input = z.infer<typeof input>;

const output = z.object({
  results: z.array(z.object({ ...shareFields, found: z.array(itemSummary) })),
  next_cursor: nextCursor,
});

export const searchItems: Tool<typeof input, typeof output> = {
  name: 'search_items',
  title: 'Search items',
  description:
    "Finds issues, pages, work packages, tasks and entities across the connected systems, as short lines. Without a connection all active ones are asked side by side; one that fails does not hide the others. state may be a state's name, or open or done. get_item shows one in full.",
  input,
  output,
  kind: 'read',
  openWorld: true,
  async run({ cursor, ...args }, call) {
    mustFitTogether(args);
    const shares = await askSideBySide(call, {
      tool: 'search_items',
      args,
      cursor,
      ask: async (client, asked, page) => {
        const found = await client.searchItems({ ...asQuery(asked), ...page });
        return { ...found, items: found.items.map(short) };
      },
    });
    return listOutcome(shares, { tool: 'search_items', noun: 'items', line });
  },
};

function mustFitTogether({ connection, query, text, project, state, assignee, updated_since }: Omit<Input, 'cursor'>) {
  if (query === undefined) return;
  if (connection === undefined)
    throw new AppError(
      'invalid-input',
      "A query is in one system's own language and cannot be put to all of them.",
      'Name the connection, or search with text, project, state, assignee and updated_since.',
    );
  if ([text, project, state, assignee, updated_since].some((field) => field !== undefined))
    throw new AppError(
      'invalid-input',
      'A query replaces text, project, state, assignee and updated_since.',
      'Put those conditions into the query, or leave the query out.',
    );
}

function asQuery(args: CursorArgs): Omit<SearchItemsQuery, 'limit' | 'cursor' | 'signal'> {
  const given = (name: string): string | undefined => args[name] as string | undefined;
  return {
    text: given('text'),
    project: given('project'),
    state: given('state'),
    assignee: given('assignee'),
    updatedSince: given('updated_since'),
    query: given('query'),
  };
}

function short(found: ItemSummary): ItemSummary {
  return { ...found, title: clip(oneLine(found.title), 300) };
}

function line({ id, title, type, state, assignees, project, updatedAt, url }: ItemSummary): string {
  return joined([
    `- ${id} ${title}`,
    type,
    state,
    assignees?.join(', '),
    project,
    updatedAt && `updated ${updatedAt.slice(0, 10)}`,
    url,
  ]);
}
