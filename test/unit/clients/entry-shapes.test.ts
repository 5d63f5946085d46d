import { describe, expect, it } from 'vitest';
import { clientOf } from '../../../src/clients/catalog.ts';
import { clientIds, type ClientId, type StdioEntry } from '../../../src/clients/client.ts';
import type { Plain } from '../../../src/clients/formats/format.ts';

const name = 'mcp-keyring';
const command = '/opt/MCP Keyring/keyring-host';
const bare: StdioEntry = { command, args: ['mcp', '--client', 'it'] };
const withVariables: StdioEntry = { ...bare, env: { LANG: 'de', EMPTY: '' } };

const { args } = bare;
const plain = { command, args };
const spelt: Partial<Record<ClientId, Plain>> = {
  'claude-code': { type: 'stdio', ...plain },
  vscode: { type: 'stdio', ...plain },
  'vscode-insiders': { type: 'stdio', ...plain },
  zed: { source: 'custom', ...plain },
  cline: { ...plain, disabled: false },
  goose: {
    name,
    type: 'stdio',
    cmd: command,
    args,
    envs: {},
    env_keys: [],
    enabled: true,
    timeout: 300,
    description: '',
  },
  opencode: { type: 'local', command: [command, ...args] },
  'copilot-cli': { type: 'stdio', ...plain, tools: ['*'] },
  crush: { type: 'stdio', ...plain },
};

describe.each(clientIds)('an entry for %s', (id) => {
  const { spell, understand } = clientOf(id);

  it('is spelt as the client reads it', () => {
    expect(spell(bare, name)).toEqual(spelt[id] ?? plain);
  });

  it.each([bare, withVariables, { command, args: [] }])('is understood as it was meant: %j', (entry) => {
    expect(understand(spell(entry, name))).toEqual(entry);
    expect(understand({ ...spell(entry, name), something: 'unknown' })).toEqual(entry);
  });

  it.each<Plain>([
    { url: 'https://example.com/mcp' },
    { type: 'http', url: 'https://example.com/mcp' },
    { type: 'sse', url: 'https://example.com/mcp', headers: { Authorization: 'x' } },
    { type: 'streamableHttp', url: 'https://example.com/mcp' },
    { type: 'streamable_http', uri: 'https://example.com/mcp', name: 'x', enabled: true },
    { type: 'remote', url: 'https://example.com/mcp', enabled: true },
    { serverUrl: 'https://example.com/mcp' },
    { httpUrl: 'https://example.com/mcp' },
    { command, args, url: 'https://example.com/mcp' },
    { transport: { type: 'streamableHttp', url: 'https://example.com/mcp' } },
    {},
    [],
    null,
    'npx',
    { command: 7 },
    { command: '', args: [] },
    { type: 'stdio', command, args: [1] },
    { cmd: command, args: 'mcp', type: 'stdio' },
    { command: [], type: 'local' },
  ])('is not seen in %j', (value) => {
    expect(understand(value)).toBeUndefined();
  });
});

describe('what versions of one client write differently', () => {
  it('is understood for Cline, nested and flat', () => {
    const { understand } = clientOf('cline');
    expect(understand({ transport: { type: 'stdio', command, args }, disabled: false })).toEqual(bare);
    expect(understand({ command, args, disabled: true, autoApprove: [] })).toEqual(bare);
  });
});
