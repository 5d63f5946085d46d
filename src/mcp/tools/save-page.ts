import { z } from 'zod';
import type { PageDraft } from '../../providers/pages.ts';
import { id, oneConnection } from '../arguments.ts';
import type { Tool } from '../tool.ts';
import { has } from '../unsupported.ts';
import { confirm, missing } from '../write-arguments.ts';
import { writeOutput } from '../write-answer.ts';
import { confirmAndApply, prepareAll } from '../write.ts';

const labels = z.array(z.string().trim().min(1).max(255)).max(50).optional();
const input = z.strictObject({
  connection: oneConnection,
  id: id.optional().describe('Absent: a new page'),
  space: z.string().max(500).optional(),
  parent: id.optional(),
  title: z.string().trim().min(1).max(500).optional(),
  body: z.string().max(1_000_000).optional().describe('Markdown'),
  mode: z.enum(['replace', 'append', 'prepend']).optional(),
  section: z.string().max(500).optional().describe('A heading: mode means only what stands below it'),
  add_labels: labels,
  remove_labels: labels,
  version: z.int().min(1).optional().describe('As read; refuses to overwrite a newer one'),
  message: z.string().max(500).optional(),
  confirm,
});
type Input = Omit<z.output<typeof input>, 'connection' | 'confirm'>;

export const savePage: Tool<typeof input, typeof writeOutput> = {
  name: 'save_page',
  title: 'Save a page',
  description: 'Creates a page, or changes, moves or labels one. space and parent: where it goes.',
  input,
  output: writeOutput,
  kind: 'write',
  openWorld: true,
  async run({ connection: name, confirm: token, ...given }, call) {
    const connection = await call.access.find(name);
    call.about(connection);
    const changes = await prepareAll(call, connection, [draftOf(given)], {
      target: ({ id: page, title }) => page ?? title ?? 'New page',
      prepare: (client, draft, signal) => {
        const pages = client.pages;
        const next = 'Items take texts too: create_item, update_item.';
        return has(pages?.prepareSave?.bind(pages), connection, 'pages to save', next)(draft, signal);
      },
    });
    return confirmAndApply(call, connection, changes, token);
  },
};

function draftOf({ add_labels: addLabels, remove_labels: removeLabels, ...given }: Input): PageDraft {
  if (given.id === undefined && given.title === undefined) throw missing('title', 'a new page needs one');
  if (given.body === undefined && (given.section ?? given.mode) !== undefined)
    throw missing('body', 'section and mode say where it goes');
  const all = { ...given, addLabels, removeLabels };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
