import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createClientEntries, type ClientEntries } from '../../../src/clients/client-entries.ts';
import type { ClientId } from '../../../src/clients/client.ts';
import { createBackups } from '../../../src/clients/files/backups.ts';
import { createFileChanges } from '../../../src/clients/files/change-file.ts';
import { createFileLocks } from '../../../src/clients/files/file-locks.ts';
import type { ProgramOptions, RunProgram } from '../../../src/lib/run-program.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'keyring-clients-'));
});

async function write(path: string, text: string): Promise<string> {
  await mkdir(dirname(join(home, path)), { recursive: true });
  await writeFile(join(home, path), text);
  return join(home, path);
}

/** A program of a client: does what the test says with the file, and remembers how it was run. */
function programs(act: RunProgram = () => Promise.resolve({ output: '' })) {
  const runs: { program: string; args: readonly string[]; options: ProgramOptions }[] = [];
  const run: RunProgram = (program, args, options) => {
    runs.push({ program, args, options });
    return act(program, args, options);
  };
  return { run, runs };
}

function entriesOver(runProgram: RunProgram = programs().run, env: Record<string, string> = {}) {
  const clock = { now: () => new Date('2026-11-21T09:00:00.000Z'), wait: () => Promise.resolve() };
  const backups = createBackups({ folder: join(home, 'backups'), clock });
  let changes = 0;
  const entries = createClientEntries({
    surroundings: { platform: 'linux', home, env: { PATH: join(home, 'bin'), ...env } },
    command: { command: '/opt/keyring-host', args: ['mcp'] },
    changeFile: createFileChanges({ backups, clock, locks: createFileLocks(join(home, 'locks')) }),
    backups,
    runProgram,
    changed: () => (changes += 1),
  });
  return { entries, changes: () => changes };
}

const statusOf = async (entries: ClientEntries, client: ClientId) => {
  const found = (await entries.list()).find(({ id }) => id === client);
  if (found === undefined) throw new Error(`No ${client}`);
  return found;
};

async function change(entries: ClientEntries, client: ClientId, path: string, what: 'write' | 'remove') {
  const request = { client, path, change: what };
  const { fingerprint } = await entries.preview(request);
  return entries.apply({ ...request, fingerprint });
}

describe.each<[ClientId, string, string]>([
  ['cursor', '.cursor/mcp.json', '{\r\n\t"mcpServers": {\r\n\t\t"other": { "command": "npx" } // mine\r\n\t},\r\n}'],
  ['vscode', '.config/Code/User/mcp.json', '\uFEFF{"servers":{},"inputs":[]}\n'],
  ['zed', '.config/zed/settings.json', '// Zed settings\n{\n  "theme": "One", // dark\n  "context_servers": {},\n}\n'],
  ['windsurf', '.codeium/windsurf/mcp_config.json', '{}'],
  ['cline', '.cline/data/settings/cline_mcp_settings.json', '{"mcpServers":{"a":{"url":"https://x.example"}}}'],
  ['gemini-cli', '.gemini/settings.json', '{ "theme": "x" /* y */ }'],
  ['codex', '.codex/config.toml', 'model = "x"\n\n[mcp_servers.other] # mine\ncommand = "npx"\n'],
  [
    'goose',
    '.config/goose/config.yaml',
    'GOOSE_MODEL: x # mine\nextensions:\n  developer:\n    enabled: true\n    type: builtin\n',
  ],
  ['continue', '.continue/config.yaml', 'name: mine\nmodels: []\nmcpServers:\n  - name: other\n    command: npx\n'],
  [
    'opencode',
    '.config/opencode/opencode.json',
    '{"$schema":"https://opencode.ai/config.json","mcp":{"servers":{"a":{"type":"remote","url":"https://x.example"}}}}',
  ],
  ['amp', '.config/amp/settings.json', '{ "amp.url": "https://ampcode.com/" }'],
  ['warp', '.warp/.mcp.json', '{"other":{"command":"npx"}}'],
])('the entry in the file of %s', (client, file, original) => {
  it('is added as it was shown, found again, and leaves no trace when it is taken out', async () => {
    const path = await write(file, original);
    const { entries, changes } = entriesOver();
    expect((await statusOf(entries, client)).files).toContainEqual(
      expect.objectContaining({ path, state: 'without-entry' }),
    );
    const preview = await entries.preview({ client, path, change: 'write' });
    expect(preview).toMatchObject({ changes: true, exists: true });
    expect(preview.diff).toContain('mcp-keyring');

    const written = await change(entries, client, path, 'write');
    expect(written.way).toBe('file');
    expect(await readFile(written.backupPath ?? '', 'utf8')).toBe(original);
    const [status] = (await statusOf(entries, client)).files.filter((each) => each.path === path);
    expect(status).toMatchObject({ state: 'current' });
    expect((await entries.preview({ client, path, change: 'write' })).changes).toBe(false);

    await change(entries, client, path, 'remove');
    expect(await readFile(path, 'utf8')).toBe(original);
    expect(changes()).toBe(2);
  });
});

