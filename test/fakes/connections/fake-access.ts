import type { ConnectionAccess } from '../../../src/connections/connection-access.ts';
import { connection, type Connection } from '../../../src/connections/connection.ts';
import { AppError } from '../../../src/lib/app-error.ts';
import { guardClient } from '../../../src/policy/guarded-client.ts';
import type { ProviderClient } from '../../../src/providers/provider.ts';

let made = 0;

export function aConnection(name: string, more: Partial<Connection> = {}): Connection {
  made += 1;
  return connection.parse({
    id: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
    name,
    provider: 'jira',
    endpoint: { baseUrl: `https://${name.toLowerCase().replaceAll(' ', '-')}.example`, deployment: 'cloud' },
    auth: { method: 'api-token', account: 'mia@example.com' },
    options: {},
    credential: {
      field: 'apiToken',
      home: 'keychain',
      hint: '…9f3a',
      version: 1,
      createdAt: '2026-11-01T09:00:00.000Z',
    },
    owner: { id: 'mia', name: 'Mia Krystof' },
    active: true,
    createdAt: '2026-11-01T09:00:00.000Z',
    updatedAt: '2026-11-01T09:00:00.000Z',
    ...more,
  });
}

/** A client that answers nothing but what the test gives it. */
export function aClient(answers: Partial<ProviderClient> = {}): ProviderClient {
  const unasked = (): Promise<never> => Promise.reject(new Error('The test did not expect this call'));
  return { whoAmI: unasked, listProjects: unasked, searchItems: unasked, getItem: unasked, ...answers };
}

/** Connections in memory, each with the client the test gives it, held to the connection's policy like a real one. */
export class FakeAccess implements ConnectionAccess {
  readonly connections: Connection[] = [];
  readonly #clients = new Map<string, () => Promise<ProviderClient>>();

  add(connection: Connection, client: ProviderClient | (() => Promise<ProviderClient>) = aClient()): this {
    this.connections.push(connection);
    this.#clients.set(connection.id, typeof client === 'function' ? client : () => Promise.resolve(client));
    return this;
  }

  list(): Promise<readonly Connection[]> {
    return Promise.resolve(this.connections);
  }

  find(nameOrId: string): Promise<Connection> {
    const found = this.connections.find(
      ({ id, name }) => id === nameOrId || name.toLowerCase() === nameOrId.toLowerCase(),
    );
    if (found !== undefined) return Promise.resolve(found);
    const names = this.connections.map(({ name }) => name).join(', ');
    return Promise.reject(
      new AppError('unknown-connection', `There is no connection "${nameOrId}".`, `There are: ${names}.`),
    );
  }

  async open(connection: Connection): Promise<ProviderClient> {
    const open = this.#clients.get(connection.id);
    if (open === undefined) throw new Error(`No client for ${connection.name}`);
    if (!connection.active)
      throw new AppError('connection-paused', `"${connection.name}" is paused.`, 'Resume it in MCP Keyring.');
    return guardClient(await open(), connection);
  }
}
