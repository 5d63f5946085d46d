import { cautiousPolicy } from '../../../src/policy/policy.ts';
import type { CallOutput, HandlerOutput } from '../../../src/api/contract.ts';

type Connection = CallOutput<'connections.list'>[number];
type Tool = HandlerOutput<'server.status'>['tools'][number];

const dayMs = 86_400_000;
const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();
export const daysAgo = (days: number): string => ago(days * dayMs);
export const minutesAgo = (minutes: number): string => ago(minutes * 60_000);
const dateIn = (days: number): string => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);

export const ids = {
  jira: '2f6f0a3e-6f0e-4c7a-9d3c-1f1f0c5b7a01',
  confluence: '2f6f0a3e-6f0e-4c7a-9d3c-1f1f0c5b7a02',
  openproject: '2f6f0a3e-6f0e-4c7a-9d3c-1f1f0c5b7a03',
  clickup: '2f6f0a3e-6f0e-4c7a-9d3c-1f1f0c5b7a04',
  targetprocess: '2f6f0a3e-6f0e-4c7a-9d3c-1f1f0c5b7a05',
} as const;

type Sketch = Pick<Connection, 'id' | 'name' | 'provider' | 'endpoint' | 'auth'> & {
  readonly hint: string;
  readonly keyAgeDays: number;
  readonly expiresAt?: string;
  readonly active?: boolean;
  readonly lastTest?: Connection['lastTest'];
};

export function connectionOf({ hint, keyAgeDays, expiresAt, active = true, lastTest, ...rest }: Sketch): Connection {
  return {
    ...rest,
    options: { timeoutMs: 30_000, retries: 3, maxParallel: 4 },
    policy: cautiousPolicy,
    rotation: { automatic: false },
    credential: {
      field: 'secret',
      home: 'keychain',
      hint,
      version: 1,
      createdAt: daysAgo(keyAgeDays),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    },
    owner: { id: 'a1', name: 'Anna Berg', email: 'anna.berg@northwind.example' },
    active,
    createdAt: daysAgo(keyAgeDays),
    updatedAt: daysAgo(keyAgeDays),
    ...(lastTest === undefined ? {} : { lastTest }),
  };
}

const works = (name: string, durationMs: number): NonNullable<Connection['lastTest']> => ({
  at: minutesAgo(12),
  durationMs,
  outcome: { ok: true, account: { id: 'a1', name } },
});

export const exampleConnections: readonly Connection[] = [
  connectionOf({
    id: ids.jira,
    name: 'Jira northwind',
    provider: 'jira',
    endpoint: { baseUrl: 'https://northwind.atlassian.net', deployment: 'cloud' },
    auth: { method: 'api-token', account: 'anna.berg@northwind.example' },
    hint: '…9f3a',
    keyAgeDays: 43,
    expiresAt: dateIn(9),
    lastTest: works('Anna Berg', 412),
  }),
  connectionOf({
    id: ids.confluence,
    name: 'Team wiki',
    provider: 'confluence',
    endpoint: { baseUrl: 'https://wiki.northwind.example', deployment: 'data-center' },
    auth: { method: 'personal-access-token' },
    hint: '…Qx7e',
    keyAgeDays: 12,
    lastTest: works('Anna Berg', 1_260),
  }),
  connectionOf({
    id: ids.openproject,
    name: 'OpenProject construction and facilities',
    provider: 'openproject',
    endpoint: { baseUrl: 'https://projects.northwind.example', deployment: 'data-center' },
    auth: { method: 'api-key' },
    hint: '…41bc',
    keyAgeDays: 160,
    lastTest: {
      at: minutesAgo(3),
      durationMs: 230,
      outcome: {
        ok: false,
        problem: {
          code: 'bad-credentials',
          message: 'OpenProject did not accept this key.',
          next: 'Make a new API token in your account settings and replace the key here.',
          link: 'https://projects.northwind.example/my/access_tokens',
        },
      },
    },
  }),
  connectionOf({
    id: ids.clickup,
    name: 'ClickUp marketing',
    provider: 'clickup',
    endpoint: { baseUrl: 'https://api.clickup.com', deployment: 'cloud' },
    auth: { method: 'personal-access-token' },
    hint: '…TZ0K',
    keyAgeDays: 0,
  }),
  connectionOf({
    id: ids.targetprocess,
    name: 'Targetprocess',
    provider: 'targetprocess',
    endpoint: { baseUrl: 'https://northwind.tpondemand.com', deployment: 'cloud' },
    auth: { method: 'access-token' },
    hint: '…zA2=',
    keyAgeDays: 71,
    active: false,
    lastTest: works('Anna Berg', 650),
  }),
];

