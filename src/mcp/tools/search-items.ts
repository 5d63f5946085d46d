import { z } from 'zod';
import { AppError } from '../../lib/app-error.ts';
import type { SearchItemsQuery } from '../../providers/provider.ts';
import { connections, day, limit, listCursor, since } from '../arguments.ts';
import type { CursorArgs } from '../cursor.ts';
import { itemLine } from '../item-lines.ts';
import { listOutcome, listOutput } from '../list-answer.ts';
import { askSideBySide, namesIn } from '../side-by-side.ts';
import { tidy } from '../tidy.ts';
import type { Tool } from '../tool.ts';

const word = z.string().min(1).max(500).optional();

const input = z.strictObject({
  connection: connections,
  text: z.string().min(1).max(1000).optional(),
  project: word,
  state: word.describe("A state's name, or open or done"),
  assignee: word.describe('A name, or me'),
  type: word,
  label: word,
  sprint: word.describe('Name, id or current'),
  updated_since: since,
  due_before: day,
  overdue: z.boolean().optional(),
  query: z
    .string()
    .min(1)
    .max(5000)
    .optional()
    .describe("Instead of all above but connection, in that system's language: JQL, CQL, filters JSON, where"),
  fields: z.array(z.string().min(1).max(200)).max(20).optional().describe('Further fields to show'),
  limit,
  cursor: listCursor,
});
type Conditions = Omit<z.infer<typeof input>, 'cursor'>;

const output = listOutput(
  'id, title, type, state, done, assignees, project, priority, dueDate, updatedAt, url, fields',
);

export const searchItems: Tool<typeof input, typeof output> = {
  name: 'search_items',
  title: 'Search items',
  description:
    'Finds issues, work packages, tasks and entities, in all systems at once unless connection says which. get_item shows one in full.',
  input,
  output,
  kind: 'read',
  openWorld: true,
  async run({ cursor, ...args }, call) {
    mustFitTogether(args);
    const today = localDay(call.clock.now());
    const shares = await askSideBySide(call, {
      tool: 'search_items',
      args,
      cursor,
      ask: async (client, asked, page) => {
        const found = await client.searchItems({ ...asQuery(asked, today), ...page });
        return { ...found, items: found.items.map(tidy) };
      },
      // Pages have no state and no due date: nobody who asks all systems what is overdue means them.
      onlySome: {
        noun: 'items with all that was asked for',
        next: 'Leave conditions out; search_pages finds pages.',
      },
    });
    return listOutcome(shares, { tool: 'search_items', noun: 'items', line: itemLine });
  },
};

/** What a query does not replace. */
const besideQuery: ReadonlySet<string> = new Set(['connection', 'query', 'fields', 'limit']);

function mustFitTogether(given: Conditions): void {
  const { query, overdue, state } = given;
  if (overdue === true && state?.toLowerCase() === 'done')
    throw new AppError('invalid-input', 'What is done is not overdue.', 'Leave out overdue, or state.');
  if (query === undefined) return;
  if (namesIn(given)?.length !== 1)
    throw new AppError(
      'invalid-input',
      "A query is in one system's own language and cannot be put to several.",
      'Name one connection, or search with the other fields.',
    );
  const others = Object.entries(given).filter(([name, value]) => value !== undefined && !besideQuery.has(name));
  if (others.length > 0)
    throw new AppError(
      'invalid-input',
      `A query replaces ${others.map(([name]) => name).join(', ')}.`,
      'Put those conditions into the query, or leave the query out.',
    );
}

function asQuery(args: CursorArgs, today: string): Omit<SearchItemsQuery, 'limit' | 'cursor' | 'signal'> {
  const given = (name: string): string | undefined => args[name] as string | undefined;
  const overdue = args['overdue'] === true;
  return {
    text: given('text'),
    project: given('project'),
    state: given('state') ?? (overdue ? 'open' : undefined),
    assignee: given('assignee'),
    type: given('type'),
    label: given('label'),
    sprint: given('sprint'),
    updatedSince: given('updated_since'),
    dueBefore: earlier(given('due_before'), overdue ? today : undefined),
    query: given('query'),
    fields: args['fields'] as readonly string[] | undefined,
  };
}

function earlier(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}

/** The user's day: what is due today is not overdue before midnight where they are. */
function localDay(now: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
