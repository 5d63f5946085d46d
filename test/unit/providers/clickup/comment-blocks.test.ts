import { describe, expect, test } from 'vitest';
import {
  blocksToMarkdown,
  markdownToBlocks,
  type SentBlock,
} from '../../../../src/providers/clickup/comment-blocks.ts';
import type { CommentBlock } from '../../../../src/providers/clickup/part-schemas.ts';

/** As ClickUp gives back what it was sent: people with their names. */
const answered = (block: SentBlock): CommentBlock =>
  'type' in block
    ? {
        type: 'tag',
        text: '@Mia',
        attributes: undefined,
        user: { id: String(block.user.id), username: 'Mia', email: undefined },
      }
    : { type: undefined, text: block.text, attributes: { ...block.attributes }, user: undefined };

describe('a comment in Markdown', () => {
  test('becomes the blocks of the documentation', async () => {
    expect(await markdownToBlocks('**bold** and `code`')).toEqual([
      { text: 'bold', attributes: { bold: true } },
      { text: ' and ', attributes: {} },
      { text: 'code', attributes: { code: true } },
    ]);
    expect(await markdownToBlocks('- [x] done\n- [ ] open')).toEqual([
      { text: 'done', attributes: {} },
      { text: '\n', attributes: { list: { list: 'checked' } } },
      { text: 'open', attributes: {} },
      { text: '\n', attributes: { list: { list: 'unchecked' } } },
    ]);
    expect(await markdownToBlocks('Hi [@Mia](mention:183)!')).toEqual([
      { text: 'Hi ', attributes: {} },
      { type: 'tag', user: { id: 183 } },
      { text: '!', attributes: {} },
    ]);
  });

  test.each([
    'Plain words',
    'Two\n\nparagraphs',
    '# Heading\n**bold**, *italic*, ~~gone~~ and [a link](https://example.com)',
    '- one\n- two\n   - below two\n\nAfter the list',
    '1. first\n2. second',
    '> quoted\n\nsaid',
    'Look:\n\n```js\nconst a = 1;\n\nb();\n```\n\nDone',
    'Ask [@Mia](mention:183) first',
    '5 < 6 & "so"',
  ])('comes back as it was: %j', async (markdown) => {
    expect(blocksToMarkdown((await markdownToBlocks(markdown)).map(answered))).toBe(markdown);
  });
});
