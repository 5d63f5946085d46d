import { describe, expect, it } from 'vitest';
import { markdownToStorage, storageToMarkdown } from '../../../../src/providers/rich-text/storage-format.ts';

const macro = (name: string, inner: string) => `<ac:structured-macro ac:name="${name}">${inner}</ac:structured-macro>`;
const parameter = (name: string, value: string) => `<ac:parameter ac:name="${name}">${value}</ac:parameter>`;
const rich = (inner: string) => `<ac:rich-text-body>${inner}</ac:rich-text-body>`;
const code = (inner: string) => `<ac:plain-text-body><![CDATA[${inner}]]></ac:plain-text-body>`;
const task = (id: number, status: string, body: string) =>
  `<ac:task><ac:task-id>${id}</ac:task-id><ac:task-status>${status}</ac:task-status><ac:task-body>${body}</ac:task-body></ac:task>`;

const same: [string, string, string][] = [
  ['headings', '# A\n\n###### F', '<h1>A</h1><h6>F</h6>'],
  [
    'marks',
    '**b** _i_ ~~s~~ <u>u</u> H<sub>2</sub>O x<sup>2</sup> `c`',
    '<p><strong>b</strong> <em>i</em> <del>s</del> <u>u</u> H<sub>2</sub>O x<sup>2</sup> <code>c</code></p>',
  ],
  ['marks within words', 'a**b**c', '<p>a<strong>b</strong>c</p>'],
  [
    'lists in lists',
    '- a\n  - b\n    1. c\n- d',
    '<ul><li><p>a</p><ul><li><p>b</p><ol><li><p>c</p></li></ol></li></ul></li><li><p>d</p></li></ul>',
  ],
  ['a list that starts at three', '3. a\n4. b', '<ol start="3"><li><p>a</p></li><li><p>b</p></li></ol>'],
  [
    'tasks, one below another',
    '- [ ] a\n  - [x] b',
    `<ac:task-list>${task(2, 'incomplete', `a<ac:task-list>${task(1, 'complete', 'b')}</ac:task-list>`)}</ac:task-list>`,
  ],
  [
    'a table with pipes, line breaks and lists',
    '| a\\|b | c |\n| --- | --- |\n| d<br>e | `x\\|y`<ul><li>f</li></ul> |',
    '<table><tbody><tr><th><p>a|b</p></th><th><p>c</p></th></tr>' +
      '<tr><td><p>d<br />e</p></td><td><p><code>x|y</code></p><ul><li><p>f</p></li></ul></td></tr></tbody></table>',
  ],
  ['code with a language', '```java\nint a;\n```', macro('code', parameter('language', 'java') + code('int a;'))],
  [
    'code with the end of CDATA in it',
    '```\na[b[0]]>1 && <p>\n```',
    macro('code', code('a[b[0]]]]><![CDATA[>1 && <p>')),
  ],
  ['code with backticks', '````\n```\n````', macro('code', code('```'))],
  ['a quotation', '> q\n>\n> r', '<blockquote><p>q</p><p>r</p></blockquote>'],
  ['a panel', '> [!NOTE] A & B\n> b', macro('note', parameter('title', 'A &amp; B') + rich('<p>b</p>'))],
  ['an expand with a list', '> [!EXPAND]\n>\n> - b', macro('expand', rich('<ul><li><p>b</p></li></ul>'))],
  ['a rule', 'a\n\n---', '<p>a</p><hr />'],
  [
    'a status and a date',
    '[DONE](status:green) [2026-01-31](date:2026-01-31)',
    `<p>${macro('status', parameter('title', 'DONE') + parameter('colour', 'Green'))} <time datetime="2026-01-31" /></p>`,
  ],
  [
    'an attached picture',
    '![a b.png](attachment:a%20b.png)',
    '<p><ac:image><ri:attachment ri:filename="a b.png" /></ac:image></p>',
  ],
  [
    'an attached picture with other words',
    '![Sales "Q1"](attachment:a.png)',
    '<p><ac:image ac:alt="Sales &quot;Q1&quot;"><ri:attachment ri:filename="a.png" /></ac:image></p>',
  ],
  [
    'a picture elsewhere',
    '![x](https://e.example/x.png?a=1&b=2)',
    '<p><ac:image ac:alt="x"><ri:url ri:value="https://e.example/x.png?a=1&amp;b=2" /></ac:image></p>',
  ],
  [
    'a link to a file',
    '[the _plan_](attachment:p.pdf)',
    '<p><ac:link><ri:attachment ri:filename="p.pdf" /><ac:link-body>the <em>plan</em></ac:link-body></ac:link></p>',
  ],
  [
    'a page of the same space',
    '[Old & new](page:Old%20%26%20new)',
    '<p><ac:link><ri:page ri:content-title="Old &amp; new" /></ac:link></p>',
  ],
  [
    'a place on a page of another space',
    '[Spec](page:DEV/A%2FB#part%20two)',
    '<p><ac:link ac:anchor="part two"><ri:page ri:space-key="DEV" ri:content-title="A/B" /><ac:link-body>Spec</ac:link-body></ac:link></p>',
  ],
  [
    'a place on this page',
    '[up](#Part%20one)',
    '<p><ac:link ac:anchor="Part one"><ac:plain-text-link-body><![CDATA[up]]></ac:plain-text-link-body></ac:link></p>',
  ],
  ['a web link', '[x](https://e.example/?a=1&b=2)', '<p><a href="https://e.example/?a=1&amp;b=2">x</a></p>'],
  [
    'an inline comment',
    'a [marked](inline-comment:5f-1) word',
    '<p>a <ac:inline-comment-marker ac:ref="5f-1">marked</ac:inline-comment-marker> word</p>',
  ],
  [
    'text that looks like Markdown',
    '\\# no\n\n1\\. no\n\n\\* no \\_x\\_ \\`y\\` \\[z\\](w) \\<b>',
    '<p># no</p><p>1. no</p><p>* no _x_ `y` [z](w) &lt;b&gt;</p>',
  ],
  ['signs that XML needs', 'AT&T "q" \\&amp; a\u00a0b', '<p>AT&amp;T &quot;q&quot; &amp;amp; a\u00a0b</p>'],
  ['line breaks', 'a\\\nb', '<p>a<br />b</p>'],
];

