import { describe, expect, it } from 'vitest';
import { markdownToAdf } from '../../../../src/providers/rich-text/adf.ts';
import { markdownToHtml } from '../../../../src/providers/rich-text/markdown-to-html.ts';
import { markdownToStorage } from '../../../../src/providers/rich-text/storage-format.ts';
import { markdownToWiki } from '../../../../src/providers/rich-text/wiki-markup.ts';

const storage = (markdown: string) => markdownToStorage(markdown, { deployment: 'cloud' });
const block = (format: string, source: string) => `\`\`\`${format}\n${source}\n\`\`\``;

describe('a block of storage format in Markdown', () => {
  it.each([
    '<p>a',
    '<p>a</b></p>',
    '<p>a & b</p>',
    '<p a=b>x</p>',
    '<p>a</p></div>',
    '<p>a < b</p>',
    '<p><![CDATA[a</p>',
    '<p>a<!-- b</p>',
  ])('is refused when it is not well-formed: %s', async (source) => {
    await expect(storage(block('storage', source))).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('not well-formed') as string,
    });
  });

  it.each([
    '<script>x()</script>',
    '<p><SCRIPT src="https://e.example/x.js"></SCRIPT></p>',
    '<p onclick="x()">a</p>',
    "<img src='a.png' onError = 'x()' />",
    '<a href="javascript:x()">a</a>',
    '<a href=" JaVaScRiPt:x()">a</a>',
    '<a href="java&#115;cript:x()">a</a>',
    '<a href="java&#x0A;script&#58;x()">a</a>',
    '<a href="java&Tab;script&colon;x()">a</a>',
    '<ri:url ri:value="vbscript:x()" />',
    '<ac:structured-macro ac:name="html"><ac:plain-text-body><![CDATA[<script>x()</script>]]></ac:plain-text-body></ac:structured-macro>',
  ])('is refused when it runs something: %s', async (source) => {
    const refusal = { code: 'invalid-input', message: expect.stringContaining('script') as string };
    await expect(storage(block('storage', source))).rejects.toMatchObject(refusal);
    await expect(storage(`a \`storage:${source}\` b`)).rejects.toMatchObject(refusal);
  });

  it.each(['<p>on time = "late"</p>', '<p>javascript: the good parts</p>', '<p>a &lt;b&gt; &#233;</p>'])(
    'may speak of such things: %s',
    async (source) => {
      expect(await storage(block('storage', source))).toBe(source);
    },
  );

  it('is words in code, not markup, when the block says that it is code', async () => {
    expect(await storage(block('storage code', '<script>x()</script>'))).toContain('<![CDATA[<script>x()</script>]]>');
  });
});

describe('a node of ADF in Markdown', () => {
  it.each([
    '{"type":"paragraph","content":[{"type":"text","text":"x","marks":[{"type":"link","attrs":{"href":"javascript:x()"}}]}]}',
    '{"type":"inlineCard","attrs":{"url":"java\\u0073cript:x()"}}',
    '{"type":"inlineCard","attrs":{"url":"JAVASCRIPT\\u003ax()"}}',
  ])('is refused when it runs something: %s', async (source) => {
    await expect(markdownToAdf(block('adf', source))).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

/** An address in any of the notations, as opposed to the same letters in a text. */
const leadsSomewhere = /(?:href|src|value|url)"?[=:]\s*"|[[|!]\w+:/i;

describe.each([
  ['ADF', async (markdown: string) => JSON.stringify(await markdownToAdf(markdown))],
  ['storage format', storage],
  ['wiki markup', markdownToWiki],
  ['HTML', markdownToHtml],
] as const)('a link written as %s', (_, write) => {
  it.each([
    '[x](javascript:steal%28%29)',
    '[x](JavaScript:steal)',
    '[x](<java script:steal>)',
    '[x](java&#115;cript:steal)',
    '[x](javascript&colon;steal)',
    '[x](vbscript:steal)',
    '[x](data:text/html;base64,steal)',
    '![x](javascript:steal)',
    '<javascript:steal>',
    '[x][1]\n\n[1]: javascript:steal',
  ])('leads nowhere when it would run something: %s', async (markdown) => {
    expect(await write(markdown)).not.toMatch(leadsSomewhere);
  });

  it('leads where it says', async () => {
    const written = await write('[x](https://e.example/a)');
    expect(written).toContain('https://e.example/a');
    expect(written).toMatch(leadsSomewhere);
  });
});
