import { expect, test } from 'vitest';
import { problemText } from '../../../src/mcp/answer.ts';

test('a problem reads as sentences, whether or not those who told it ended them', () => {
  const code = 'change-rejected' as const;
  expect(problemText({ code, message: 'field state: allowed values Open, Done', next: 'Correct it' })).toBe(
    'field state: allowed values Open, Done. Correct it. (change-rejected)',
  );
  expect(problemText({ code, message: 'It says: “No.”', next: 'Try again.' })).toBe(
    'It says: “No.” Try again. (change-rejected)',
  );
});
