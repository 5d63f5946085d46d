import { describe, expect, it } from 'vitest';
import { someOf } from '../../../src/providers/some-of.ts';

describe('a list of names in a sentence', () => {
  it.each([
    [['New', 'Closed'], 2, 'New, Closed'],
    [['New', 'Open', 'Closed'], 2, 'New, Open and 1 more'],
    [[], 2, ''],
  ] as const)('of %j, at most %i, is %j', (names, most, words) => {
    expect(someOf(names, most)).toBe(words);
  });
});
