import type { HandlerOutput } from '../../../src/api/contract.ts';
import { additionDiff } from './example-data.ts';
import { clientAccess, withRules } from '../../../src/policy/client-access.ts';
import type { HandlersOf } from './handlers-of.ts';

type Client = HandlerOutput<'clients.list'>[number];

/** Some installed clients in every state, whose files and access tests may change. */
export type FakeClients = {
  list: Client[];
  access: HandlerOutput<'clients.access'>;
  readonly handlers: HandlersOf<'clients'>;
};

const clientOf = (id: Client['id'], name: string, files: Client['files'], more: Partial<Client> = {}): Client => ({
  id,
  name,
  documentation: `https://docs.example/${id}`,
  installed: files.length > 0,
  files,
  reload: `Start a new session of ${name}.`,
  ...more,
});

const home = '/Users/anna';

const exampleClients: readonly Client[] = [
  clientOf('claude-desktop', 'Claude Desktop', [
    { path: `${home}/Library/Application Support/Claude/claude_desktop_config.json`, state: 'current' },
  ]),
  clientOf('claude-code', 'Claude Code', [{ path: `${home}/.claude.json`, state: 'without-entry' }], {
    program: `${home}/.local/bin/claude`,
  }),
  clientOf('cursor', 'Cursor', [{ path: `${home}/.cursor/mcp.json`, state: 'without-entry' }], {
    link: 'cursor://anysphere.cursor-deeplink/mcp/install?name=mcp-keyring&config=eyJ9',
    reload: 'Restart Cursor and switch the server on under Customize, MCPs.',
  }),
  clientOf('codex', 'Codex', [{ path: `${home}/.codex/config.toml`, state: 'outdated' }]),
  clientOf('goose', 'Goose', [{ path: `${home}/.config/goose/config.yaml`, state: 'current' }]),
  clientOf('warp', 'Warp', []),
];

export function createClientHandlers(): FakeClients {
  const setState = (client: string, state: Client['files'][number]['state']): void => {
    clients.list = clients.list.map((each) =>
      each.id === client ? { ...each, files: each.files.map((file) => ({ ...file, state })) } : each,
    );
  };
  const clients: FakeClients = {
    list: [...exampleClients],
    access: { clients: {}, others: { byDefault: 'as-connection', connections: {} } },
    handlers: {
      'clients.list': () => clients.list,
      'clients.preview': ({ client, path, change }) => ({
        path,
        diff: change === 'write' ? additionDiff : additionDiff.replaceAll('\n+', '\n-'),
        changes: true,
        exists: true,
        fingerprint: 'f1',
        ...(client === 'claude-code' && { command: 'claude mcp add-json --scope user mcp-keyring' }),
      }),
      'clients.apply': ({ client, path, change }) => {
        setState(client, change === 'write' ? 'current' : 'without-entry');
        return { path, way: client === 'claude-code' ? 'program' : 'file', backupPath: `${path}.bak` };
      },
      'clients.manualEntry': () => ({
        name: 'mcp-keyring',
        command: '/Applications/MCP Keyring.app/Contents/Resources/keyring-host',
        args: ['mcp'],
      }),
      'clients.access': () => clients.access,
      'clients.setAccess': (change) => {
        clients.access = withRules(clientAccess.parse(clients.access), change);
        return clients.access;
      },
    },
  };
  return clients;
}