describe('our entry', () => {
  it('names the client that it is for', async () => {
    const path = await write('.cursor/mcp.json', '');
    const { entries } = entriesOver();
    await change(entries, 'cursor', path, 'write');
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      mcpServers: { 'mcp-keyring': { command: '/opt/keyring-host', args: ['mcp', '--client', 'cursor'] } },
    });
  });

  it('is made where an installed client has no file yet', async () => {
    await mkdir(join(home, '.junie'));
    const { entries } = entriesOver();
    const [file] = (await statusOf(entries, 'junie')).files;
    expect(file).toMatchObject({ state: 'missing' });
    const path = join(home, '.junie/mcp/mcp.json');
    expect(await entries.preview({ client: 'junie', path, change: 'write' })).toMatchObject({ exists: false });
    await change(entries, 'junie', path, 'write');
    expect((await statusOf(entries, 'junie')).files[0]).toMatchObject({ state: 'current' });
  });

  it('that starts something else is out of date, and keeps what its user added to it', async () => {
    const old = { command: '/old/keyring-host', args: ['mcp'], disabled: true, autoApprove: ['list_connections'] };
    const path = await write('.kiro/settings/mcp.json', JSON.stringify({ mcpServers: { 'mcp-keyring': old } }));
    const { entries } = entriesOver();
    expect((await statusOf(entries, 'kiro')).files[0]).toMatchObject({ state: 'outdated', switchedOff: true });
    await change(entries, 'kiro', path, 'write');
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      mcpServers: {
        'mcp-keyring': { ...old, command: '/opt/keyring-host', args: ['mcp', '--client', 'kiro'] },
      },
    });
  });

  it('goes where this version of a client has its servers', async () => {
    const newer = await write(
      '.config/opencode/opencode.json',
      '{"mcp":{"servers":{"a":{"type":"remote","url":"x"}}}}',
    );
    const flat = await write('.warp/.mcp.json', '{"a":{"command":"x"}}');
    const { entries } = entriesOver();
    await change(entries, 'opencode', newer, 'write');
    await change(entries, 'warp', flat, 'write');
    expect(JSON.parse(await readFile(newer, 'utf8'))).toHaveProperty(['mcp', 'servers', 'mcp-keyring']);
    expect(JSON.parse(await readFile(flat, 'utf8'))).toHaveProperty(['mcp-keyring', 'command']);
  });

  it('does not show the keys of its neighbours', async () => {
    const key = 'ghp_0123456789abcdefghij0123456789abcdef';
    const texts: [ClientId, string, string][] = [
      [
        'cursor',
        '.cursor/mcp.json',
        `{"mcpServers":{"a":{"command":"x","env":{"T":"${key}"},"args":["--token","${key}"]}}}`,
      ],
      [
        'codex',
        '.codex/config.toml',
        `[mcp_servers.a]\ncommand = "x"\nenv = { T = "${key}" }\nargs = ["--token=${key}"]\n`,
      ],
      [
        'goose',
        '.config/goose/config.yaml',
        `extensions:\n  a:\n    cmd: x\n    envs:\n      T: ${key}\n    args: ["--token", ${key}]\n`,
      ],
    ];
    const { entries } = entriesOver();
    for (const [client, file, text] of texts) {
      const path = await write(file, text);
      const { diff } = await entries.preview({ client, path, change: 'write' });
      expect(diff).toContain('mcp-keyring');
      expect(diff).not.toContain(key.slice(4, 16));
    }
  });
});

