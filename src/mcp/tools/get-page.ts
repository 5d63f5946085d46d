import { z } from 'zod';
import { clip } from '../../lib/clip.ts';
import type { Connection } from '../../connections/connection.ts';
import { pageInclude, type PageInclude, type WikiPage } from '../../providers/pages.ts';
import { joined, maxAnswerChars, oneLine, systemName } from '../answer.ts';
import { from, id, oneConnection, skip } from '../arguments.ts';
import { withinTime } from '../deadline.ts';
import { fitDocument, section, type Document } from '../document.ts';
import { attachmentLine, commentLine, minute } from '../part-lines.ts';
import { cutWords, tidy } from '../tidy.ts';
import type { Tool } from '../tool.ts';
import { has } from '../unsupported.ts';
import { noPages } from './search-pages.ts';

const input = z.strictObject({
  connection: oneConnection,
  id,
  include: z.array(pageInclude).optional(),
  version: z.int().min(1).optional().describe('An older one'),
  body_from: from,
  skip,
});

const output = z.object({
  connection: z.string(),
  page: z.looseObject({ id: z.string() }).describe('id, title, version, ..., body, what was included, notes'),
});

const reserve = 200;

export const getPage: Tool<typeof input, typeof output> = {
  name: 'get_page',
  title: 'Get a page',
  description: 'A page as Markdown; cut like get_item, with body_from.',
  input,
  output,
  kind: 'read',
  openWorld: true,
  async run({ connection: name, id: wanted, include = [], version, body_from = 0, skip: skipped = 0 }, call) {
    const connection = await call.access.find(name);
    call.about(connection);
    const found = await withinTime(call, connection, async (signal) => {
      const client = await call.access.open(connection);
      const pages = has(client.pages, connection, noPages.noun, noPages.next);
      return pages.getPage(wanted, { include, version, signal });
    });
    const start = { from: body_from, skip: skipped };
    const { text, data } = fitDocument(pageDocument(connection, found, include), start, maxAnswerChars - reserve);
    return { text, structured: { connection: connection.name, page: data as { id: string } } };
  },
};

function pageDocument(connection: Connection, page: WikiPage, include: readonly PageInclude[]): Document {
  const { body = '', comments, children, attachments, history, notes = [], title, ...short } = page;
  const facts = { ...tidy(short), title: clip(oneLine(title), 1000) };
  const missing = include.filter((name) => page[name] === undefined);
  return {
    facts,
    head: headOf(connection, facts),
    sections: [
      ...section('children', children?.map(tidy), 'first', (child) => `- ${child.title} · id ${child.id}`),
      ...section('attachments', attachments?.map(tidy), 'first', attachmentLine),
      ...section('history', history?.map(tidy), 'newest', ({ version, at, by, message }) =>
        joined([`- version ${String(version)}`, minute(at), by, message]),
      ),
      ...section('comments', comments, 'newest', commentLine),
    ],
    notes: [
      ...notes.map((note) => clip(oneLine(note), 500)),
      ...cutWords(short),
      ...(missing.length === 0 ? [] : [`Not given by ${systemName(connection.provider)}: ${missing.join(', ')}.`]),
    ],
    body: { key: 'body', whole: body },
    tool: 'get_page',
  };
}

function headOf({ name }: Connection, page: Omit<WikiPage, 'body'>): string {
  const fields: [string, string | undefined][] = [
    ['Connection', name],
    ['Id', page.id],
    ['Kind', page.kind],
    ['Space', page.space],
    ['Below', page.parent && joined([page.parent.title, `id ${page.parent.id}`])],
    ['Version', page.version === undefined ? undefined : String(page.version)],
    ['Author', page.author],
    ['Labels', page.labels?.join(', ')],
    ['Created', minute(page.createdAt)],
    ['Updated', minute(page.updatedAt)],
    ['URL', page.url],
  ];
  const facts = fields.flatMap(([label, value]) => (value === undefined || value === '' ? [] : `${label}: ${value}`));
  return `# ${page.title}\n\n${facts.join('\n')}`;
}
