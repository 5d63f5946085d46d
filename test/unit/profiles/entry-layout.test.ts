import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { ClientRecord, StdioEntry } from '../../../src/clients/client.ts';
import type { ConfigFormat, Plain, ServerList } from '../../../src/clients/formats/format.ts';
import { jsonc } from '../../../src/clients/formats/json.ts';
import { toml } from '../../../src/clients/formats/toml.ts';
import { yaml } from '../../../src/clients/formats/yaml.ts';
import { startedServers, withStart } from '../../../src/clients/server-entry.ts';
import { laidOut, layoutOf, type EntryLayout } from '../../../src/profiles/entry-layout.ts';
import { unwrapEntry, wrapEntry } from '../../../src/profiles/wrap.ts';

const host = { command: '/opt/keyring-host', args: [] };
const key = 'ghp_0123456789abcdef';

/** A client that spells entries as most do. */
function recordOf(format: ConfigFormat, root: string, kind: ServerList['kind'] = 'map'): ClientRecord {
  return {
    id: 'cursor',
    name: 'A client',
    documentation: 'https://example.com',
    format,
    list: { root: [root], kind },
    find: () => Promise.resolve({ installed: true, places: [] }),
    spell: ({ command, args, env }) => ({ command, args, ...(env && { env }) }),
    understand: (value: Plain) => {
      const { command, args = [], env } = value as unknown as Partial<StdioEntry> & { command: string };
      return { command, args, ...(env && { env }) };
    },
    reload: 'Restart it.',
  };
}

type Moved = { readonly moved: string; readonly layout: EntryLayout | undefined };

function move(record: ClientRecord, text: string, name = 'github'): Moved {
  const server = startedServers(record, text).find((each) => each.name === name)!;
  const moved = withStart(record, text, server, wrapEntry(server.entry, 'github', ['TOKEN'], host));
  return { moved, layout: layoutOf(record.format, text, moved) };
}

function putBack(record: ClientRecord, { moved, layout }: Moved, name = 'github'): string {
  const server = startedServers(record, moved).find((each) => each.name === name)!;
  const plain = unwrapEntry(server.entry)!;
  const entry: StdioEntry = { ...plain, env: { TOKEN: key, ...plain.env } };
  const isRight = (text: string) => isDeepStrictEqual(startedServers(record, text)[0]?.entry, entry);
  return laidOut({ format: record.format, moved, rewritten: withStart(record, moved, server, entry), layout, isRight });
}

const json: readonly (readonly [string, string])[] = [
  [
    'with everything on lines of its own',
    `{\n  "mcpServers": {\n    "github": {\n      "command": "npx",\n      "args": [\n        "-y",\n        "server"\n      ],\n      "env": {\n        "TOKEN": "${key}"\n      }\n    }\n  }\n}\n`,
  ],
  [
    'with lists on one line, another variable and other fields',
    `{\n\t"mcpServers": {\n\t\t"github": { "env": {"LOG": "info", "TOKEN": "${key}"}, "disabled": false,\n\t\t\t"command": "npx", "args": ["-y",   "server"] },\n\t\t"other": { "command": "x", "env": { "TOKEN": "${key}" } }\n\t}\n}`,
  ],
  [
    'in one line, with Windows line ends around',
    `{"mcpServers":{"github":{"command":"npx","env":{"TOKEN":"${key}"}}}}\r\n\r\n`,
  ],
  [
    'with comments elsewhere',
    `// mine\n{\n  "mcpServers": {\n    // theirs\n    "github": { "command": "npx", "args": [], "env": { "TOKEN": "${key}" } },\n  },\n}\n`,
  ],
];
const others: readonly (readonly [string, ClientRecord, string])[] = [
  [
    'TOML',
    recordOf(toml, 'mcp_servers'),
    `# mine\nmodel = "x"\n\n[mcp_servers.github]\ncommand = 'npx'\nargs = [ "-y",\n  "server" ]\n\n[mcp_servers.github.env]\nTOKEN = "${key}"\n\n[tools]\nweb = true\n`,
  ],
  [
    'YAML',
    recordOf(yaml, 'mcpServers', 'list'),
    `name: x\nmcpServers:\n  - name: github\n    command: npx\n    args: ["-y", server]\n    env:\n      TOKEN: ${key}\n  - name: other\n    command: x\n`,
  ],
];
const cases = [
  ...json.map(([what, text]) => [`JSON ${what}`, recordOf(jsonc, 'mcpServers'), text] as const),
  ...others,
];

describe('an entry that is moved and put back', () => {
  it.each(cases)('in %s leaves every byte as it was, and no key meanwhile', (_what, record, text) => {
    const moved = move(record, text);
    const inOwn = startedServers(record, moved.moved).find(({ name }) => name === 'github');
    expect(inOwn?.entry.command).toBe(host.command);
    expect(JSON.stringify(inOwn)).not.toContain(key);
    expect(JSON.stringify(moved.layout)).not.toContain(key);
    expect(putBack(record, moved)).toBe(text);
  });

  it('says the same where the file was changed in between', () => {
    const record = recordOf(jsonc, 'mcpServers');
    const moved = move(record, json[1]![1]);
    const changed = { ...moved, moved: moved.moved.replace('"other"', '"another"') };
    const back = putBack(record, changed);
    const server = startedServers(record, back).find(({ name }) => name === 'github');
    expect(server?.entry).toEqual({ command: 'npx', args: ['-y', 'server'], env: { TOKEN: key, LOG: 'info' } });
    expect(server?.value).toMatchObject({ disabled: false });
  });

  it('keeps no comment of the changed part, which may hold anything', () => {
    const record = recordOf(jsonc, 'mcpServers');
    const text = `{"mcpServers":{"github":{"command":"npx", /* ${key} */ "env":{"TOKEN":"${key}"}}}}`;
    const moved = move(record, text);
    expect(moved.layout).toBeUndefined();
    expect(jsonc.read(putBack(record, moved))).toEqual(jsonc.read(text.replace('"env"', '"args":[], "env"')));
  });
});
