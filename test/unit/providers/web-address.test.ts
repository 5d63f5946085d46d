import { describe, expect, it } from 'vitest';
import { parseWebAddress } from '../../../src/providers/web-address.ts';

describe('an address as it was typed', () => {
  it.each(['jira.example', '[::1]:8080', 'münchen.example', '"https://jira.example/browse/A-1"'])(
    'takes %s',
    (typed) => {
      expect(parseWebAddress(typed)).toBeInstanceOf(URL);
    },
  );

  it.each(['.', '//', 'ftp://jira.example', 'two words', `${'x'.repeat(300)}.example`])('takes no %s', (typed) => {
    expect(parseWebAddress(typed)).toBeUndefined();
  });

  it('forgets a password that stood in it', () => {
    expect(parseWebAddress('https://mia:secret@jira.example/')?.href).toBe('https://jira.example/');
  });
});
