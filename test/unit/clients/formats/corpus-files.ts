import type { ClientId } from '../../../../src/clients/client.ts';

/** Files as the clients, their documentation and their users write them. No key in them is a real one. */
type Written = readonly [client: ClientId, what: string, text: string];

const spelled = (value: unknown, indent: string | number = 2): string => `${JSON.stringify(value, null, indent)}\n`;
const npx = { command: 'npx', args: ['-y', '@example/server', '/home/ada'], env: { TOKEN: 'not-a-real-token' } };
const uvx = { command: 'uvx', args: ['mcp-server-git', '--repository', '.'] };
const remote = { type: 'http', url: 'https://mcp.example/mcp', headers: { Authorization: 'Bearer not-a-real-token' } };
const preferences = { menuBarEnabled: true, quickEntryShortcut: 'off', coworkScheduledTasksEnabled: false };

const desktop: readonly Written[] = [
  ['claude-desktop', 'preferences alone', spelled({ preferences, isUsingBuiltInNodeForMcp: true })],
  ['claude-desktop', 'servers before preferences', spelled({ mcpServers: { files: npx, git: uvx }, preferences })],
  ['claude-desktop', 'an emptied list', spelled({ mcpServers: {}, coworkUserFilesPath: 'C:\\Users\\Ada\\Claude' }, 4)],
];

const claudeCode: readonly Written[] = [
  [
    'claude-code',
    'projects with servers of their own',
    spelled({
      numStartups: 212,
      userID: 'b5d1c0ffee',
      projects: {
        '/home/ada/größe': {
          allowedTools: [],
          mcpServers: { 'mcp-keyring': { command: 'local' } },
          history: [{ display: 'fix "it"\n' }],
        },
        '/home/ada/empty': { mcpServers: {} },
      },
      mcpServers: { docs: remote, git: { type: 'stdio', ...uvx, env: {} } },
      oauthAccount: { emailAddress: 'ada@example.test' },
      cachedChangelog: '# Changelog\n\n- 1.0 🎉',
    }),
  ],
  ['claude-code', 'no servers yet', spelled({ numStartups: 1, tipsHistory: { 'new-user-warmup': 3 }, projects: {} })],
  [
    'claude-code',
    'minified',
    JSON.stringify({ projects: { '/p': { mcpServers: {} } }, mcpServers: {}, numStartups: 3 }),
  ],
];

const likeClaude: readonly Written[] = (
  ['cursor', 'windsurf', 'cline', 'lm-studio', 'kiro', 'junie', 'copilot-cli', 'antigravity', 'warp'] as const
).flatMap((client): readonly Written[] => [
  [client, 'two servers', spelled({ mcpServers: { files: npx, docs: { url: 'http://127.0.0.1:3000/sse' } } })],
  [client, 'an emptied list', spelled({ mcpServers: {} })],
  [client, 'tabs', spelled({ mcpServers: { 'größe "x"': { ...uvx, disabled: false, autoApprove: ['read'] } } }, '\t')],
]);

const vscode = `{
	// Passwords are asked for.
	"inputs": [
		{ "type": "promptString", "id": "token", "description": "Key", "password": true },
	],
	"servers": {
		"github": {
			"type": "http",
			"url": "https://api.example.test/mcp/", // remote
			"headers": { "Authorization": "Bearer \${input:token}" },
		},
		/* started here */
		"files": { "type": "stdio", "command": "npx", "args": ["-y", "@example/files"] }, // local
	},
}
`;
const codeLike: readonly Written[] = (['vscode', 'vscode-insiders'] as const).flatMap((client): readonly Written[] => [
  [client, 'inputs, comments and commas', vscode],
  [client, 'only inputs', '{\n\t"inputs": [],\n}\n'],
  [client, 'nothing in its servers but a comment', '{\n  "servers": {\n    // none yet\n  }\n}\n'],
  [client, 'a comment behind the last server', '{\n  "servers": {\n    "a": {"command": "a"} // mine\n  }\n}'],
]);

const zed = `// Zed settings
//
// For information on how to configure Zed, see the Zed
// documentation: https://zed.dev/docs/configuring-zed
{
  "theme": { "mode": "system", "light": "One Light", "dark": "One Dark" },
  "ui_font_size": 16, // pixels
  "vim_mode": true,
  "context_servers": {
    "mcp-server-context7": {
      "source": "extension",
      "enabled": true,
      "settings": {},
    },
    // "off": { "source": "custom" },
  },
  "lsp": { "rust-analyzer": { "initialization_options": { "check": { "command": "clippy" } } } },
  /* "last": true */
}
`;
const zedFiles: readonly Written[] = [
  ['zed', 'comments and commas everywhere', zed],
  ['zed', 'as it is made at first', '// Zed settings\n{\n  "ui_font_size": 16,\n}\n'],
  ['zed', 'no context servers, no last comma', '{\n  "buffer_font_size": 15 // px\n  // end\n}\n'],
];

const gemini: readonly Written[] = [
  [
    'gemini-cli',
    'a comment at the top',
    `// mine\n${spelled({ security: { auth: { selectedType: 'oauth-personal' } }, mcpServers: { files: { ...npx, trust: true, timeout: 30000 } } })}`,
  ],
  ['gemini-cli', 'no servers', spelled({ ui: { theme: 'GitHub' }, general: { vimMode: true } })],
  ['gemini-cli', 'a comment in the list', '{\n  "mcpServers": {\n    /* none */\n  }\n}\n'],
];

