import { describe, expect, it } from 'vitest';
import { htmlToMarkdown } from '../../../../src/providers/rich-text/html-to-markdown.ts';
import { markdownToHtml } from '../../../../src/providers/rich-text/markdown-to-html.ts';

describe('HTML and Markdown say the same', () => {
  it.each([
    ['headings', '# A\n\n###### F', '<h1>A</h1>\n<h6>F</h6>'],
    [
      'marks',
      '**b** _i_ ~~s~~ <u>u</u> H<sub>2</sub>O `c`',
      '<p><strong>b</strong> <em>i</em> <del>s</del> <u>u</u> H<sub>2</sub>O <code>c</code></p>',
    ],
    [
      'lists in lists',
      '- a\n  - b\n    1. c\n- d',
      '<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul>',
    ],
    ['a list that starts at three', '3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
    ['an item with code', '- a\n\n  ```\n  x\n  ```', '<ul><li><p>a</p><pre><code>x</code></pre></li></ul>'],
    [
      'a table with pipes and line breaks',
      '| a\\|b | c |\n| --- | --- |\n| d<br>e | `x\\|y` |',
      '<table><tbody><tr><th>a|b</th><th>c</th></tr><tr><td>d<br />e</td><td><code>x|y</code></td></tr></tbody></table>',
    ],
    [
      'code',
      '```java\na[b[0]]>1 && "x"\n```',
      '<pre><code class="language-java">a[b[0]]&gt;1 &amp;&amp; &quot;x&quot;</code></pre>',
    ],
    ['a quotation', '> q\n>\n> - r', '<blockquote><p>q</p>\n<ul><li>r</li></ul></blockquote>'],
    ['a rule', 'a\n\n---', '<p>a</p>\n<hr />'],
    ['links', '[x](https://e.example/?a=1&b=2)', '<p><a href="https://e.example/?a=1&amp;b=2">x</a></p>'],
    [
      'pictures',
      '![a "b"](https://e.example/x.png)',
      '<p><img src="https://e.example/x.png" alt="a &quot;b&quot;" /></p>',
    ],
    [
      'text that looks like Markdown',
      '\\# no\n\n1\\. no \\_x\\_ \\`y\\` \\<b> AT&T',
      '<p># no</p>\n<p>1. no _x_ `y` &lt;b&gt; AT&amp;T</p>',
    ],
    ['line breaks', 'a\\\nb', '<p>a<br />b</p>'],
  ])('%s', async (_, markdown, html) => {
    expect(await markdownToHtml(markdown)).toBe(html);
    expect(await htmlToMarkdown(html)).toBe(markdown);
  });
});

describe('Markdown as HTML', () => {
  it.each([
    ['raw HTML as text', '<div onclick="x()">a</div>', '<p>&lt;div onclick=&quot;x()&quot;&gt;a&lt;/div&gt;</p>'],
    ['tasks', '- [ ] a\n- [x] b', '<ul><li>☐ a</li><li>☑ b</li></ul>'],
    ['a panel', '> [!NOTE] T\n> b', '<blockquote><p><strong>Note: T</strong></p><p>b</p></blockquote>'],
    [
      'people, files and pages by name',
      '[@Mia](mention:5) ![a.png](attachment:a.png) [S](page:D/S)',
      '<p>@Mia a.png S</p>',
    ],
    ['a link that would run something as words', '[x](javascript:alert%281%29) [y](data:text/html,z)', '<p>x y</p>'],
  ])('writes %s', async (_, markdown, html) => {
    expect(await markdownToHtml(markdown)).toBe(html);
  });
});

describe('HTML as Markdown', () => {
  it.each([
    [
      'check boxes',
      '<ul><li><input type="checkbox" checked> a</li><li><input type="checkbox"> b</li></ul>',
      '- [x] a\n- [ ] b',
    ],
    [
      'people',
      '<a class="user-hover" rel="mia">Mia K</a> <span class="mention" data-id="7">@Jo</span>',
      '[@Mia K](mention:mia) [@Jo](mention:7)',
    ],
    [
      'a list in a cell',
      '<table><tr><td>x<ul><li>a</li></ul></td></tr></table>',
      '| |\n| --- |\n| x<ul><li>a</li></ul> |',
    ],
    [
      'tables, quotations and code within a table, as far as a line can say them',
      '<table><tr><td><table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table></td>' +
        '<td><blockquote>d</blockquote><pre>e\nf</pre></td></tr></table>',
      '| | |\n| --- | --- |\n| a \\| b<br>c | d<br>`e`<br>`f` |',
    ],
    ['frames that are never closed', '<div><p>a<b>b', 'a**b**'],
    ['comments, styles and scripts', '<!-- x --><style>p{}</style><p onclick="a()">b<script>c()</script></p>', 'b'],
  ])('reads %s', async (_, html, markdown) => {
    expect(await htmlToMarkdown(html)).toBe(markdown);
  });
});
