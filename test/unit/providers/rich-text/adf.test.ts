import { describe, expect, it } from 'vitest';
import { adfToMarkdown, markdownToAdf } from '../../../../src/providers/rich-text/adf.ts';

const text = (words: string, ...marks: object[]) => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 ? { marks } : {}),
});
const p = (...content: object[]) => ({ type: 'paragraph', content });
const item = (...content: object[]) => ({ type: 'listItem', content });
const link = (href: string) => ({ type: 'link', attrs: { href } });
const task = (localId: string, state: string, words: string) => ({
  type: 'taskItem',
  attrs: { localId, state },
  content: [text(words)],
});
const cell = (type: string, ...content: object[]) => ({ type, attrs: {}, content });
const table = (...rows: object[][]) => ({
  type: 'table',
  attrs: { isNumberColumnEnabled: false, layout: 'default' },
  content: rows.map((content) => ({ type: 'tableRow', content })),
});
const doc = (...content: object[]) => ({ type: 'doc', version: 1, content });

describe('ADF and Markdown say the same', () => {
  it.each<[string, string, object[]]>([
    [
      'headings',
      '# A\n\n###### F',
      [
        { type: 'heading', attrs: { level: 1 }, content: [text('A')] },
        { type: 'heading', attrs: { level: 6 }, content: [text('F')] },
      ],
    ],
    [
      'marks',
      '**b** _i_ ~~s~~ <u>u</u> H<sub>2</sub>O x<sup>2</sup> `c`',
      [
        p(
          text('b', { type: 'strong' }),
          text(' '),
          text('i', { type: 'em' }),
          text(' '),
          text('s', { type: 'strike' }),
          text(' '),
          text('u', { type: 'underline' }),
          text(' H'),
          text('2', { type: 'subsup', attrs: { type: 'sub' } }),
          text('O x'),
          text('2', { type: 'subsup', attrs: { type: 'sup' } }),
          text(' '),
          text('c', { type: 'code' }),
        ),
      ],
    ],
    [
      'lists in lists',
      '- a\n  - b\n    1. c\n- d',
      [
        {
          type: 'bulletList',
          content: [
            item(p(text('a')), {
              type: 'bulletList',
              content: [
                item(p(text('b')), { type: 'orderedList', attrs: { order: 1 }, content: [item(p(text('c')))] }),
              ],
            }),
            item(p(text('d'))),
          ],
        },
      ],
    ],
    [
      'a list that starts at three',
      '3. a\n4. b',
      [{ type: 'orderedList', attrs: { order: 3 }, content: [item(p(text('a'))), item(p(text('b')))] }],
    ],
    [
      'tasks, one below another',
      '- [ ] a\n  - [x] b',
      [
        {
          type: 'taskList',
          attrs: { localId: '4' },
          content: [
            task('1', 'TODO', 'a'),
            { type: 'taskList', attrs: { localId: '3' }, content: [task('2', 'DONE', 'b')] },
          ],
        },
      ],
    ],
    [
      'a table with pipes and line breaks',
      '| a\\|b | c |\n| --- | --- |\n| d<br>e | `x\\|y` |',
      [
        table(
          [cell('tableHeader', p(text('a|b'))), cell('tableHeader', p(text('c')))],
          [
            cell('tableCell', p(text('d'), { type: 'hardBreak' }, text('e'))),
            cell('tableCell', p(text('x|y', { type: 'code' }))),
          ],
        ),
      ],
    ],
    [
      'a table without headings',
      '| | |\n| --- | --- |\n| <th>k</th> | v |',
      [table([cell('tableHeader', p(text('k'))), cell('tableCell', p(text('v')))])],
    ],
    [
      'code',
      '```java\nif (a[b[0]]>1) { "`" }\n```',
      [{ type: 'codeBlock', attrs: { language: 'java' }, content: [text('if (a[b[0]]>1) { "`" }')] }],
    ],
    ['a quotation', '> q\n>\n> r', [{ type: 'blockquote', content: [p(text('q')), p(text('r'))] }]],
    ['a panel', '> [!WARNING]\n> b', [{ type: 'panel', attrs: { panelType: 'warning' }, content: [p(text('b'))] }]],
    ['an expand', '> [!EXPAND] More\n> b', [{ type: 'expand', attrs: { title: 'More' }, content: [p(text('b'))] }]],
    ['a rule', 'a\n\n---', [p(text('a')), { type: 'rule' }]],
    [
      'people',
      'Ask [@Mia Krystof](mention:557058:ab-1)!',
      [p(text('Ask '), { type: 'mention', attrs: { id: '557058:ab-1', text: '@Mia Krystof' } }, text('!'))],
    ],
    [
      'a status and a date',
      '[DONE](status:green) [2026-01-31](date:2026-01-31)',
      [
        p({ type: 'status', attrs: { text: 'DONE', color: 'green' } }, text(' '), {
          type: 'date',
          attrs: { timestamp: '1769817600000' },
        }),
      ],
    ],
    [
      'links and smart links',
      '[**x** y](https://e.example/?a=1&b=2) <https://e.example/z>',
      [
        p(
          text('x', link('https://e.example/?a=1&b=2'), { type: 'strong' }),
          text(' y', link('https://e.example/?a=1&b=2')),
          text(' '),
          { type: 'inlineCard', attrs: { url: 'https://e.example/z' } },
        ),
      ],
    ],
    [
      'a picture elsewhere',
      '![x](https://e.example/x.png)',
      [
        {
          type: 'mediaSingle',
          attrs: { layout: 'center' },
          content: [{ type: 'media', attrs: { type: 'external', url: 'https://e.example/x.png', alt: 'x' } }],
        },
      ],
    ],
    [
      'a file of the issue',
      '![a.png](attachment:a.png "media 1-2 c")',
      [
        {
          type: 'mediaSingle',
          attrs: { layout: 'center' },
          content: [{ type: 'media', attrs: { type: 'file', id: '1-2', collection: 'c', alt: 'a.png' } }],
        },
      ],
    ],
    [
      'text that looks like Markdown',
      '\\# no\n\n1\\. no\n\n\\* no \\_x\\_ \\`y\\` \\[z\\](w) AT&T \\&amp; \\<b>',
      [p(text('# no')), p(text('1. no')), p(text('* no _x_ `y` [z](w) AT&T &amp; <b>'))],
    ],
    ['line breaks', 'a\\\nb', [p(text('a'), { type: 'hardBreak' }, text('b'))]],
  ])('%s', async (_, markdown, content) => {
    expect(await markdownToAdf(markdown)).toEqual(doc(...content));
    expect(await adfToMarkdown(doc(...content))).toBe(markdown);
  });
});

