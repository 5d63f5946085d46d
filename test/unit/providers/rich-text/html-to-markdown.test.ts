import { describe, expect, it } from 'vitest';
import { htmlToMarkdown } from '../../../../src/providers/rich-text/html-to-markdown.ts';

describe('HTML as Markdown', () => {
  it.each([
    ['<h2>A</h2><p>x <b>y</b> <i>z</i></p>', '## A\n\nx **y** _z_'],
    ['<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>', '- a\n  - b\n- c\n\n  d'],
    ['<ol start="3"><li>a</li><li>b</li></ol>', '3. a\n4. b'],
    ['<table><tr><th>k</th><th>v</th></tr><tr><td>1</td><td></td></tr></table>', '| k | v |\n| --- | --- |\n| 1 | |'],
    ['<table><tr><td>a|b</td><td><p>c</p><p>d</p></td></tr></table>', '| | |\n| --- | --- |\n| a\\|b | c<br>d |'],
    ['<pre class="brush: java">int a;\n</pre>', '```java\nint a;\n```'],
    ['<pre><code class="language-js">`a`\n```\n</code></pre>', '````js\n`a`\n```\n````'],
    ['<p><del>old</del></p>', '~~old~~'],
    ['<script>steal()</script><style>p{}</style><p>x</p>', 'x'],
    ['<a href="javascript:steal()">x</a>', 'x'],
    ['<img src="data:image/png;base64,AAAA" alt="chart">', 'chart'],
    ['   ', ''],
  ])('%s', async (html, markdown) => {
    expect(await htmlToMarkdown(html)).toBe(markdown);
  });

  it('completes relative links when it knows where they start', async () => {
    const html = '<a href="/browse/EX-1">EX-1</a> <img src="a.png" alt="a">';
    expect(await htmlToMarkdown(html, 'https://host.example/jira/')).toBe(
      '[EX-1](https://host.example/browse/EX-1) ![a](https://host.example/jira/a.png)',
    );
    expect(await htmlToMarkdown('<a href="/x">x</a>')).toBe('[x](/x)');
  });
});
