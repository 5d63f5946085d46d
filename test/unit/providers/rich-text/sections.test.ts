import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { editMarkdownSection } from '../../../../src/providers/rich-text/markdown-section.ts';
import { editStorageSection } from '../../../../src/providers/rich-text/storage-format.ts';

const runbook = readFileSync(new URL('../../../fixtures/rich-text/runbook.storage.xml', import.meta.url), 'utf8');
const meeting = readFileSync(new URL('../../../fixtures/rich-text/meeting.storage.xml', import.meta.url), 'utf8');
const added = '<p>new &amp; <strong>bold</strong></p>';

/** What stands before, in and after a section. */
function apart(source: string, heading: string, end: string | undefined): [string, string, string] {
  const from = source.indexOf(heading) + heading.length;
  const to = end === undefined ? source.length : source.indexOf(end, from);
  return [source.slice(0, from), source.slice(from, to), source.slice(to)];
}

describe('a section of a page in storage format', () => {
  const [before, body, after] = apart(meeting, '<h2>Discussion topics</h2>', '<h2>Action items</h2>');

  it.each([
    ['replace', before + added + after],
    ['append', before + body + added + after],
    ['prepend', before + added + body + after],
  ] as const)('is changed by %s without another byte of the page', async (mode, expected) => {
    expect(await editStorageSection(meeting, 'Discussion topics', mode, added)).toBe(expected);
  });

  it('ends where the page ends, and takes the smaller headings along', async () => {
    const [start, , end] = apart(runbook, '<h1>Restart the importer</h1>', undefined);
    expect(await editStorageSection(runbook, 'Restart the importer', 'replace', added)).toBe(start + added + end);
  });

  it('ends with the column it stands in', async () => {
    const [start, , end] = apart(meeting, '<h2>Goals</h2>', '</ac:layout-cell>');
    expect(await editStorageSection(meeting, 'Goals', 'replace', added)).toBe(start + added + end);
  });

  it.each(['discussion  TOPICS', '## Discussion topics', ' Discussion\u00a0topics '])(
    'is found by its name as people write it: "%s"',
    async (name) => {
      expect(await editStorageSection(meeting, name, 'replace', added)).toBe(before + added + after);
    },
  );

  it('is found when its heading holds marks, entities and CDATA', async () => {
    const page = '<h1>Caf&eacute; &amp; <em>b<![CDATA[ar]]></em></h1><p>x</p>';
    expect(await editStorageSection(page, 'Café & bar', 'append', added)).toBe(page + added);
  });

  it('keeps characters of several code units and odd white space around it', async () => {
    const page = '<p>😀\r\n\t&nbsp;</p><h2>A</h2>\n\n<p>old</p>\n<!-- c --><h2>B</h2><p>é😀</p>';
    expect(await editStorageSection(page, 'A', 'replace', added)).toBe(
      `<p>😀\r\n\t&nbsp;</p><h2>A</h2>${added}<h2>B</h2><p>é😀</p>`,
    );
  });

  it('is refused when there is none of that name, with the names there are', async () => {
    await expect(editStorageSection(meeting, 'Budget', 'replace', added)).rejects.toMatchObject({
      code: 'invalid-input',
      message:
        'There is no heading "Budget". Headings: "Date", "Participants", "Goals", "Discussion topics", "Action items".',
    });
    await expect(editStorageSection('<p>x</p>', 'Budget', 'replace', added)).rejects.toThrow(
      'The text has no headings',
    );
  });

  it('is refused when two have that name', async () => {
    const page = '<h1>A</h1><p>x</p><h2>A</h2>';
    await expect(editStorageSection(page, 'A', 'append', added)).rejects.toThrow('There are 2 headings "A"');
  });

  it.each(['<p>x', '<p>x</b></p>', 'a & b', '</p><p>'])(
    'takes no new text that would break the page: %s',
    async (text) => {
      await expect(editStorageSection(meeting, 'Goals', 'replace', text)).rejects.toMatchObject({
        code: 'invalid-input',
      });
    },
  );

  it('is not looked for in code', async () => {
    const page = '<ac:plain-text-body><![CDATA[<h1>A</h1>]]></ac:plain-text-body><h1>B</h1>';
    await expect(editStorageSection(page, 'A', 'replace', added)).rejects.toThrow('Headings: "B"');
  });
});

describe('a section of a text in Markdown', () => {
  const text = '# A\n\none\n\n## B *b*\n\ntwo\n\n```\n# no heading\n```\n\nC\n===\n\nthree\n';

  it.each([
    ['B b', 'replace', '# A\n\none\n\n## B *b*\n\nnew\n\nC\n===\n\nthree\n'],
    ['B b', 'append', '# A\n\none\n\n## B *b*\n\ntwo\n\n```\n# no heading\n```\n\nnew\n\nC\n===\n\nthree\n'],
    ['b *b*', 'prepend', undefined],
    ['a', 'replace', '# A\n\nnew\n\nC\n===\n\nthree\n'],
    ['C', 'append', `${text.trimEnd()}\n\nnew\n`],
    ['c', 'prepend', text.replace('three', 'new\n\nthree')],
  ] as const)('%s: %s', (heading, mode, expected) => {
    if (expected === undefined) {
      expect(() => editMarkdownSection(text, heading, mode, 'new')).toThrow('Headings: "A", "B b", "C"');
    } else {
      expect(editMarkdownSection(text, heading, mode, 'new')).toBe(expected);
    }
  });

  it('is emptied by an empty text', () => {
    expect(editMarkdownSection('# A\n\nx\n\n# B\n', 'A', 'replace', '')).toBe('# A\n\n# B\n');
  });

  it('is refused when its name is only found in code', () => {
    expect(() => editMarkdownSection(text, 'no heading', 'replace', 'x')).toThrow(
      expect.objectContaining({ code: 'invalid-input' }) as Error,
    );
  });
});