const connectionParameter = { type: 'string', description: 'The name of a connection, as list_connections gives it.' };

export const exampleTools: readonly Tool[] = [
  {
    name: 'list_connections',
    title: 'List connections',
    description: 'Names the connected systems, what each is and whether it works.',
    inputSchema: { type: 'object', properties: {} },
    readOnly: true,
  },
  {
    name: 'search_items',
    title: 'Search items',
    description:
      'Finds issues, pages, work packages, tasks and entities across the connected systems, as short lines. Without a connection all active ones are asked side by side.',
    inputSchema: {
      type: 'object',
      properties: {
        text: { type: 'string', description: 'Words to look for.' },
        connection: {
          anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
          description: 'Name, or several; default: all',
        },
        updated_since: { anyOf: [{ type: 'string', format: 'date' }, { type: 'string' }], description: 'ISO date.' },
        limit: { type: 'integer', minimum: 1, maximum: 50, default: 20, description: 'At most this many.' },
        order: { type: 'string', enum: ['newest', 'oldest'], description: 'Which come first.' },
        closed: { type: 'boolean', description: 'Finished ones too.' },
        fields: { type: 'array', items: { type: 'string' }, description: 'Further fields to show' },
        include: { type: 'array', items: { type: 'string', enum: ['comments', 'links'] } },
        filter: { type: 'object', description: 'Field values, as JSON.' },
      },
    },
    readOnly: true,
  },
  {
    name: 'get_item',
    title: 'Get an item',
    description: 'Shows one item in full: description, state, people and dates.',
    inputSchema: {
      type: 'object',
      properties: {
        connection: connectionParameter,
        id: { type: 'string', description: 'The id from search_items, such as PROJ-12.' },
      },
      required: ['connection', 'id'],
    },
    readOnly: true,
  },
];

export const exampleProjects = [
  { id: '10000', key: 'WEB', name: 'Website' },
  { id: '10001', key: 'APP', name: 'Mobile app' },
];

export const exampleInfo: CallOutput<'app.info'> = {
  version: '0.1.0',
  shell: 'web',
  platform: 'darwin',
  dataFolder: '/Users/anna/Library/Application Support/mcp-keyring',
  logFile: '/Users/anna/Library/Application Support/mcp-keyring/logs/host.log',
  demo: false,
  nodeVersion: 'v24.18.1',
};

export const exampleLog: HandlerOutput<'server.log'> = [
  { seq: 1, at: minutesAgo(42), level: 'info', message: 'started' },
  { seq: 2, at: minutesAgo(42), level: 'debug', message: 'protocol 2026-07-28, client mcp-keyring' },
  { seq: 3, at: minutesAgo(9), level: 'info', message: 'search_items answered in 412 ms' },
  { seq: 4, at: minutesAgo(3), level: 'warn', message: 'OpenProject construction: bad-credentials' },
];

export const additionDiff = `--- claude_desktop_config.json
+++ claude_desktop_config.json
@@ -3,5 +3,11 @@
     "filesystem": {
       "command": "npx",
       "args": ["-y", "@modelcontextprotocol/server-filesystem", "/Users/anna/Documents"]
-    }
+    },
+    "mcp-keyring": {
+      "command": "/Applications/MCP Keyring.app/Contents/Resources/keyring-host",
+      "args": [
+        "mcp"
+      ]
+    }
   },
   "globalShortcut": "Cmd+Shift+Space"
`;
