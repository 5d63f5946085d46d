import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StdioEntry } from '../../../src/clients/client.ts';
import { isWrapped, unwrapEntry, wrapEntry, wrappedIn, type RunHost } from '../../../src/profiles/wrap.ts';

const host: RunHost = { command: '/opt/MCP Keyring/keyring-host', args: [] };
const github: StdioEntry = {
  command: 'npx',
  args: ['-y', '@modelcontextprotocol/server-github'],
  env: { GITHUB_TOKEN: 'ghp_0123456789', LOG_LEVEL: 'info' },
};

describe('an entry that starts another server with keys from the keychain', () => {
  it('holds the profile and the command, and no key any more', () => {
    expect(wrapEntry(github, 'github', ['GITHUB_TOKEN'], host)).toEqual({
      command: '/opt/MCP Keyring/keyring-host',
      args: ['run', 'github', '--', 'npx', '-y', '@modelcontextprotocol/server-github'],
      env: { LOG_LEVEL: 'info' },
    });
  });

  it('has no environment at all where nothing is left of it', () => {
    expect(wrapEntry(github, 'github', ['GITHUB_TOKEN', 'LOG_LEVEL'], host)).not.toHaveProperty('env');
  });

  it('names the data folder where it is not the usual one, and is known by it', () => {
    const elsewhere = { command: '/usr/bin/node', args: ['/src/out/host.cjs'], home: '/data/run' };
    const wrapped = wrapEntry(github, 'github', ['GITHUB_TOKEN'], elsewhere);
    expect(wrapped.args.slice(0, 6)).toEqual(['/src/out/host.cjs', 'run', 'github', '--home', '/data/run', '--']);
    expect(wrappedIn(wrapped)?.profileId).toBe('github');
  });

  it('is known on Windows and wherever the program lies now', () => {
    const command = String.raw`C:\Program Files\MCP Keyring\Keyring-Host.exe`;
    expect(isWrapped({ command, args: ['--home', 'run', 'run', 'x', '--', 'npx.cmd'] })).toBe(true);
  });

  it.each<[string, StdioEntry]>([
    ['another server', github],
    ['our own MCP server', { command: host.command, args: ['mcp'] }],
    ['a command that is missing', { command: host.command, args: ['run', 'github', '--'] }],
    ['a profile that is missing', { command: host.command, args: ['run', '--', 'npx'] }],
    ['more than one profile', { command: host.command, args: ['run', 'one', 'two', '--', 'npx'] }],
    ['another program with the same words', { command: 'npm', args: ['run', 'github', '--', 'npx'] }],
  ])('is not %s', (_what, entry) => {
    expect(wrappedIn(entry)).toBeUndefined();
    expect(unwrapEntry(entry)).toBeUndefined();
  });
});

const word = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', '--', '--home', 'run', '-y', 'keyring-host', "it's", '"', '$HOME', '${env:X}', 'a b', '\\', '\n'),
);
const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/);
const entries = fc.record(
  { command: word, args: fc.array(word), env: fc.dictionary(name, word, { minKeys: 1 }) },
  { requiredKeys: ['command', 'args'] },
);
const folder = word.map((text) => `/${text}`);
const hosts = fc.record(
  { command: fc.constantFrom('/opt/keyring-host', 'C:\\k\\keyring-host.exe'), args: fc.constant([]), home: folder },
  { requiredKeys: ['command', 'args'] },
);

describe('taking an entry back', () => {
  it('gives command, arguments and the remaining environment as they were', () => {
    fc.assert(
      fc.property(entries, hosts, fc.array(name), fc.nat(), (entry, runHost, others, picks) => {
        const names = Object.keys(entry.env ?? {});
        const moved = [...names.filter((_, at) => ((picks >> (at % 30)) & 1) === 1), ...others];
        const rest = Object.entries(entry.env ?? {}).filter(([each]) => !moved.includes(each));
        const wrapped = wrapEntry(entry, 'a-profile', moved, runHost);
        expect(wrappedIn(wrapped)?.profileId).toBe('a-profile');
        expect(unwrapEntry(wrapped)).toEqual({
          command: entry.command,
          args: entry.args,
          ...(rest.length === 0 ? {} : { env: Object.fromEntries(rest) }),
        });
      }),
      { numRuns: 2_000 },
    );
  });
});
