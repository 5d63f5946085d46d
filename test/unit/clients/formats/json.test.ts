import { describe, expect, it } from 'vitest';
import type { PlainMap } from '../../../../src/clients/formats/format.ts';
import { strictJson } from '../../../../src/clients/formats/json.ts';
import { isSame } from '../../../../src/clients/formats/plain.ts';
import { serverIn } from '../../../../src/clients/formats/put-server.ts';
import { corpus, refused } from '../claude-desktop/corpus.ts';

const list = { root: ['mcpServers'], kind: 'map' } as const;
const withEntry = (text: string, name: string, value: PlainMap): string =>
  strictJson.putServer(text, list, name, value);
const withoutEntry = (text: string, name: string): string => strictJson.takeServer(text, list, name);
const entryState = (text: string, name: string, value: PlainMap): string => {
  const found = serverIn(strictJson, text, list, name);
  if (found === undefined) return 'without-entry';
  return isSame(found.value, value) ? 'current' : 'outdated';
};
const name = 'mcp-keyring';
const entry = { command: '/opt/MCP Keyring/keyring-host', args: ['mcp'] };

describe('adding the entry', () => {
  it.each(corpus)('gives back every byte when it is taken out again: %s', (_, text) => {
    const added = withEntry(text, name, entry);
    expect(entryState(added, name, entry)).toBe('current');
    expect(withoutEntry(added, name)).toBe(text);
  });

  it('makes the list of servers where there is none, in the indentation of the file', () => {
    expect(withEntry('{\n    "preferences": {}\n}\n', name, entry)).toBe(
      '{\n    "preferences": {},\n    "mcpServers": {\n        "mcp-keyring": { "command": "/opt/MCP Keyring/keyring-host", "args": ["mcp"] }\n    }\n}\n',
    );
  });

  it('stands behind the servers that are there, with tabs and Windows line ends if they have them', () => {
    const text = '{\r\n\t"mcpServers": {\r\n\t\t"a": {"command": "a"}\r\n\t}\r\n}';
    expect(withEntry(text, name, entry)).toBe(
      '{\r\n\t"mcpServers": {\r\n\t\t"a": {"command": "a"},\r\n\t\t"mcp-keyring": {\r\n\t\t\t"command": "/opt/MCP Keyring/keyring-host",\r\n\t\t\t"args": ["mcp"]\r\n\t\t}\r\n\t}\r\n}',
    );
  });

  it('keeps a file on one line on one line', () => {
    expect(withEntry('{"mcpServers":{}}', name, entry)).toBe(
      '{"mcpServers":{"mcp-keyring":{"command":"/opt/MCP Keyring/keyring-host","args":["mcp"]}}}',
    );
  });

  it.each(['', ' \n\n', '\uFEFF', '\uFEFF\r\n'])('writes a whole file where there is none yet: %j', (text) => {
    const added = withEntry(text, name, entry);
    expect(JSON.parse(added)).toEqual({ mcpServers: { [name]: entry } });
    expect(added.endsWith('}\n')).toBe(true);
    expect(withoutEntry(added, name)).toBe('{}\n');
  });

  it('escapes what a Windows path needs', () => {
    const windows = { command: 'C:\\Program Files\\MCP Keyring\\keyring-host.exe', args: ['mcp'] };
    expect(JSON.parse(withEntry('{}', name, windows))).toEqual({ mcpServers: { [name]: windows } });
  });
});

describe('replacing an outdated entry', () => {
  it('changes the command and keeps the layout Claude gave the entry', () => {
    const text = `${JSON.stringify({ mcpServers: { [name]: { command: '/old', args: ['mcp'] }, b: {} } }, null, 2)}\n`;
    expect(entryState(text, name, entry)).toBe('outdated');
    expect(withEntry(text, name, entry)).toBe(text.replace('"/old"', '"/opt/MCP Keyring/keyring-host"'));
  });

  it('drops everything else from it, above all an env', () => {
    const old = { command: '/old', args: ['mcp'], env: { KEY: 'x' }, type: 'stdio' };
    const text = JSON.stringify({ mcpServers: { a: {}, [name]: old }, z: 1 }, null, 2);
    expect(withEntry(text, name, entry)).toBe(
      '{\n  "mcpServers": {\n    "a": {},\n    "mcp-keyring": {\n      "command": "/opt/MCP Keyring/keyring-host",\n      "args": [\n        "mcp"\n      ]\n    }\n  },\n  "z": 1\n}',
    );
  });

  it.each(['{"command": 1}', 'null', '[]', '"x"', '{}', '{ "args": [] }', '{"command":"a","command":"b","args":[]}'])(
    'replaces an entry that is none: %s',
    (broken) => {
      const text = `{"mcpServers": {"mcp-keyring": ${broken}, "b": {}}}`;
      expect(entryState(text, name, entry)).toBe('outdated');
      expect(JSON.parse(withEntry(text, name, entry))).toEqual({ mcpServers: { [name]: entry, b: {} } });
    },
  );
});

describe('taking the entry out', () => {
  it('leaves a server that came later where it is, on either side', () => {
    const added = withEntry('{\n  "a": 1\n}', name, entry);
    const behind = added.replace('["mcp"] }', '["mcp"] },\n    "later": {}');
    expect(withoutEntry(behind, name)).toBe('{\n  "a": 1,\n  "mcpServers": {\n    "later": {}\n  }\n}');
    const before = added.replace('"mcp-keyring"', '"later": {},\n    "mcp-keyring"');
    expect(withoutEntry(before, name)).toBe('{\n  "a": 1,\n  "mcpServers": {\n    "later": {}\n  }\n}');
  });

  it('leaves an empty list of servers behind once Claude has laid the file out anew', () => {
    const byClaude = JSON.stringify(JSON.parse(withEntry('{"a": 1}', name, entry)), null, 2);
    expect(withoutEntry(byClaude, name)).toBe('{\n  "a": 1,\n  "mcpServers": {}\n}');
  });

  it('changes nothing where the entry is not', () => {
    for (const [, text] of corpus) expect(withoutEntry(text, name)).toBe(text);
  });
});

describe('a file that cannot be changed without guessing', () => {
  const texts = refused.flatMap(([what, content, where]) =>
    typeof content === 'string' ? [[what, content, where] as const] : [],
  );

  it.each(texts)('is refused with the place and without quoting it: %s', (_, text, where) => {
    for (const edit of [() => withEntry(text, name, entry), () => withoutEntry(text, name)])
      expect(edit).toThrow(
        expect.objectContaining({ code: 'file-not-parsable', message: expect.stringMatching(where) as string }),
      );
  });
});
