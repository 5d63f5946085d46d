import { describe, expect, it } from 'vitest';
import { isIgnored } from '../../../src/hunt/gitignore.ts';

const ignores = (text: string, path: string, base = ''): boolean => isIgnored(path, [{ base, text }]);

describe('What git keeps out', () => {
  it.each([
    ['.env', '.env', true],
    ['.env', 'a/b/.env', true],
    ['/.env', 'a/.env', false],
    ['*.env', 'prod.env', true],
    ['.env*', '.env.local', true],
    ['secrets/', 'secrets/.env', true],
    ['secrets/', 'secrets', false],
    ['a/*/c', 'a/b/c', true],
    ['a/**/c', 'a/x/y/c', true],
    ['**/c', 'x/c', true],
    ['.env\n!.env', '.env', false],
    ['# .env', '.env', false],
    ['.[ez]nv', '.env', true],
    ['[z-a]', '.env', false],
    ['.env ', '.env', true],
    ['', '.env', false],
    ['a/**', 'a/x/.env', true],
    ['.e?v', '.env', true],
    ['a*v', 'a/v', false],
    ['nv', '.env', false],
    ['**/b/*.env', 'a/b/x.env', true],
    ['a\\*', 'a*', true],
    ['[!a]env', '.env', true],
  ])('%j and %s: %s', (text, path, expected) => {
    expect(ignores(text, path)).toBe(expected);
  });

  it('is done soon with rules that nobody would write', () => {
    const started = performance.now();
    expect(ignores(`${'*a'.repeat(30)}z`, 'a'.repeat(200))).toBe(false);
    expect(ignores(`${'**/a/'.repeat(30)}z`, `${'a/'.repeat(100)}b`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('reads rules of a folder from that folder on', () => {
    expect(ignores('/.env', 'a/.env', 'a')).toBe(true);
    expect(ignores('.env', 'b/.env', 'a')).toBe(false);
  });
});
