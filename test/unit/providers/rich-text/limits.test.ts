import { beforeAll, describe, expect, it } from 'vitest';
import { adfToMarkdown, markdownToAdf } from '../../../../src/providers/rich-text/adf.ts';
import { htmlToMarkdown } from '../../../../src/providers/rich-text/html-to-markdown.ts';
import { editMarkdownSection } from '../../../../src/providers/rich-text/markdown-section.ts';
import { markdownToHtml } from '../../../../src/providers/rich-text/markdown-to-html.ts';
import {
  editStorageSection,
  markdownToStorage,
  storageToMarkdown,
} from '../../../../src/providers/rich-text/storage-format.ts';
import { markdownToWiki, wikiToMarkdown } from '../../../../src/providers/rich-text/wiki-markup.ts';

/** What takes time growing with the square of the size takes far longer. */
const limit = 5_000;
const bytes = 100_000;
const levels = 2_000;
const filled = (piece: string, size = bytes): string => piece.repeat(Math.ceil(size / piece.length));
/** Signs that are never closed are the dearest, so fewer of them show the same. */
const signs = 30_000;

beforeAll(async () => {
  // Libraries are loaded at the first call.
  await markdownToHtml('a');
});
const nested = (open: string, inner: string, close: string): string =>
  open.repeat(levels) + inner + close.repeat(levels);

const markdownTo: Readonly<Record<string, (markdown: string) => Promise<unknown>>> = {
  adf: markdownToAdf,
  storage: (markdown) => markdownToStorage(markdown, { deployment: 'cloud' }),
  wiki: markdownToWiki,
  html: markdownToHtml,
};

const ordinary =
  '## Part\n\nSome **bold** text, [a link](https://e.example/a_b) and `code`.\n\n- a\n  - b\n\n| k | v |\n| - | - |\n| 1 | 2 |\n\n';

describe('large texts', { timeout: limit }, () => {
  it.each(Object.entries(markdownTo))('of ordinary Markdown become %s', async (_, write) => {
    expect(JSON.stringify(await write(filled(ordinary))).length).toBeGreaterThan(bytes / 2);
  });

  it.each(['*', '_a', '[', '![', '`', '<u>', '| ', '&amp;', '> [!NOTE]\n', '[x](', '<!--', '\\'])(
    'of nothing but "%s" are no trouble as Markdown',
    async (piece) => {
      expect(await markdownToHtml(filled(piece, signs))).not.toBe('');
    },
  );

  it.each(['*a ', '{code}', '{', '[a|', '!a', '||', '{quote}', '{panel}\n', '# a\n', '{{', '??', '\\\\'])(
    'of nothing but "%s" are no trouble as wiki markup',
    async (piece) => {
      expect(typeof (await wikiToMarkdown(filled(piece, signs)))).toBe('string');
    },
  );

  it('of a page are read and changed', async () => {
    const page = filled('<h2>A</h2><p>x <strong>y</strong> &amp; <code>z</code></p><ul><li>a</li></ul>');
    expect((await storageToMarkdown(page)).length).toBeGreaterThan(bytes / 4);
    const changed = await editStorageSection(`<h1>Top</h1><p>a</p><h1>Rest</h1>${page}`, 'Top', 'replace', '<p>b</p>');
    expect(changed).toBe(`<h1>Top</h1><p>b</p><h1>Rest</h1>${page}`);
  });

  it('of a broken page are refused', async () => {
    await expect(storageToMarkdown(filled('<p>x '))).rejects.toMatchObject({ code: 'unexpected-answer' });
    await expect(storageToMarkdown(filled('<p a="x" '))).rejects.toMatchObject({ code: 'unexpected-answer' });
  });

  it('of Markdown are changed in one section', () => {
    const rest = filled(ordinary);
    expect(editMarkdownSection(`# Top\n\na\n\n# Rest\n\n${rest}`, 'top', 'replace', 'b')).toBe(
      `# Top\n\nb\n\n# Rest\n\n${rest}`,
    );
  });
});

describe('2,000 levels', { timeout: limit }, () => {
  it.each([
    ['divisions', '<div>', '</div>'],
    ['quotations', '<blockquote>', '</blockquote>'],
    ['lists', '<ul><li>', '</li></ul>'],
    ['marks', '<b><i>', '</i></b>'],
    ['tables', '<table><tbody><tr><td>', '</td></tr></tbody></table>'],
  ])('of %s keep their words', async (_, open, close) => {
    expect(await htmlToMarkdown(nested(open, 'word', close))).toContain('word');
    expect(await storageToMarkdown(nested(open, 'word', close))).toContain('word');
  });

  it('of panels keep their words', async () => {
    const open = '<ac:structured-macro ac:name="panel"><ac:rich-text-body>';
    const close = '</ac:rich-text-body></ac:structured-macro>';
    expect(await storageToMarkdown(nested(open, '<p>word</p>', close))).toContain('word');
  });

  it.each(['bulletList', 'blockquote', 'panel', 'unheardOf'])('of %s keep their words in ADF', async (type) => {
    let node: object = { type: 'paragraph', content: [{ type: 'text', text: 'word' }] };
    for (let level = 0; level < levels; level++) node = { type, content: [node] };
    expect(await adfToMarkdown({ type: 'doc', version: 1, content: [node] })).toContain('word');
  });

  it.each([
    ['quotations', `${'> '.repeat(levels)}word`],
    ['lists', `${'- '.repeat(levels)}word`],
    ['marks', `${'<u><em>'.repeat(levels)}word${'</em></u>'.repeat(levels)}`],
    ['brackets', `${'['.repeat(levels)}word${'](x)'.repeat(levels)}`],
  ])('of %s in Markdown keep their words', async (_, markdown) => {
    for (const write of Object.values(markdownTo)) expect(JSON.stringify(await write(markdown))).toContain('word');
  });

  it.each([
    ['lists', `${'*'.repeat(levels)} word`],
    ['frames', '{quote}\n{panel}\n'.repeat(levels) + 'word\n' + '{panel}\n{quote}\n'.repeat(levels)],
    ['marks', `${'*_'.repeat(levels)}word${'_*'.repeat(levels)}`],
  ])('of %s in wiki markup keep their words', async (_, wiki) => {
    expect(await wikiToMarkdown(wiki)).toContain('word');
  });
});