describe('a file that is not as it should be', () => {
  it('is shown with what is wrong, and not touched', async () => {
    const path = await write('.cursor/mcp.json', '{ "mcpServers": [');
    const { entries } = entriesOver();
    expect((await statusOf(entries, 'cursor')).files[0]).toMatchObject({
      state: 'not-parsable',
      problem: { code: 'file-not-parsable' },
    });
    await expect(entries.preview({ client: 'cursor', path, change: 'write' })).rejects.toMatchObject({
      code: 'file-not-parsable',
    });
    await expect(entries.apply({ client: 'cursor', path, change: 'write', fingerprint: 'x' })).rejects.toBeDefined();
    expect(await readFile(path, 'utf8')).toBe('{ "mcpServers": [');
  });

  it('is not changed when somebody else changed it since it was shown', async () => {
    const path = await write('.cursor/mcp.json', '{}');
    const { entries } = entriesOver();
    const request = { client: 'cursor', path, change: 'write' } as const;
    const { fingerprint } = await entries.preview(request);
    await writeFile(path, '{"mcpServers":{}}');
    await expect(entries.apply({ ...request, fingerprint })).rejects.toMatchObject({ code: 'file-changed-meanwhile' });
    expect(await readFile(path, 'utf8')).toBe('{"mcpServers":{}}');
  });

  it.each<[ClientId, string]>([
    ['cursor', '/etc/passwd'],
    ['cursor', '.codex/config.toml'],
    ['goose', '.config/goose/config.yaml'],
    ['claude-desktop', '.config/Claude/claude_desktop_config.json'],
  ])('cannot be reached as one of %s: %s', async (client, file) => {
    await write('.cursor/mcp.json', '{}');
    await write('.codex/config.toml', '');
    await write('.config/Claude/claude_desktop_config.json', '{}');
    const path = file.startsWith('/') ? file : join(home, file);
    const { entries } = entriesOver();
    const request = { client, path, change: 'write' } as const;
    await expect(entries.preview(request)).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(entries.apply({ ...request, fingerprint: 'absent' })).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('a client with a program of its own', () => {
  const file = '.claude.json';
  const original = '{"projects":{}}';
  const added = { type: 'stdio', command: '/opt/keyring-host', args: ['mcp', '--client', 'claude-code'] };

  beforeEach(async () => {
    await mkdir(join(home, '.claude'));
    await write(file, original);
    await write('bin/claude', '');
  });

  /** What `claude mcp add-json` and `claude mcp remove` do to its file. */
  const asClaude: RunProgram = async (_program, args) => {
    const path = join(home, file);
    const { mcpServers = {}, ...rest } = JSON.parse(await readFile(path, 'utf8')) as { mcpServers?: object };
    const servers: Record<string, unknown> = { ...mcpServers };
    const [, verb, , , name = '', json = ''] = args;
    if (verb === 'add-json' && name in servers) return { code: 1, output: 'already exists' };
    const others = Object.fromEntries(Object.entries(servers).filter(([other]) => other !== name));
    const own = verb === 'add-json' ? { [name]: JSON.parse(json) as unknown } : {};
    await writeFile(path, JSON.stringify({ ...rest, mcpServers: { ...others, ...own } }));
    return { code: 0, output: '' };
  };

  it('has it add the entry, and the file read again', async () => {
    const { run, runs } = programs(asClaude);
    const { entries } = entriesOver(run, { JIRA_TOKEN: 'a-key-of-somebody', LANG: 'de' });
    expect(await statusOf(entries, 'claude-code')).toMatchObject({ program: join(home, 'bin/claude') });
    const path = join(home, file);
    expect((await entries.preview({ client: 'claude-code', path, change: 'write' })).command).toBe(
      `claude mcp add-json --scope user mcp-keyring '${JSON.stringify(added)}'`,
    );
    const written = await change(entries, 'claude-code', path, 'write');
    expect(written.way).toBe('program');
    expect(await readFile(written.backupPath ?? '', 'utf8')).toBe(original);
    expect(runs).toMatchObject([
      {
        program: join(home, 'bin/claude'),
        args: ['mcp', 'add-json', '--scope', 'user', 'mcp-keyring', JSON.stringify(added)],
      },
    ]);
    // Nothing of the user's environment that it does not need.
    expect(runs[0]?.options.env).toEqual({ PATH: join(home, 'bin'), HOME: home, USERPROFILE: home, LANG: 'de' });
    await change(entries, 'claude-code', path, 'remove');
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ projects: {}, mcpServers: {} });
  });

  it('has it take out an entry that is out of date before it adds the new one', async () => {
    const path = await write(file, '{"mcpServers":{"mcp-keyring":{"command":"/old"}}}');
    const { run, runs } = programs(asClaude);
    const { entries } = entriesOver(run);
    expect((await change(entries, 'claude-code', path, 'write')).way).toBe('program');
    expect(runs.map(({ args }) => args[1])).toEqual(['remove', 'add-json']);
    expect((await statusOf(entries, 'claude-code')).files[0]).toMatchObject({ state: 'current' });
  });

  it.each<[string, RunProgram]>([
    ['says that it did and did not', () => Promise.resolve({ code: 0, output: 'Added' })],
    ['fails', () => Promise.resolve({ code: 1, output: 'no' })],
    ['does not end', () => Promise.resolve({ output: '' })],
  ])('is not believed when it %s: the file is changed by us', async (_what, act) => {
    const path = join(home, file);
    const { entries } = entriesOver(programs(act).run);
    expect((await change(entries, 'claude-code', path, 'write')).way).toBe('file');
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ projects: {}, mcpServers: { 'mcp-keyring': added } });
    await change(entries, 'claude-code', path, 'remove');
    expect(await readFile(path, 'utf8')).toBe(original);
  });

  it('is not run where it is not there, or the file is no longer what was shown', async () => {
    const { run, runs } = programs(asClaude);
    const { entries } = entriesOver(run);
    const path = join(home, file);
    const request = { client: 'claude-code', path, change: 'write' } as const;
    await expect(entries.apply({ ...request, fingerprint: 'another' })).rejects.toMatchObject({
      code: 'file-changed-meanwhile',
    });
    await rm(join(home, 'bin'), { recursive: true });
    expect((await change(entries, 'claude-code', path, 'write')).way).toBe('file');
    expect(runs).toEqual([]);
  });
});

