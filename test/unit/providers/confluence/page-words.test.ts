import { describe, expect, it } from 'vitest';
import { countInPage, wordsIn } from '../../../../src/providers/confluence/page-words.ts';

describe('the words of a page', () => {
  it('are those a reader sees, in one line', () => {
    const macro = '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">py</ac:parameter>';
    const code = `${macro}<ac:plain-text-body><![CDATA[a < b && "c"]]></ac:plain-text-body></ac:structured-macro>`;
    expect(wordsIn(`<h2>Caf&eacute; &amp; bar</h2><p>so<em>me</em>&nbsp;words&#x21;</p>${code}`)).toBe(
      'Caf&eacute; & bar some words! a < b && "c"',
    );
  });

  it('are counted as often as they stand there', () => {
    expect(countInPage('<p>one two one</p><p><strong>o</strong>ne</p>', 'one')).toBe(3);
    expect(countInPage('<p>one</p>', ' ')).toBe(0);
  });
});
