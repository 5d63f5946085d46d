import { describe, expect, it } from 'vitest';
import { markdownToWiki, wikiToMarkdown } from '../../../../src/providers/rich-text/wiki-markup.ts';

describe('wiki markup and Markdown say the same', () => {
  it.each([
    ['headings', '# A\n\n###### F', 'h1. A\n\nh6. F'],
    ['marks', '**b** _i_ ~~s~~ <u>u</u> `c`', '*b* _i_ -s- +u+ {{c}}'],
    ['marks within words', 'H<sub>2</sub>O a**b**c', 'H{~}2{~}O a{*}b{*}c'],
    ['several marks', '***both***', '*_both_*'],
    ['lists in lists', '- a\n  - b\n    1. c\n- d', '* a\n** b\n**# c\n* d'],
    ['code in a list', '- a\n\n  ```\n  x\n\n  y\n  ```', '* a\n{code}\nx\n\ny\n{code}'],
    [
      'a table with pipes and line breaks',
      '| a\\|b | c |\n| --- | --- |\n| d<br>e | `x\\|y` |',
      '||a\\|b||c||\n|d \\\\ e|{{x\\|y}}|',
    ],
    ['a table with an empty cell', '| | |\n| --- | --- |\n| <th>k</th> | |', '||k| |'],
    ['code with a language', '```java\nint a; // *b* ]]>\n```', '{code:java}\nint a; // *b* ]]>\n{code}'],
    ['code about code', '```\n{code}\n```', '{noformat}\n{code}\n{noformat}'],
    ['a quotation', '> q\n>\n> r', '{quote}\nq\n\nr\n{quote}'],
    ['a panel', '> [!NOTE] T\n> b', '{panel:title=Note: T}\nb\n{panel}'],
    ['a panel of no kind', '> [!PANEL]\n> b', '{panel}\nb\n{panel}'],
    ['a rule', 'a\n\n---', 'a\n\n----'],
    ['people', 'Ask [@mia](mention:mia)!', 'Ask [~mia]!'],
    ['an attached picture', '![a b.png](attachment:a%20b.png)', '!a b.png!'],
    ['a picture elsewhere', '![x](https://e.example/x.png)', '!https://e.example/x.png|alt=x!'],
    ['a link to a file', '[the plan](attachment:p.pdf)', '[the plan|^p.pdf]'],
    ['a web link', '[x](https://e.example/?a=1&b=2)', '[x|https://e.example/?a=1&b=2]'],
    ['an address with signs', 'https://e.example/a_b_c', 'https://e.example/a_b_c'],
    [
      'text that looks like wiki markup',
      '{code} \\*a\\* \\[b\\] h1. -c- !d! x?? {e}',
      '\\{code\\} \\*a\\* \\[b\\] h1. \\-c\\- \\!d! x\\?\\? \\{e\\}',
    ],
    ['text that looks like a heading', 'h1. no', 'h1&#46; no'],
    ['text that looks like Markdown', '\\# no\n\n1\\. no \\`y\\` \\<b>', '\\# no\n\n1. no `y` <b>'],
    ['entities and backslashes', 'AT&T \\&amp; C:\\x', 'AT&T &amp;amp; C:&#92;x'],
    ['line breaks', 'a\\\nb', 'a\nb'],
    ['a macro in a table', '| a |\n| --- |\n| `wiki:{chart:type=pie}` |', '||a||\n|{chart:type=pie}|'],
    ['a macro', '```wiki\n{toc:maxLevel=2}\n```', '{toc:maxLevel=2}'],
  ])('%s', async (_, markdown, wiki) => {
    expect(await markdownToWiki(markdown)).toBe(wiki);
    expect(await wikiToMarkdown(wiki)).toBe(markdown);
  });
});

describe('wiki markup as Markdown', () => {
  it.each([
    ['Windows line ends', 'a\r\n\r\nb', 'a\n\nb'],
    ['code with a title', '{code:title=A.java|language=java}\nx\n{code}', '```java\nx\n```'],
    ['code that is never closed', 'a {code} *b*', 'a `wiki:{code}` **b**'],
    ['a quoted line', 'bq. so *true*', '> so **true**'],
    ['colours, without them', '{color:red}x{color} y', 'x y'],
    ['forced marks', 'a{*}b{*}', 'a**b**'],
    ['names that hold signs', 'snake_case_name a-b-c 2*3*4', 'snake_case_name a-b-c 2\\*3\\*4'],
    ['a file', '[^a b.txt]', '[a b.txt](attachment:a%20b.txt)'],
    ['a thumbnail', '!a.png|thumbnail!', '![a.png](attachment:a.png)'],
    ['a link that runs something', '[x|javascript:steal()]', 'x'],
    ['dashes and emoticons', 'a -- b --- c (/) :)', 'a – b — c ✅ 🙂'],
    ['a table over several lines', '||k||v||\n|a|b\nc|', '| k | v |\n| --- | --- |\n| a | b<br>c |'],
    ['a mixed list', '* a\n*# b\n# c', '- a\n  1. b\n\n1. c'],
    ['a note', '{note:title=T}b{note}', '> [!NOTE] T\n> b'],
    ['nothing', ' \n', ''],
  ])('reads %s', async (_, wiki, markdown) => {
    expect(await wikiToMarkdown(wiki)).toBe(markdown);
  });
});

describe('Markdown as wiki markup', () => {
  it.each([
    ['tasks', '- [ ] a\n- [x] b', '* ☐ a\n* ☑ b'],
    ['a status and a date', '[DONE](status:green) [2026-01-31](date:2026-01-31)', '*DONE* 2026-01-31'],
    ['a page link, which Jira does not know', '[Spec](page:DEV/Spec)', 'Spec'],
    ['storage format, which is code here', '```storage\n<p>x</p>\n```', '{code}\n<p>x</p>\n{code}'],
    ['a quotation in a quotation', '> a\n>\n> > b', '{quote}\na\n\nb\n{quote}'],
  ])('writes %s', async (_, markdown, wiki) => {
    expect(await markdownToWiki(markdown)).toBe(wiki);
  });
});