describe.each(['cloud', 'data-center'] as const)('storage format and Markdown say the same (%s)', (deployment) => {
  it.each(same)('%s', async (_, markdown, storage) => {
    expect(await markdownToStorage(markdown, { deployment })).toBe(storage);
    expect(await storageToMarkdown(storage)).toBe(markdown);
  });
});

describe('people', () => {
  it.each([
    ['cloud', 'ri:account-id="557058:ab-1"', '[@557058:ab-1](mention:557058:ab-1)'],
    ['data-center', 'ri:userkey="8a8b"', '[@8a8b](mention:8a8b)'],
    [
      'data-center',
      'ri:username="mia.krystof@e.example"',
      '[@mia.krystof@e.example](mention:username:mia.krystof@e.example)',
    ],
    ['data-center', 'ri:username="m &amp; ü"', '[@m & ü](mention:username:m%20%26%20%C3%BC)'],
  ] as const)('go back to %s by the kind of id they came with: %s', async (deployment, attribute, markdown) => {
    const storage = `<p><ac:link><ri:user ${attribute} /></ac:link></p>`;
    expect(await storageToMarkdown(storage)).toBe(markdown);
    expect(await markdownToStorage(markdown, { deployment })).toBe(storage);
  });

  it('who are known by another name keep their id', async () => {
    const written = await markdownToStorage('[@Mia](mention:username:mia)', { deployment: 'data-center' });
    expect(written).toBe('<p><ac:link><ri:user ri:username="mia" /></ac:link></p>');
  });

  it('of a server have no account in the cloud, so only their name is written there', async () => {
    const written = await markdownToStorage('[@Mia <3](mention:username:mia)', { deployment: 'cloud' });
    expect(written).toBe('<p>@Mia &lt;3</p>');
  });
});

