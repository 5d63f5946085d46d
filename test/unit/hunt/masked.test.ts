import { describe, expect, it } from 'vitest';
import { jsonc } from '../../../src/clients/formats/json.ts';
import { masked } from '../../../src/hunt/moving/masked.ts';
import type { Target } from '../../../src/hunt/target.ts';

const lines = (syntax: 'env' | 'shell'): Target => ({
  path: '/home/ada/file',
  source: 'env-file',
  reading: { kind: 'lines', syntax },
});
const servers: Target = {
  path: '/home/ada/mcp.json',
  source: 'client',
  reading: { kind: 'servers', format: jsonc, lists: [{ root: ['servers'], kind: 'map' }] },
};
const other = 'Zx81-another-key-1';

describe('What is shown of a file around a key that is moved', () => {
  it.each([
    ['a comment beside it', servers, `{\n // "X": "${other}",\n "servers": {"a": {"command": "b"}}\n}`],
    ['another part of the file', servers, `{"llm": {"apiKey": "${other}"}, "servers": {"a": {"command": "b"}}}`],
    ['a file that cannot be read', servers, `{"servers": {"a": {"env": {"X": "${other}"}}`],
    ['a comment of a .env file', lines('env'), `# old key: ${other}\nA=1\n`],
    ['a command of a shell profile', lines('shell'), `curl -H "X-Foo: ${other}" https://u:${other}@example.com\n`],
  ])('holds no other key: %s', (_, target, text) => {
    expect(masked(text, target, [])).not.toContain('Zx81');
  });

  it('holds no line of a private key', () => {
    const body = 'MIIEowIBAAKCAQEA7bqabcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJ';
    const text = `A=1\n-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----\n`;
    expect(masked(text, lines('env'), [])).not.toContain('MIIE');
  });

  it('holds a key neither as it is nor as JSON writes it', () => {
    const key = 'pass"word\\1';
    expect(masked(`{"note": ${JSON.stringify(key)}}`, servers, [key])).toBe('{"note": "●●●●"}');
  });

  it('keeps the sentence that says where the key went', () => {
    const text = '# TOKEN: taken out of this file by MCP Keyring on 2026-11-28\nTOKEN=\n';
    expect(masked(text, lines('env'), [])).toBe(text);
  });
});
