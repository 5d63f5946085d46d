import { z } from 'zod';
import { AppError } from '../../lib/app-error.ts';
import type { PageSummary } from '../../providers/pages.ts';
import { joined } from '../answer.ts';
import { connections, limit, listCursor, since } from '../arguments.ts';
import type { CursorArgs } from '../cursor.ts';
import { listOutcome, listOutput } from '../list-answer.ts';
import { askSideBySide, namesIn } from '../side-by-side.ts';
import { tidy } from '../tidy.ts';
import type { Tool } from '../tool.ts';
import { has } from '../unsupported.ts';

const word = z.string().min(1).max(500).optional();

const input = z.strictObject({
  connection: connections,
  text: z.string().min(1).max(1000).optional(),
  space: word.describe('Space or project'),
  label: word,
  updated_since: since,
  query: z.string().min(1).max(5000).optional().describe('CQL instead of the above; one connection'),
  limit,
  cursor: listCursor,
});

const output = listOutput('id, title, kind, space, updatedAt, url, excerpt');

export const noPages = { noun: 'pages', next: 'Use search_items and get_item there.' };

export const searchPages: Tool<typeof input, typeof output> = {
  name: 'search_pages',
  title: 'Search pages',
  description: 'Finds Confluence pages, OpenProject wiki pages and documents, ClickUp docs.',
  input,
  output,
  kind: 'read',
  openWorld: true,
  async run({ cursor, ...args }, call) {
    mustFitTogether(args);
    const shares = await askSideBySide(call, {
      tool: 'search_pages',
      args,
      cursor,
      onlySome: noPages,
      ask: async (client, asked, page, connection) => {
        const pages = has(client.pages, connection, noPages.noun, noPages.next);
        const found = await pages.searchPages({ ...asQuery(asked), ...page });
        return { ...found, items: found.items.map(tidy) };
      },
    });
    return listOutcome(shares, { tool: 'search_pages', noun: 'pages', line });
  },
};

function mustFitTogether(given: Omit<z.infer<typeof input>, 'cursor'>): void {
  const { query, text, space, label, updated_since } = given;
  if (query === undefined) return;
  if (namesIn(given)?.length === 1 && [text, space, label, updated_since].every((one) => one === undefined)) return;
  throw new AppError(
    'invalid-input',
    "A query is in one system's own language, and replaces text, space, label and updated_since.",
    'Name one connection and put those conditions into the query, or leave the query out.',
  );
}

function asQuery(args: CursorArgs) {
  const given = (name: string): string | undefined => args[name] as string | undefined;
  return {
    text: given('text'),
    space: given('space'),
    label: given('label'),
    updatedSince: given('updated_since'),
    query: given('query'),
  };
}

function line({ id, title, kind, space, updatedAt, url, excerpt }: PageSummary): string {
  const head = joined([`- ${title}`, `id ${id}`, kind, space, updatedAt && `updated ${updatedAt.slice(0, 10)}`, url]);
  return excerpt === undefined || excerpt === '' ? head : `${head}\n  ${excerpt}`;
}
