import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { adfToMarkdown, markdownToAdf } from '../../../../src/providers/rich-text/adf.ts';
import { htmlToMarkdown } from '../../../../src/providers/rich-text/html-to-markdown.ts';
import { markdownToHtml } from '../../../../src/providers/rich-text/markdown-to-html.ts';
import { markdownToStorage, storageToMarkdown } from '../../../../src/providers/rich-text/storage-format.ts';
import { markdownToWiki, wikiToMarkdown } from '../../../../src/providers/rich-text/wiki-markup.ts';

const folder = new URL('../../../fixtures/rich-text/', import.meta.url);
const fixture = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

type Notation = {
  readonly read: (source: string) => Promise<string>;
  readonly write: (markdown: string) => Promise<string>;
};
const storage = (deployment: 'cloud' | 'data-center'): Notation => ({
  read: storageToMarkdown,
  write: (markdown) => markdownToStorage(markdown, { deployment }),
});
const adf: Notation = {
  read: (source) => adfToMarkdown(JSON.parse(source)),
  write: async (markdown) => JSON.stringify(await markdownToAdf(markdown)),
};
const notations: Readonly<Record<string, Notation>> = {
  'release-plan.adf.json': adf,
  'bug-report.adf.json': adf,
  'meeting.storage.xml': storage('cloud'),
  'runbook.storage.xml': storage('data-center'),
  'decisions.storage.xml': storage('cloud'),
  'bug-report.wiki': { read: wikiToMarkdown, write: markdownToWiki },
  'release-notes.wiki': { read: wikiToMarkdown, write: markdownToWiki },
  'comment.html': { read: htmlToMarkdown, write: markdownToHtml },
};

it('knows every document there is', () => {
  expect(Object.keys(notations).sort()).toEqual(readdirSync(folder).sort());
});

describe.each(Object.entries(notations))('%s', (name, { read, write }) => {
  it('is the same Markdown, and the same document, after it has been there and back', async () => {
    const markdown = await read(fixture(name));
    const written = await write(markdown);
    const again = await read(written);
    // HTML has no word for people: the first way back loses who is meant.
    if (!name.endsWith('.html')) expect(again).toBe(markdown);
    expect(await write(again)).toBe(written);
  });
});

/** What begins at `start`, up to the end of `end`. */
function piece(source: string, start: string, end: string): string {
  const from = source.indexOf(start);
  expect(from, start).toBeGreaterThanOrEqual(0);
  return source.slice(from, source.indexOf(end, from) + end.length);
}

describe('what Markdown has no word for', () => {
  it.each([
    ['meeting.storage.xml', '<ac:structured-macro ac:name="toc"', '</ac:structured-macro>'],
    ['meeting.storage.xml', '<ac:structured-macro ac:name="jira"', '</ac:structured-macro>'],
    ['runbook.storage.xml', '<ac:structured-macro ac:name="sql-query"', '</ac:structured-macro>'],
    ['runbook.storage.xml', '<ac:link><ri:blog-post', '</ac:link>'],
    ['runbook.storage.xml', '<table><tbody><tr><th rowspan="2">', '</table>'],
    ['decisions.storage.xml', '<ac:structured-macro ac:name="details"', '</ac:rich-text-body></ac:structured-macro>'],
    ['decisions.storage.xml', '<ac:structured-macro ac:name="anchor"', '</ac:structured-macro>'],
    ['decisions.storage.xml', '<ac:placeholder>', '</ac:placeholder>'],
    ['decisions.storage.xml', '<ac:adf-extension>', '</ac:adf-extension>'],
    ['decisions.storage.xml', '<ac:structured-macro ac:name="children"', ' />'],
    ['release-notes.wiki', '{toc', '}'],
    ['release-notes.wiki', '{chart', '}'],
  ])('comes back to %s unchanged: %s', async (name, start, end) => {
    const source = fixture(name);
    const written = await notations[name]?.read(source).then(notations[name].write);
    expect(written).toContain(piece(source, start, end));
  });

  it.each([
    ['release-plan.adf.json', 'extension'],
    ['release-plan.adf.json', 'decisionList'],
    ['bug-report.adf.json', 'emoji'],
    ['bug-report.adf.json', 'table'],
    ['bug-report.adf.json', 'media'],
  ])('comes back to %s unchanged: %s', async (name, type) => {
    const wanted = nodesNamed(type, JSON.parse(fixture(name)));
    expect(wanted).toHaveLength(1);
    expect(nodesNamed(type, await markdownToAdf(await adfToMarkdown(JSON.parse(fixture(name)))))).toEqual(wanted);
  });
});

function nodesNamed(type: string, value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === type && !Array.isArray(value)) return [value];
  return Object.values(value).flatMap((child) => nodesNamed(type, child));
}