describe('storage format as Markdown', () => {
  it.each([
    ['entities of HTML', '<p>&Auml;&rsquo;&nbsp;&#8364;&#x20AC;&hellip;</p>', 'Ä’\u00a0€€…'],
    ['emoticons', '<p><ac:emoticon ac:name="tick" /> <ac:emoticon ac:name="x" ac:emoji-fallback="🎉" /></p>', '✅ 🎉'],
    [
      'paragraphs around layouts',
      '<ac:layout><ac:layout-section><ac:layout-cell><p>a</p></ac:layout-cell><ac:layout-cell><p>b</p></ac:layout-cell></ac:layout-section></ac:layout>',
      'a\n\nb',
    ],
    [
      'code in two CDATA pieces',
      macro('code', '<ac:plain-text-body><![CDATA[a]]]]><![CDATA[>b]]></ac:plain-text-body>'),
      '```\na]]>b\n```',
    ],
    ['code as plain text', macro('noformat', code('  x\n')), '```\n  x\n```'],
    ['a link that runs something', '<p><a href="javascript:steal()">x</a></p>', 'x'],
    ['a link with a hidden scheme', '<p><a href="java&#10;script:steal()">x</a></p>', 'x'],
    ['styles of old editors', '<p><span style="text-decoration: line-through;">x</span></p>', '~~x~~'],
    ['empty paragraphs', '<p /><p> </p><p><br /></p>', ''],
    ['a no-break space', '<p>&nbsp;</p><p>a</p>', 'a'],
    ['a code language with spaces', macro('code', parameter('language', ' c++ ') + code('x')), '```c++\nx\n```'],
  ])('reads %s', async (_, storage, markdown) => {
    expect(await storageToMarkdown(storage)).toBe(markdown);
  });

  it.each([
    [
      'a macro',
      '<ac:structured-macro ac:name="toc" ac:schema-version="1" ac:macro-id="1-2"><ac:parameter ac:name="maxLevel">3</ac:parameter></ac:structured-macro>',
    ],
    [
      'a macro with code in it',
      `<ac:structured-macro ac:name="sql"><ac:plain-text-body><![CDATA[select '\`\`\`' -- &amp; ]]></ac:plain-text-body></ac:structured-macro>`,
    ],
    [
      'a macro in a line',
      '<p>See <ac:structured-macro ac:name="jira"><ac:parameter ac:name="key">EX-1</ac:parameter></ac:structured-macro> now</p>',
    ],
    [
      'a table with joined cells',
      '<table class="wrapped"><colgroup><col /></colgroup><tbody><tr><td colspan="2">a</td></tr></tbody></table>',
    ],
    [
      'a link to a blog post',
      '<p><ac:link><ri:blog-post ri:content-title="x" ri:posting-day="2026/01/31" /></ac:link></p>',
    ],
    [
      'a picture of another page',
      '<p><ac:image><ri:attachment ri:filename="a.png"><ri:page ri:content-title="B" /></ri:attachment></ac:image></p>',
    ],
    ['a placeholder', '<p><ac:placeholder>Type here</ac:placeholder></p>'],
  ])('keeps %s byte for byte', async (_, storage) => {
    const markdown = await storageToMarkdown(storage);
    expect(markdown).toContain('storage');
    expect(await markdownToStorage(markdown, { deployment: 'cloud' })).toBe(storage);
  });

  it('says so when the page itself is not well-formed', async () => {
    await expect(storageToMarkdown('<p>a<b></p>')).rejects.toMatchObject({ code: 'unexpected-answer' });
  });
});
