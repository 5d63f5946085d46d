import { describe, expect, it } from 'vitest';
import { toml } from '../../../../src/clients/formats/toml.ts';

const list = { root: ['mcp_servers'], kind: 'map' } as const;
const entry = { command: '/opt/MCP Keyring/keyring-host', args: ['mcp', '--client', 'codex'] };
const block = `[mcp_servers.mcp-keyring]
command = "/opt/MCP Keyring/keyring-host"
args = ["mcp", "--client", "codex"]`;
const put = (text: string, value = entry as Record<string, string | readonly string[]>): string =>
  toml.putServer(text, list, 'mcp-keyring', value);
const take = (text: string): string => toml.takeServer(text, list, 'mcp-keyring');

const byHand = `[mcp_servers.x]
command = "a" # mine
# about the arguments
args = ["y",
  "z"] # two

[mcp_servers.x.env]
A = "s"

[other]
q = 1
`;

describe('the entry in a TOML file', () => {
  it('stands behind everything else, in a table of its own', () => {
    expect(put('model = "o3"\n')).toBe(`model = "o3"\n\n${block}\n`);
    expect(put('')).toBe(`${block}\n`);
  });

  it.each([
    ['a file without a line end at its end', 'model = "o3"', `model = "o3"\n\n${block}`],
    ['Windows line ends', 'a = 1\r\n', `a = 1\r\n\r\n${block.replaceAll('\n', '\r\n')}\r\n`],
    ['only comments', '# nothing yet\n', `# nothing yet\n\n${block}\n`],
    ['servers in a table', '[mcp_servers]\na.command = "x"\n', `[mcp_servers]\na.command = "x"\n\n${block}\n`],
    ['a server with dots', 'mcp_servers.a.command = "x"\n[z]\n', `mcp_servers.a.command = "x"\n[z]\n\n${block}\n`],
    [
      'servers in an inline table',
      'mcp_servers = { a = { command = "x" } } # mine\n',
      'mcp_servers = { a = { command = "x" }, mcp-keyring = { command = "/opt/MCP Keyring/keyring-host", args = ["mcp", "--client", "codex"] } } # mine\n',
    ],
  ])('is at home with %s', (_, text, after) => {
    expect(put(text)).toBe(after);
    expect(take(after)).toBe(text);
  });

  it('is taken out of whatever a person made of it', () => {
    expect(toml.takeServer(byHand, list, 'x')).toBe('\n[other]\nq = 1\n');
    expect(toml.takeServer('mcp_servers.x.a = 1\nb = 2\nmcp_servers.x.c = 3\n', list, 'x')).toBe('b = 2\n');
    expect(toml.takeServer('mcp_servers = { x.a = 1, y = {}, x.b = 2 }\n', list, 'x')).toBe(
      'mcp_servers = { y = {} }\n',
    );
  });

  it('changes field by field and leaves the comments of the others', () => {
    expect(toml.putServer(byHand, list, 'x', { command: 'b', args: ['y', 'z'], cwd: '/' })).toBe(`[mcp_servers.x]
command = "b" # mine
# about the arguments
args = ["y",
  "z"] # two
cwd = "/"

[other]
q = 1
`);
  });

  it('replaces and removes one value in a list', () => {
    expect(toml.replace(byHand, ['mcp_servers', 'x', 'args', 1], 'new')).toBe(byHand.replace('"z"', '"new"'));
    expect(toml.remove(byHand, ['mcp_servers', 'x', 'args', 1])).toBe(byHand.replace(',\n  "z"', ''));
    expect(toml.remove(byHand, ['mcp_servers', 'x', 'env', 'A'])).toBe(byHand.replace('A = "s"\n', ''));
  });
});

describe('a table that gets another value', () => {
  const server = { command: 'host', args: ['run'] };

  it.each([
    ['of its own', '[mcp_servers.x]\ncommand = "c" # mine\n\n[mcp_servers.x.env]\nA = "s"\n'],
    ['of dotted names', 'mcp_servers.x.command = "c"\nmcp_servers.x.env.A = "s"\n'],
    ['in another one', '[mcp_servers]\nx.command = "c"\nx.env.A = "s"\n'],
    ['before its own head', '[mcp_servers.x.env]\nA = "s"\n[mcp_servers.x]\ncommand = "c"\n'],
  ])('stays where it is, whatever tables come behind it: %s', (_, text) => {
    const after = toml.replace(`${text}[mcp_servers.y]\ncommand = "d"\n[other]\nq = 1\n`, ['mcp_servers', 'x'], server);
    expect(toml.read(after)).toEqual({ mcp_servers: { x: server, y: { command: 'd' } }, other: { q: 1 } });
  });

  it('keeps its comments', () => {
    expect(toml.replace(byHand, ['mcp_servers', 'x'], { ...server, env: { A: 's' } })).toBe(
      byHand.replace('"a"', '"host"').replace('["y",\n  "z"]', '["run"]'),
    );
  });

  it('gives room to a value at the top of the file', () => {
    const text = '[a]\nb = 1\n[a.c]\nd = 2\n[e]\nf = 3\n';
    expect(toml.read(toml.replace(text, ['a'], 'x'))).toEqual({ a: 'x', e: { f: 3 } });
  });
});

describe('a TOML file that cannot be changed without guessing', () => {
  it.each([
    ['a key twice', 'a = 1\na = "sekrit"\n', /line 2, column 1/],
    ['a text that is not closed', 'a = "sekrit\n', /line 1, column/],
    ['a list of servers', '[[mcp_servers]]\nname = "sekrit"\n', /"mcp_servers" in the file is not a table/],
    ['a text where servers should be', 'mcp_servers = "sekrit"\n', /"mcp_servers" in the file is not a table/],
  ])('is refused without quoting it: %s', (_, text, where) => {
    const refusal: unknown = expect.objectContaining({
      code: 'file-not-parsable',
      message: expect.stringMatching(where) as string,
    });
    expect(() => put(text)).toThrow(refusal);
    expect(() => put(text)).not.toThrow(/sekrit/);
  });
});
