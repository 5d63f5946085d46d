import { describe, expect, it } from 'vitest';
import { yaml } from '../../../../src/clients/formats/yaml.ts';

const map = { root: ['extensions'], kind: 'map' } as const;
const list = { root: ['mcpServers'], kind: 'list' } as const;
const entry = { type: 'stdio', cmd: '/opt/MCP Keyring/host', args: ['mcp', '--client', 'goose'], envs: {} };
const put = (text: string): string => yaml.putServer(text, map, 'mcp-keyring', entry);
const take = (text: string): string => yaml.takeServer(text, map, 'mcp-keyring');
const onALine = '{ type: stdio, cmd: "/opt/MCP Keyring/host", args: [mcp, "--client", goose], envs: {} }';
const tight = '{type: stdio, cmd: "/opt/MCP Keyring/host", args: [mcp, "--client", goose], envs: {}}';

const byHand = `extensions:
  x:
    cmd: a # mine
    # about the arguments
    args:
    - b
    - "c" # two
    envs:
      K: s
      L: |
        several
        lines
  y: {cmd: b}
# the end
`;

describe('the entry in a YAML map', () => {
  it.each([
    ['brings the map along where there is none', 'a: 1\n', `a: 1\nextensions:\n  mcp-keyring: ${onALine}\n`],
    [
      'stands behind the others, indented as they are',
      'extensions:\n    x:\n        cmd: a # mine\n# about z\nz: 1\n',
      'extensions:\n    x:\n        cmd: a # mine\n    mcp-keyring:\n        type: stdio\n        cmd: "/opt/MCP Keyring/host"\n        args: [mcp, "--client", goose]\n        envs: {}\n# about z\nz: 1\n',
    ],
    [
      'fills a map that is still to come',
      'extensions: # none\nz: 1',
      `extensions: # none\n  mcp-keyring: ${tight}\nz: 1`,
    ],
    ['fills an empty map', 'extensions: {}\n', `extensions: {mcp-keyring: ${tight}}\n`],
    ['goes into a map on one line', 'extensions: {a: {b: 1}}', `extensions: {a: {b: 1}, mcp-keyring: ${tight}}`],
    ['goes into a file that is JSON', '{"a": 1}', `{"a": 1, extensions: {mcp-keyring: ${onALine}}}`],
    [
      'goes before the end of the document',
      '---\na: 1\r\n...\n',
      `---\na: 1\r\nextensions:\n  mcp-keyring: ${onALine}\n...\n`,
    ],
    [
      'leaves a text of several lines its empty lines',
      'a: |+\n  x\n\n',
      `a: |+\n  x\n\nextensions:\n  mcp-keyring: ${onALine}\n`,
    ],
    ['needs no line end at the end of the file', 'a: 1', `a: 1\nextensions:\n  mcp-keyring: ${onALine}`],
  ])('%s, and goes without a trace', (_, text, after) => {
    expect(put(text)).toBe(after);
    expect(take(after)).toBe(text);
  });

  it('leaves an empty map behind that others filled before', () => {
    expect(yaml.takeServer('extensions:\n  x:\n    cmd: a\n', map, 'x')).toBe('extensions: {}\n');
  });

  it('changes field by field and leaves the comments of the others', () => {
    expect(yaml.putServer(byHand, map, 'x', { cmd: 'n', args: ['run', '--'], timeout: 1 })).toBe(
      'extensions:\n  x:\n    cmd: "n" # mine\n    # about the arguments\n    args:\n    - run\n    - "--" # two\n    timeout: 1\n  y: {cmd: b}\n# the end\n',
    );
  });

  it('replaces and removes one value', () => {
    const at = (...path: (string | number)[]) => ['extensions', 'x', ...path];
    expect(yaml.replace(byHand, at('args', 1), 'new')).toBe(byHand.replace('"c"', '"new"'));
    expect(yaml.replace(byHand, at('envs', 'L'), 'k')).toBe(byHand.replace(/\|\n.*\n.*\n/, 'k\n'));
    expect(yaml.remove(byHand, at('envs', 'K'))).toBe(byHand.replace('      K: s\n', ''));
    expect(yaml.remove(byHand, at('args', 0))).toBe(byHand.replace('    - b\n', ''));
    expect(yaml.remove('a:\n  b: 1 # c\nd: 2\n', ['a', 'b'])).toBe('a: {}\nd: 2\n');
  });

  it('says where every text stands', () => {
    const marked = `\uFEFF${byHand}`;
    expect(yaml.texts(marked).map(({ start, end }) => marked.slice(start, end))).toEqual([
      'a',
      'b',
      '"c"',
      's',
      '|\n        several\n        lines\n',
      'b',
    ]);
  });
});

describe('the entry in a YAML list', () => {
  it.each([
    [
      'mcpServers:\n- name: a\n  command: b\nz: 1\n',
      'mcpServers:\n- name: a\n  command: b\n- name: our\n  command: c\nz: 1\n',
    ],
    ['mcpServers: []\n', 'mcpServers: [{name: our, command: c}]\n'],
    ['a: 1\n', 'a: 1\nmcpServers:\n  - { name: our, command: c }\n'],
    ['mcpServers:\n', 'mcpServers:\n  - {name: our, command: c}\n'],
  ])('has its name as the first field: %j', (text, after) => {
    expect(yaml.putServer(text, list, 'our', { command: 'c' })).toBe(after);
    expect(yaml.takeServer(after, list, 'our')).toBe(text);
  });
});

describe('a YAML file that cannot be changed without guessing', () => {
  it.each([
    ['a name twice', 'a: 1\na: sekrit\n', /line 2, column 1/],
    ['a tab as indentation', 'a:\n\tb: sekrit\n', /line 2, column 1/],
    ['a text that is not closed', 'a: "sekrit\n', /line \d, column \d/],
    ['several documents', 'a: 1\n---\nb: sekrit\n', /several YAML documents/],
    ['a list as root', '- sekrit\n', /does not hold a YAML map/],
    ['servers as a list', 'extensions:\n- sekrit\n', /"extensions" in the file is not a map/],
    ['servers that are a reference', 'a: &a {b: sekrit}\nextensions: *a\n', /"extensions" in the file is not a map/],
    ['a map that holds itself', 'a: &a\n  sekrit: *a\n', /references/],
  ])('is refused without quoting it: %s', (_, text, where) => {
    const message = expect.stringMatching(where) as string;
    expect(() => put(text)).toThrow(expect.objectContaining({ code: 'file-not-parsable', message }) as Error);
    expect(() => put(text)).not.toThrow(/sekrit/);
  });

  it('is not changed where others refer to the value', () => {
    expect(() => yaml.replace('a: &k sekrit\nb: *k\n', ['a'], 'x')).toThrow(/changed safely/);
  });
});
