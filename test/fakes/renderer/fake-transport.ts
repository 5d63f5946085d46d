import type { Transport } from '../../../src/api/client.ts';
import type {
  CallName,
  CallOutput,
  EventName,
  Events,
  HandlerInput,
  HandlerOutput,
} from '../../../src/api/contract.ts';
import { contract } from '../../../src/api/contract.ts';
import type { CallAnswer, CallRequest, EventMessage } from '../../../src/api/wire.ts';
import { createClaudeHandlers, type FakeClaude } from './claude-handlers.ts';
import { createClientHandlers, type FakeClients } from './client-handlers.ts';
import { createHuntHandlers, type FakeHunt } from './hunt-handlers.ts';
import { createImportHandlers } from './import-handlers.ts';
import { createKeyHandlers } from './key-handlers.ts';
import { createProfileHandlers, type FakeProfiles } from './profile-handlers.ts';
import { preferences as preferencesSchema } from '../../../src/settings/preferences.ts';
import { clickUpDescriptor } from '../../../src/providers/clickup/descriptor.ts';
import { confluenceDescriptor } from '../../../src/providers/confluence/descriptor.ts';
import { jiraDescriptor } from '../../../src/providers/jira/descriptor.ts';
import { openProjectDescriptor } from '../../../src/providers/openproject/descriptor.ts';
import { withChange } from '../../../src/settings/preferences.ts';
import { targetprocessDescriptor } from '../../../src/providers/targetprocess/descriptor.ts';
import {
  connectionOf,
  exampleConnections,
  exampleTools,
  minutesAgo,
  exampleInfo,
  exampleLog,
  exampleProjects,
} from './example-data.ts';

export type ProblemData = Extract<CallAnswer, { ok: false }>['error'];
type Handler<N extends CallName> = (input: HandlerInput<N>) => HandlerOutput<N> | Promise<HandlerOutput<N>>;
type Handlers = { [N in CallName]: Handler<N> };
type Connection = CallOutput<'connections.list'>[number];

/** What a refused call throws. */
class FakeProblem extends Error {
  readonly data: ProblemData;

  constructor(data: ProblemData) {
    super(data.message);
    this.data = data;
  }
}

export const problemData = (code: ProblemData['code'], message: string, next: string, link?: string): ProblemData =>
  link === undefined ? { code, message, next } : { code, message, next, link };

/** A host for the window: answers every call with believable data and remembers what it was asked. */
export class FakeTransport implements Transport {
  readonly calls: CallRequest[] = [];
  connections: Connection[] = [...exampleConnections];
  secrets: HandlerOutput<'secrets.status'> = {
    home: 'keychain',
    keychain: { state: 'ready' },
    keychainName: 'Keychain',
    vault: { state: 'absent' },
  };
  server: HandlerOutput<'server.status'> = {
    state: 'running',
    pid: 48_213,
    protocolVersion: '2026-07-28',
    startedAt: minutesAgo(42),
    startupMs: 87,
    tools: [...exampleTools],
    restarts: 0,
  };
  readonly claude: FakeClaude = createClaudeHandlers();
  readonly clients: FakeClients = createClientHandlers();
  readonly profiles: FakeProfiles = createProfileHandlers();
  readonly hunt: FakeHunt = createHuntHandlers();
  readonly #listeners = new Set<(message: EventMessage) => void>();
  readonly #removed = new Map<string, Connection>();
  readonly #handlers: Handlers = this.#createHandlers();

  async send(request: CallRequest): Promise<CallAnswer> {
    this.calls.push(request);
    const name = request.name as CallName;
    try {
      const input = contract[name].input.parse(request.input);
      const handler = this.#handlers[name] as (input: unknown) => unknown;
      return { ok: true, output: await handler(input) };
    } catch (error) {
      if (error instanceof FakeProblem) return { ok: false, error: error.data };
      throw error;
    }
  }