describe('ADF as Markdown', () => {
  it.each<[string, unknown, string]>([
    ['nothing', null, ''],
    ['plain text of an old field', 'a * b', 'a * b'],
    ['a note on its own', p(text('x')), 'x'],
    ['children that are no nodes', doc(p(text('x'), null as never, 7 as never)), 'x'],
    ['an emoji', doc(p({ type: 'emoji', attrs: { shortName: ':tada:', text: '🎉' } })), '🎉'],
    ['a link that runs something', doc(p(text('x', link('java\tscript:steal()')))), 'x'],
    ['a person without a name', doc(p({ type: 'mention', attrs: { id: '5' } })), '[@5](mention:5)'],
    ['a date beyond all calendars', doc(p(text('x'), { type: 'status', attrs: { text: '' } })), 'x'],
  ])('reads %s', async (_, adf, markdown) => {
    expect(await adfToMarkdown(adf)).toBe(markdown);
  });

  it('keeps what Markdown has no word for, to the last attribute', async () => {
    const extension = {
      type: 'extension',
      attrs: { extensionType: 'com.example', extensionKey: 'chart', parameters: { q: 'a "b" ``` c', n: 1 } },
    };
    const emoji = { type: 'emoji', attrs: { shortName: ':own:', id: 'e-1', text: ':own:' } };
    const spanning = table([{ type: 'tableCell', attrs: { colspan: 2 }, content: [p(text('x'))] }]);
    const there = doc(p(text('a '), emoji), extension, spanning);
    const markdown = await adfToMarkdown(there);
    expect(markdown).toContain('```adf\n');
    expect(await markdownToAdf(markdown)).toEqual(there);
  });
});

describe('Markdown as ADF', () => {
  it.each<[string, string, object[]]>([
    ['a page link, which ADF does not know', '[Spec](page:DEV/Spec)', [p(text('Spec'))]],
    ['a file whose id is not known', '![a.png](attachment:a.png)', [p(text('a.png'))]],
    [
      'a mixture of tasks and items',
      '- [x] a\n- b',
      [{ type: 'bulletList', content: [item(p(text('☑ a'))), item(p(text('b')))] }],
    ],
    ['bold code, which ADF forbids', '**`c`**', [p(text('c', { type: 'code' }))]],
    [
      'a heading in a list item, where none may stand',
      '- # h',
      [{ type: 'bulletList', content: [item(p(text('h', { type: 'strong' })))] }],
    ],
    [
      'storage format, which is code here',
      '```storage\n<p>x</p>\n```',
      [{ type: 'codeBlock', attrs: { language: 'storage' }, content: [text('<p>x</p>')] }],
    ],
    [
      'JSON that is no node',
      '```adf\n{"a":1}\n```',
      [{ type: 'codeBlock', attrs: { language: 'adf' }, content: [text('{"a":1}')] }],
    ],
    ['no text', '', []],
  ])('writes %s', async (_, markdown, content) => {
    expect(await markdownToAdf(markdown)).toEqual(doc(...content));
  });
});
