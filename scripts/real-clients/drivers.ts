import { stripVTControlCharacters } from 'node:util';
import type { ClientId } from '../../src/clients/client.ts';

/** A client from npm that can be asked, without any model or account, which servers it has. */
export type Driver = {
  readonly name: string;
  readonly package: string;
  /** Its program below `node_modules/.bin`, and a script of its own that npm does not run by itself. */
  readonly program: string;
  readonly setUp?: string;
  /** By whose record the entry is written. */
  readonly client: ClientId;
  /** What the user has in the file already. */
  readonly before: string;
  readonly args: (path: string) => readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What its answer says of our entry. `connects` is absent where it does not start servers for it. */
  readonly saw: (output: string) => { readonly reads: boolean; readonly connects?: boolean };
  readonly note?: string;
};

const line = (output: string): string =>
  stripVTControlCharacters(output)
    .split('\n')
    .find((each) => each.includes('mcp-keyring')) ?? '';
const listed = (output: string) => ({ reads: line(output) !== '', connects: /\bconnected\b/i.test(line(output)) });

export const drivers: readonly Driver[] = [
  {
    name: 'Gemini CLI',
    package: '@google/gemini-cli',
    program: 'gemini',
    client: 'gemini-cli',
    before: '// mine\n{\n  "ui": { "theme": "GitHub" } // dark\n}\n',
    args: () => ['mcp', 'list'],
    // Else servers are off in a folder that nobody has said to trust.
    env: { GEMINI_CLI_TRUST_WORKSPACE: 'true' },
    saw: listed,
  },
  {
    name: 'opencode',
    package: 'opencode-ai',
    program: 'opencode',
    setUp: 'opencode-ai/postinstall.mjs',
    client: 'opencode',
    before: '{\n  // mine\n  "$schema": "https://opencode.ai/config.json",\n  "autoupdate": false,\n}\n',
    args: () => ['mcp', 'list'],
    saw: listed,
  },
  {
    name: 'Codex',
    package: '@openai/codex',
    program: 'codex',
    client: 'codex',
    before: 'model = "o3" # mine\n\n[mcp_servers.other]\ncommand = "other"\n',
    args: () => ['mcp', 'list', '--json'],
    saw: (output) => ({ reads: /"name":\s*"mcp-keyring"/.test(output) }),
    note: 'its list starts no server',
  },
  {
    name: 'MCP Inspector',
    package: '@modelcontextprotocol/inspector@2.12.0',
    program: 'mcp-inspector',
    client: 'cursor',
    before: '{\n  "mcpServers": {}\n}\n',
    args: (path) => ['--cli', '--config', path, '--server', 'mcp-keyring', '--method', 'tools/list'],
    saw: (output) => ({ reads: output !== '', connects: output.includes('"list_connections"') }),
  },
];
