import pLimit from 'p-limit';
import { z } from 'zod';
import type { Connection } from '../../connections/connection.ts';
import { AppError, toProblem, type Problem } from '../../lib/app-error.ts';
import { itemInclude, type ItemInclude, type ProviderClient } from '../../providers/provider.ts';
import type { Item } from '../../providers/vocabulary.ts';
import { maxAnswerChars, problemText } from '../answer.ts';
import { from, id, oneConnection, skip } from '../arguments.ts';
import { withinTime } from '../deadline.ts';
import { fitDocument, shareOut, sizeOf, type Fitted, type Start } from '../document.ts';
import { itemDocument } from '../item-document.ts';
import type { Tool, ToolOutcome } from '../tool.ts';

const mostItems = 20;

const input = z.strictObject({
  connection: oneConnection,
  ids: z
    .union(
      [id, z.array(id).min(1).max(mostItems)],
      `Ids as search_items gives them are needed, at most ${String(mostItems)}.`,
    )
    .describe('One id or several'),
  include: z.array(itemInclude).optional(),
  fields: z.array(z.string().min(1).max(200)).max(50).optional().describe('Further fields by name; * for all'),
  description_from: from,
  skip,
});

const output = z.object({
  connection: z.string(),
  items: z
    .array(z.looseObject({ id: z.string() }))
    .describe('id, title, state, ..., description, what was included, notes'),
  problems: z.array(z.looseObject({ id: z.string() })).optional(),
  left_out: z.array(z.string()).optional(),
});

type Found = { id: string; item: Item } | { id: string; problem: Problem };

export const getItem: Tool<typeof input, typeof output> = {
  name: 'get_item',
  title: 'Get items',
  description:
    'One or several items in full, description as Markdown. What is too long is cut; the answer says which description_from or skip goes on.',
  input,
  output,
  kind: 'read',
  openWorld: true,
  async run({ connection: name, ids, include = [], fields, description_from = 0, skip: skipped = 0 }, call) {
    const connection = await call.access.find(name);
    call.about(connection);
    const wanted = [...new Set(typeof ids === 'string' ? [ids] : ids)];
    const found = await withinTime(call, connection, async (signal) => {
      const client = await call.access.open(connection);
      return readAll(client, wanted, { include, fields, signal });
    });
    throwSharedProblem(found);
    return answer(connection, found, include, { from: description_from, skip: skipped });
  },
};

type Options = { include: readonly ItemInclude[]; fields: readonly string[] | undefined; signal: AbortSignal };

async function readAll(client: ProviderClient, ids: readonly string[], options: Options): Promise<Found[]> {
  const limit = pLimit(4);
  const one = async (wanted: string): Promise<Found> => {
    try {
      return { id: wanted, item: await client.getItem(wanted, options) };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { id: wanted, problem: toProblem(error) };
    }
  };
  return Promise.all(ids.map((wanted) => limit(() => one(wanted))));
}

/** The only item's problem, or the same one for all (a wrong key), is the call's own. */
function throwSharedProblem(found: readonly Found[]): void {
  const problems = found.flatMap((one) => ('problem' in one ? [one.problem] : []));
  const [first] = problems;
  if (first === undefined || problems.length < found.length) return;
  if (problems.every(({ code, message }) => code === first.code && message === first.message))
    throw new AppError(first.code, first.message, first.next, { link: first.link });
}

const perProblem = 40;
const reserve = 600;

function answer(
  connection: Connection,
  found: readonly Found[],
  include: readonly ItemInclude[],
  start: Start,
): ToolOutcome<z.input<typeof output>> {
  const problems = found.flatMap((one) => ('problem' in one ? [{ id: one.id, ...one.problem }] : []));
  const documents = found.flatMap((one) => ('item' in one ? [itemDocument(connection, one.item, include)] : []));
  const told = problems.map(({ id: which, ...problem }) => `# ${which}\n${problemText(problem)}`);
  const taken = reserve + told.reduce((sum, words) => sum + words.length + perProblem, 0);
  const wishes = documents.map((document) => sizeOf(document, start));
  const shares = shareOut(wishes, maxAnswerChars - taken);
  const fitted = documents.map((document, index) => fitDocument(document, start, shares[index] ?? 0));
  const shown = thoseThatFit(fitted, maxAnswerChars - taken);
  const left = fitted.slice(shown.length).map(({ data }) => String(data['id']));
  const more = left.length === 0 ? [] : [`Left out to keep the answer short, ask again for: ${left.join(', ')}`];
  return {
    text: [...shown.map(({ text }) => text), ...told, ...more].join('\n\n'),
    structured: {
      connection: connection.name,
      items: shown.map(({ data }) => data as { id: string }),
      ...(problems.length > 0 && { problems }),
      ...(left.length > 0 && { left_out: left }),
    },
    ...(fitted.length === 0 && { failure: problems[0]?.code }),
  };
}

/** The first ones: items with unusually many facts may be longer than their share. */
function thoseThatFit(fitted: readonly Fitted[], budget: number): readonly Fitted[] {
  let left = budget;
  const tooMuch = fitted.findIndex(({ text, data }, index) => {
    left -= Math.max(text.length, JSON.stringify(data).length) + 2;
    return left < 0 && index > 0;
  });
  return tooMuch === -1 ? fitted : fitted.slice(0, tooMuch);
}