describe('links that open a client', () => {
  it('hold the entry as the client spells it, and nothing else', async () => {
    const { entries } = entriesOver();
    const link = async (client: ClientId) => new URL((await statusOf(entries, client)).link ?? '');
    const started = (client: string) => ({ command: '/opt/keyring-host', args: ['mcp', '--client', client] });
    const cursor = await link('cursor');
    expect(cursor.href).toMatch(/^cursor:\/\/anysphere\.cursor-deeplink\/mcp\/install\?name=mcp-keyring&config=/);
    expect(JSON.parse(atob(cursor.searchParams.get('config') ?? ''))).toEqual(started('cursor'));
    const studio = await link('lm-studio');
    expect(studio.href).toMatch(/^lmstudio:\/\/add_mcp\?name=mcp-keyring&config=/);
    expect(JSON.parse(atob(studio.searchParams.get('config') ?? ''))).toEqual(started('lm-studio'));
    const code = await link('vscode-insiders');
    expect(code.href).toMatch(/^vscode-insiders:mcp\/install\?/);
    expect(JSON.parse(decodeURIComponent(code.search.slice(1)))).toEqual({
      name: 'mcp-keyring',
      type: 'stdio',
      ...started('vscode-insiders'),
    });
    const kiro = await link('kiro');
    expect(kiro.origin + kiro.pathname).toBe('https://kiro.dev/launch/mcp/add');
    expect(JSON.parse(kiro.searchParams.get('config') ?? '')).toEqual(started('kiro'));
  });
});