  subscribe(listener: (message: EventMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Answers a call in another way from now on. */
  answer<N extends CallName>(name: N, handler: Handler<N>): void {
    Object.assign(this.#handlers, { [name]: handler });
  }

  /** How a call is answered now, to answer it in this way among others. */
  handler<N extends keyof Handlers>(name: N): Handlers[N] {
    return this.#handlers[name];
  }

  fail(problem: ProblemData): never {
    throw new FakeProblem(problem);
  }

  /** Answers a call with a problem from now on. */
  refuse(name: CallName, problem: ProblemData): void {
    this.answer(name, () => this.fail(problem));
  }

  emit<N extends EventName>(event: N, payload: Events[N]['_zod']['input']): void {
    for (const listener of this.#listeners) listener({ event, payload });
  }

  /** The inputs of every call with that name so far. */
  inputsOf(name: CallName): unknown[] {
    return this.calls.filter((call) => call.name === name).map(({ input }) => input);
  }

  #find(id: string): Connection {
    const found = this.connections.find((each) => each.id === id);
    if (found === undefined)
      throw new FakeProblem(
        problemData('unknown-connection', 'There is no such connection.', 'Look at the list again.'),
      );
    return found;
  }

  #change(id: string, change: Partial<Connection>): Connection {
    const changed = { ...this.#find(id), ...change };
    this.connections = this.connections.map((each) => (each.id === id ? changed : each));
    return changed;
  }

  #tested(): CallOutput<'connections.test'> {
    return {
      at: new Date().toISOString(),
      durationMs: 318,
      outcome: { ok: true, account: { id: 'a1', name: 'Anna Berg', email: 'anna.berg@northwind.example' } },
    };
  }

  #createHandlers(): Handlers {
    return {
      ...this.#settingsHandlers(),
      ...this.#connectionHandlers(),
      ...this.#serverHandlers(),
      ...this.claude.handlers,
      ...this.clients.handlers,
      ...this.hunt.handlers,
      ...this.profiles.handlers,
      ...createImportHandlers(),
      ...createKeyHandlers(() => this.connections),
    };
  }

  #settingsHandlers() {
    let preferences: CallOutput<'preferences.get'> = preferencesSchema.parse({});
    const changeSecrets = (change: Partial<typeof this.secrets>) => {
      this.secrets = { ...this.secrets, ...change };
      return this.secrets;
    };
    return {
      'app.info': () => exampleInfo,
      'preferences.get': () => preferences,
      'preferences.set': (input) => {
        preferences = withChange(preferences, input);
        return preferences;
      },
      'preferences.makeAttachmentsFolder': () => {
        preferences = withChange(preferences, { attachmentsFolder: '/Users/anna/Documents/MCP Keyring attachments' });
        return preferences;
      },
      'providers.list': () => [
        jiraDescriptor,
        confluenceDescriptor,
        openProjectDescriptor,
        { ...clickUpDescriptor, fixedAddress: 'https://api.clickup.com' },
        targetprocessDescriptor,
      ],
      'secrets.status': () => this.secrets,
      'secrets.createVault': () => changeSecrets({ vault: { state: 'ready' }, home: 'vault' }),
      'secrets.unlockVault': () => changeSecrets({ vault: { state: 'ready' } }),
      'secrets.lockVault': () =>
        changeSecrets({
          vault: { state: 'locked', problem: problemData('vault-locked', 'The vault is locked.', 'Unlock it.') },
        }),
      'secrets.useHome': ({ home }) => changeSecrets({ home }),
    } satisfies Partial<Handlers>;
  }

  #connectionHandlers() {
    return {
      'connections.list': () => this.connections,
      'connections.testDraft': ({ address }) => ({
        ...this.#tested(),
        endpoint: { baseUrl: address, deployment: 'cloud' },
      }),
      'connections.add': (input) => {
        const added = connectionOf({
          id: crypto.randomUUID(),
          name: input.name,
          provider: input.provider,
          endpoint: { baseUrl: input.address, deployment: 'cloud' },
          auth: input.account === undefined ? { method: 'api-key' } : { method: 'api-token', account: input.account },
          hint: `…${(input.secret ?? 'read elsewhere').slice(-4)}`,
          keyAgeDays: 0,
          lastTest: this.#tested(),
        });
        this.connections = [...this.connections, added];
        return added;
      },
      'connections.edit': ({ id, name }) => this.#change(id, name === undefined ? {} : { name }),
      'connections.test': ({ id }) => {
        const lastTest = this.#tested();
        this.#change(id, { lastTest });
        return lastTest;
      },
      'connections.testAll': () => {
        const active = this.connections.filter((each) => each.active);
        for (const { id } of active) this.#change(id, { lastTest: this.#tested() });
        return active.map(({ id }) => ({ id, result: this.#tested() }));
      },
      'connections.setPolicy': ({ id, policy }) => this.#change(id, { policy }),
      'connections.projects': ({ text = '' }) => ({
        projects: exampleProjects.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())),
        more: false,
      }),
      'connections.setActive': ({ id, active }) => this.#change(id, { active }),
      'connections.remove': ({ id }) => {
        this.#removed.set(id, this.#find(id));
        this.connections = this.connections.filter((each) => each.id !== id);
        return { undoUntil: new Date(Date.now() + 8_000).toISOString() };
      },
      'connections.undoRemove': ({ id }) => {
        const connection = this.#removed.get(id);
        if (connection === undefined)
          throw new FakeProblem(problemData('unknown-connection', 'It is too late for that.', 'Add it again.'));
        this.connections = [...this.connections, connection];
        return connection;
      },
    } satisfies Partial<Handlers>;
  }

  #serverHandlers() {
    const change = (changed: Partial<typeof this.server>) => {
      this.server = { ...this.server, ...changed };
      return this.server;
    };
    return {
      'server.status': () => this.server,
      'server.start': () => change({ state: 'running', tools: [...exampleTools] }),
      'server.stop': () => change({ state: 'stopped', tools: [] }),
      'server.restart': () => change({ state: 'running', startedAt: new Date().toISOString() }),
      'server.log': () => exampleLog,
      'server.callTool': () => ({
        isError: false,
        text: 'PROJ-12 Renew the lease (Open, Anna Berg)\nPROJ-15 Order desks (In progress)',
        structured: { found: [{ id: 'PROJ-12', title: 'Renew the lease' }] },
        durationMs: 412,
      }),
      'activity.list': () => [
        {
          at: minutesAgo(3),
          tool: 'search_items',
          client: 'claude-ai',
          ok: false,
          code: 'bad-credentials',
          durationMs: 231,
        },
        {
          at: minutesAgo(9),
          tool: 'get_item',
          client: 'claude-ai',
          connectionId: exampleConnections[0]!.id,
          ok: true,
          durationMs: 412,
        },
        { at: minutesAgo(64), tool: 'list_connections', client: 'mcp-keyring', ok: true, durationMs: 4 },
      ],
    } satisfies Partial<Handlers>;
  }
}