const codex = `model = "gpt-5-codex"
model_reasoning_effort = "high"
approval_policy = "on-request" # ask me

[projects."/home/ada/größe"]
trust_level = "trusted"

[profiles.fast]
model = "o4-mini"

[mcp_servers.context7]
command = "npx"
args = ["-y", "@upstash/context7-mcp"]
startup_timeout_sec = 20

  [mcp_servers.context7.env]
  LOG = "1"

[mcp_servers."with space"]
url = "https://mcp.example/mcp"
bearer_token_env_var = "EXAMPLE_TOKEN"

# about tools
[tools]
web_search = true
notify = ["python3", """
/home/ada/notify.py
[not.a.table]
"""]
`;
const codexFiles: readonly Written[] = [
  ['codex', 'profiles, projects and servers', codex],
  ['codex', 'one line', 'model = "o3"\n'],
  ['codex', 'servers in an inline table', 'mcp_servers = { a = { command = "a" } }\nmodel = "o3"\n'],
  ['codex', 'dotted keys and a table', 'mcp_servers.min = { command = "a" }\n\n[mcp_servers.b]\ncommand = "b"\n'],
  ['codex', 'an empty table of servers', '[mcp_servers]\n\n[tui]\nnotifications = true\n'],
  ['codex', 'a list of tables nearby', '[[hooks]]\nevent = "x"\n\n[[hooks]]\nevent = "y"\n[hooks.env]\nA = 1\n'],
  ['codex', 'comments alone', '# model = "o3"\n\n# [mcp_servers.example]\n'],
];

const goose = `GOOSE_PROVIDER: anthropic
GOOSE_MODEL: claude-sonnet-4-5
GOOSE_MODE: smart_approve
extensions:
  developer:
    enabled: true
    type: builtin
    name: developer
    timeout: 300
    bundled: true
  github:
    enabled: false # for now
    type: stdio
    name: github
    cmd: npx
    args:
    - -y
    - '@modelcontextprotocol/server-github'
    envs: {}
    env_keys:
    - GITHUB_TOKEN
    description: |-
      Issues, and: "more"
      # not a comment
# provider settings
OLLAMA_HOST: "localhost"
`;
const gooseFiles: readonly Written[] = [
  ['goose', 'as goose writes it', goose],
  ['goose', 'no extensions', 'GOOSE_PROVIDER: openai\n'],
  ['goose', 'an empty map', 'extensions: {}\nGOOSE_MODEL: x\n'],
  ['goose', 'a key with nothing behind it', 'GOOSE_MODEL: x\nextensions: # to come\n'],
  ['goose', 'four spaces and a document mark', '---\nextensions:\n    a:\n        cmd: a\n        type: stdio\n...\n'],
  ['goose', 'references elsewhere', 'x: &x {timeout: 300}\ny: *x\nextensions:\n  a: {cmd: a, timeout: 1}\n'],
];

const continueFile = `name: Local Assistant
version: 1.0.0
schema: v1
models:
  - name: Autodetect
    provider: ollama
    model: AUTODETECT
    roles: [chat, edit]
mcpServers:
  # local ones
  - name: SQLite
    command: npx
    args:
      - "-y"
      - "mcp-sqlite"
    env:
      API_KEY: \${{ secrets.NOT_REAL }}

  - name: Docs
    type: streamable-http
    url: https://mcp.example/mcp
context:
  - provider: code # files
`;
const continueFiles: readonly Written[] = [
  ['continue', 'models, servers and context', continueFile],
  ['continue', 'items at the margin', 'mcpServers:\n- name: a\n  command: b\nversion: 0.0.1\n'],
  ['continue', 'an empty list', 'name: x\nmcpServers: []\n'],
  ['continue', 'no servers', 'name: x\nversion: 0.0.1\nschema: v1\n'],
];

const opencode: readonly Written[] = [
  [
    'opencode',
    'servers under their names',
    '{\n  "$schema": "https://opencode.ai/config.json",\n  // local\n  "mcp": {\n    "a": { "type": "local", "command": ["bun", "x", "a"], "enabled": true },\n  },\n}\n',
  ],
  ['opencode', 'servers one level further in', spelled({ mcp: { servers: { a: { type: 'local', command: ['a'] } } } })],
  ['opencode', 'no servers', '{\n  "$schema": "https://opencode.ai/config.json",\n  "theme": "system" /* mine */\n}\n'],
];
const others: readonly Written[] = [
  [
    'amp',
    'its key with a dot in it',
    '{\n  "amp.url": "https://amp.example", // x\n  "amp.mcpServers": { "a": { "command": "a" } },\n}\n',
  ],
  ['amp', 'a map that only looks like its key', '{ "amp": { "mcpServers": {} } }\n'],
  [
    'crush',
    'servers and a schema',
    spelled({ $schema: 'https://charm.land/crush.json', mcp: { a: { type: 'stdio', command: 'a' } }, lsp: {} }),
  ],
  ['crush', 'no servers', spelled({ options: { tui: { compact_mode: true } } }, '\t')],
];

export const written: readonly Written[] = [
  ...[...desktop, ...claudeCode, ...likeClaude, ...codeLike, ...zedFiles, ...gemini],
  ...[...codexFiles, ...gooseFiles, ...continueFiles, ...opencode, ...others],
];
