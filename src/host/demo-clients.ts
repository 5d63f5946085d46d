import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Surroundings } from '../settings/data-folder.ts';

const cursor = `{
  "mcpServers": {
    "files": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-filesystem", "/tmp"] }
  }
}
`;

const codex = `model = "gpt-5-codex"

# Notes of the team
[mcp_servers.memory]
command = "npx"
args = ["-y", "@modelcontextprotocol/server-memory"]
`;

const goose = `GOOSE_PROVIDER: anthropic
extensions:
  developer: # comes with Goose
    bundled: true
    enabled: true
    name: developer
    timeout: 300
    type: builtin
`;

/** What clients that are used for other servers already have in a home. */
export async function installDemoClients(home: string, platform: Surroundings['platform']): Promise<void> {
  const settings = {
    darwin: join(home, 'Library', 'Application Support'),
    win32: join(home, 'AppData', 'Roaming'),
    linux: join(home, '.config'),
  }[platform];
  const gooseFolder =
    platform === 'win32' ? join(settings, 'Block', 'goose', 'config') : join(home, '.config', 'goose');
  const files = {
    [join(home, '.cursor', 'mcp.json')]: cursor,
    [join(home, '.codex', 'config.toml')]: codex,
    [join(gooseFolder, 'config.yaml')]: goose,
    [join(settings, 'Code', 'User', 'mcp.json')]: '{\n\t"servers": {},\n\t"inputs": []\n}\n',
    [join(home, '.claude.json')]: '{\n  "numStartups": 12\n}\n',
  };
  await mkdir(join(home, '.claude'), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}
