import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../../../../src/clients/files/unified-diff.ts';

const diff = (before: string, after: string): readonly string[] => unifiedDiff('f', before, after).split('\n').slice(2);

describe('the diff of a change', () => {
  it('is empty where nothing changes', () => {
    expect(unifiedDiff('f', 'a\n', 'a\n')).toBe('');
  });

  it('shows three lines around the change', () => {
    expect(diff('1\n2\n3\n4\n5\n6\n7\n8\n9\n', '1\n2\n3\n4\nfive\n6\n7\n8\n9\n')).toEqual([
      '@@ -2,7 +2,7 @@',
      ' 2',
      ' 3',
      ' 4',
      '-5',
      '+five',
      ' 6',
      ' 7',
      ' 8',
      '',
    ]);
  });

  it('shows a new file as lines that come', () => {
    expect(diff('', 'a\nb\n')).toEqual(['@@ -0,0 +1,2 @@', '+a', '+b', '']);
  });

  it('does not count a repeated line twice', () => {
    expect(diff('a\na\n', 'a\na\na\n')).toEqual(['@@ -1,2 +1,3 @@', ' a', ' a', '+a', '']);
  });

  it('says where the end of the last line is missing', () => {
    expect(diff('a', 'a\n')).toEqual(['@@ -1,1 +1,1 @@', '-a', '\\ No newline at end of file', '+a', '']);
  });

  it('does not show carriage returns', () => {
    expect(diff('a\r\nb\r\n', 'a\r\nc\r\n')).toEqual(['@@ -1,2 +1,2 @@', ' a', '-b', '+c', '']);
  });

  it('shows two changes that lie far apart as two, without what is between them', () => {
    const lines = (first: string, last: string) => [first, ...'bcdefghijk'.split(''), last, ''].join('\n');
    const shown = diff(lines('a', 'z'), lines('A', 'Z'));
    expect(shown.filter((line) => line.startsWith('@@'))).toEqual(['@@ -1,4 +1,4 @@', '@@ -9,4 +9,4 @@']);
    expect(shown.filter((line) => /^[+-]/.test(line))).toEqual(['-a', '+A', '-z', '+Z']);
  });

  it('does not think long about two texts that have nothing in common', () => {
    const long = (word: string) => Array.from({ length: 20_000 }, (_, index) => `${word} ${index}\n`).join('');
    const shown = diff(long('old'), long('new'));
    expect(shown[0]).toBe('@@ -1,20000 +1,20000 @@');
    expect(shown).toHaveLength(40_002);
  });
});
