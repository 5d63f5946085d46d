import { z } from 'zod';
import { providerId } from '../../providers/provider.ts';
import { item, type Item } from '../../providers/vocabulary.ts';
import { clip, maxAnswerChars, oneLine, sliceWhole } from '../answer.ts';
import { withinTime } from '../deadline.ts';
import type { Tool } from '../tool.ts';

const input = z.strictObject({
  connection: z.string().min(1).describe('The name of the connection the item is in.'),
  // The id becomes part of an address, where "." and ".." would lead elsewhere.
  id: z
    .string()
    .trim()
    .regex(/[^.\s]/, 'An id is needed, as search_items gives it.')
    .max(200)
    .describe('The id as search_items gives it, e.g. PROJ-12.'),
  description_from: z
    .int()
    .min(0)
    .optional()
    .describe('Only to go on in a long description: the character to go on from, as the last answer said.'),
});

const output = z.object({
  connection: z.string(),
  system: providerId,
  item,
  description_next: z.int().optional().describe('The description goes on: call again with this as description_from.'),
});
type Output = z.infer<typeof output>;

export const getItem: Tool<typeof input, typeof output> = {
  name: 'get_item',
  title: 'Get an item',
  description:
    'One issue, page, work package, task or entity in full: its fields and its description as Markdown. A very long description comes in parts.',
  input,
  output,
  kind: 'read',
  openWorld: true,
  async run({ connection: name, id, description_from: from = 0 }, call) {
    const connection = await call.access.find(name);
    call.about(connection);
    const found = await withinTime(call, connection, async (signal) => {
      const client = await call.access.open(connection);
      return client.getItem(id, { signal });
    });
    const base = { connection: connection.name, system: connection.provider };
    return part(base, { ...found, title: clip(oneLine(found.title), 1000) }, from);
  },
};

/** As much of the description from `from` on as fits, the same in text and data. */
function part(base: Pick<Output, 'connection' | 'system'>, found: Item, from: number) {
  const whole = found.description ?? '';
  let length = Math.min(whole.length - from, maxAnswerChars);
  for (;;) {
    const description = sliceWhole(whole, from, from + Math.max(0, length));
    const next = from + description.length < whole.length ? from + description.length : undefined;
    const structured: Output = {
      ...base,
      item: { ...found, ...(whole !== '' && { description }) },
      ...(next !== undefined && { description_next: next }),
    };
    const text = render(structured, from, whole.length);
    const over = Math.max(text.length, JSON.stringify(structured).length) - maxAnswerChars;
    if (over <= 0 || length <= 0) return { text, structured };
    // Line breaks and quotes count double in JSON, so taking off what is over always gets there.
    length -= Math.max(over, 1);
  }
}

function render({ connection, item: found, description_next: next }: Output, from: number, whole: number): string {
  const fields: [string, string | undefined][] = [
    ['Connection', connection],
    ['Type', found.type],
    ['State', found.done === undefined ? found.state : `${found.state ?? ''} (${found.done ? 'done' : 'open'})`.trim()],
    ['Project', found.project],
    ['Parent', found.parent],
    ['Assignees', found.assignees?.join(', ')],
    ['Author', found.author],
    ['Priority', found.priority],
    ['Labels', found.labels?.join(', ')],
    ['Start', found.startDate],
    ['Due', found.dueDate],
    ['Created', found.createdAt],
    ['Updated', found.updatedAt],
    ['URL', found.url],
  ];
  const facts = fields.flatMap(([label, value]) => (value === undefined || value === '' ? [] : `${label}: ${value}`));
  const where = from === 0 ? [] : [`(description from character ${from})`];
  const rest =
    next === undefined ? [] : [`(${whole - next} more characters: call get_item with description_from ${next})`];
  return [`# ${found.id} ${found.title}`, facts.join('\n'), ...where, found.description ?? '', ...rest]
    .filter((block) => block !== '')
    .join('\n\n');
}
