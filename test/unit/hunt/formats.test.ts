import { describe, expect, it } from 'vitest';
import { groupOf, keys, moveAll, setUp } from './set-up.ts';

/** One server with a key in its environment, as each client's file has it. */
const files: readonly (readonly [client: string, path: string, text: string, left: readonly string[]])[] = [
  [
    'Codex',
    '.codex/config.toml',
    `# mine\nmodel = "o4"\n\n[mcp_servers.github]\ncommand = "npx"\nargs = ["-y", "gh"]\nstartup_timeout_sec = 20\n\n[mcp_servers.github.env]\nGITHUB_TOKEN = "${keys.gitHub}" # from May\nLEVEL = "info"\n`,
    ['# mine', 'startup_timeout_sec = 20', 'LEVEL = "info"'],
  ],
  [
    'Codex (without arguments, before another server)',
    '.codex/config.toml',
    `[mcp_servers.github]\ncommand = "gh-mcp" # mine\n\n[mcp_servers.github.env]\nGITHUB_TOKEN = "${keys.gitHub}"\nLEVEL = "info"\n\n[mcp_servers.other]\ncommand = "uvx"\n`,
    ['# mine', 'LEVEL = "info"', '[mcp_servers.other]\ncommand = "uvx"\n'],
  ],
  [
    'Goose',
    '.config/goose/config.yaml',
    `# mine\nextensions:\n  github:\n    name: github\n    type: stdio\n    cmd: npx\n    args: [-y, gh]\n    enabled: true\n    envs:\n      GITHUB_TOKEN: ${keys.gitHub}\n      LEVEL: info\n    timeout: 300\n`,
    ['# mine', 'enabled: true', 'LEVEL: info', 'timeout: 300'],
  ],
  [
    'Continue',
    '.continue/config.yaml',
    `name: mine\nmcpServers:\n  - name: other\n    command: uvx\n  - name: github\n    command: npx\n    args:\n      - -y\n      - gh\n    env:\n      GITHUB_TOKEN: "${keys.gitHub}"\n      LEVEL: info\n`,
    ['name: mine', '- name: other', 'LEVEL: info'],
  ],
  [
    'opencode',
    '.config/opencode/opencode.json',
    `{\n  // mine\n  "mcp": {\n    "github": {\n      "type": "local",\n      "command": ["npx", "-y", "gh"],\n      "environment": { "GITHUB_TOKEN": "${keys.gitHub}", "LEVEL": "info" },\n      "enabled": false,\n    },\n  },\n}\n`,
    ['// mine', '"enabled": false', '"LEVEL": "info"'],
  ],
  [
    'Claude Code (a project of the user)',
    '.claude.json',
    `{\n  "numStartups": 3,\n  "projects": {\n    "/work": {\n      "mcpServers": {\n        "github": { "type": "stdio", "command": "npx", "args": ["-y", "gh"], "env": { "GITHUB_TOKEN": "${keys.gitHub}", "LEVEL": "info" } }\n      }\n    }\n  }\n}\n`,
    ['"numStartups": 3', '"LEVEL": "info"'],
  ],
  [
    'Zed',
    '.config/zed/settings.json',
    `// mine\n{\n  "theme": "One",\n  "context_servers": {\n    "github": { "source": "custom", "command": "npx", "args": ["-y", "gh"], "env": { "GITHUB_TOKEN": "${keys.gitHub}", "LEVEL": "info" } },\n  },\n}\n`,
    ['// mine', '"source": "custom"', '"LEVEL": "info"'],
  ],
];

describe('A key in the file of each kind of client', () => {
  it.each(files)(
    '%s: is found, given to the server from the keychain, and put back to the byte',
    async (_, path, text, left) => {
      const home = await setUp({ [path]: text, '.claude/x': '' });
      const group = groupOf(await home.hunt.scan(), /GitHub/);
      expect(group.finds).toMatchObject([{ server: 'github', field: 'env', name: 'GITHUB_TOKEN' }]);
      expect(text.split('\n')[group.finds[0]!.line - 1]).toContain(keys.gitHub);
      const { result, previews } = await moveAll(home, group, { profileName: 'github' });
      expect(result).toMatchObject({ remaining: [], move: { files: [{ outcome: 'clean' }] } });
      const after = await home.read(path);
      for (const part of [...left, '/opt/keyring-host', 'run']) expect(after).toContain(part);
      expect(after).not.toContain('GITHUB_TOKEN');
      expect(JSON.stringify(previews)).not.toContain(keys.gitHub);
      expect(previews[0]!.diff).toContain('keyring-host');
      await home.hunt.putBack(result.move.id);
      expect(await home.read(path)).toBe(text);
    },
  );

  it.each(files)('%s: is cut out of an old copy, and nothing else', async (_, path, text) => {
    const home = await setUp({ [path]: text, [`${path}.bak`]: text, '.claude/x': '' });
    const group = groupOf(await home.hunt.scan(), /GitHub/);
    const { result } = await moveAll(home, group, { changes: { '.bak': 'empty' }, profileName: 'github' });
    expect(result.remaining).toEqual([]);
    const copy = await home.read(`${path}.bak`);
    expect(copy.replace(/(GITHUB_TOKEN"?( =|:) )("")?/, '$1')).toBe(text.replace(new RegExp(`"?${keys.gitHub}"?`), ''));
  });
});
