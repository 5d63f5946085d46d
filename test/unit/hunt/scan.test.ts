import { execFileSync } from 'node:child_process';
import { chmod, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createBackups } from '../../../src/clients/files/backups.ts';
import { groupOf, keys, moveAll, setUp, type Home } from './set-up.ts';

const claudeFile = '.config/Claude/claude_desktop_config.json';

const claude = (env: Readonly<Record<string, string>>, more: object = {}): string =>
  `${JSON.stringify({ mcpServers: { jira: { command: 'uvx', args: ['mcp-atlassian'], env, ...more } } }, undefined, 2)}\n`;

describe('Looking for keys in plain text', () => {
  it('finds a key with its client, server, variable and line, tells a hint of it, and nothing more', async () => {
    const { hunt, at, learned } = await setUp({
      [claudeFile]: claude({ JIRA_URL: 'https://northwind.atlassian.net', JIRA_API_TOKEN: keys.jira }),
    });
    const report = await hunt.scan();
    const group = groupOf(report, /Atlassian/);
    expect(group).toMatchObject({ provider: 'jira', certainty: 'certain' });
    expect(group.finds).toMatchObject([
      { path: at(claudeFile), line: 10, source: 'client', client: 'claude-desktop', server: 'jira', field: 'env' },
    ]);
    expect(group.finds[0]!.name).toBe('JIRA_API_TOKEN');
    expect(group.hint).toBe(`…${keys.jira.slice(-4)}`);
    expect(JSON.stringify(report)).not.toContain(keys.jira.slice(0, -4));
    expect(learned).toContain(keys.jira);
  });

  it.skipIf(process.platform === 'win32')('does not wait for a pipe in the place of a file', async () => {
    const { hunt, at } = await setUp();
    execFileSync('mkfifo', [at('.bashrc')]);
    expect((await hunt.scan()).unread).toEqual([{ path: at('.bashrc'), reason: 'It is no file.' }]);
  });

  it('sends nothing anywhere', async () => {
    const fetching = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('The network was touched'));
    const { hunt } = await setUp({
      [claudeFile]: claude({ JIRA_API_TOKEN: keys.jira }),
      '.bashrc': `export T=${keys.gitHub}\n`,
    });
    expect((await hunt.scan()).groups).toHaveLength(2);
    expect(fetching).not.toHaveBeenCalled();
    fetching.mockRestore();
  });

  it('takes the same key in several files for one, old copies, comments and headers in base64 included', async () => {
    const basic = Buffer.from(`mia@example.com:${keys.jira}`).toString('base64');
    const remote = {
      mcpServers: { remote: { url: 'https://mcp.example.com', headers: { Authorization: `Basic ${basic}` } } },
    };
    const { hunt, at } = await setUp({
      [claudeFile]: claude({ JIRA_API_TOKEN: keys.jira }),
      [`${claudeFile}.bak`]: claude({ JIRA_API_TOKEN: keys.jira }),
      '.cursor/mcp.json': JSON.stringify(remote),
      '.zshrc': `# the old one was ${keys.jira} (delete it)\nalias ll='ls -l'\n`,
    });
    const { groups } = await hunt.scan();
    expect(groups).toHaveLength(1);
    expect(groups[0]!.finds.map(({ path }) => path).toSorted()).toEqual(
      [claudeFile, `${claudeFile}.bak`, '.cursor/mcp.json', '.zshrc'].map(at).toSorted(),
    );
  });

  it('names the same key the same way again, and never by anything that could be turned back', async () => {
    const files = { [claudeFile]: claude({ JIRA_API_TOKEN: keys.jira }) };
    const [one, other] = [await setUp(files), await setUp(files)];
    const idOf = async ({ hunt }: Home) => (await hunt.scan()).groups[0]!.id;
    expect(await idOf(one)).toBe(await idOf(one));
    expect(await idOf(one)).not.toBe(await idOf(other));
  });

  it('finds keys in arguments and in remote servers’ headers', async () => {
    const { hunt } = await setUp({
      [claudeFile]: JSON.stringify({
        mcpServers: {
          slack: { command: 'npx', args: ['slack-mcp', '--token', keys.slack] },
          docker: { command: 'docker', args: ['run', '-e', `GITHUB_TOKEN=${keys.gitHub}`, 'img'] },
          remote: {
            command: 'npx',
            args: ['mcp-remote', 'https://a.example', '--header', `Authorization: Bearer ${keys.jira}`],
          },
        },
      }),
    });
    const { groups } = await hunt.scan();
    expect(
      groups.flatMap(({ finds }) => finds.map(({ server, field, name }) => [server, field, name])).toSorted(),
    ).toEqual([
      ['docker', 'args', 'GITHUB_TOKEN'],
      ['remote', 'args', 'Authorization'],
      ['slack', 'args', 'token'],
    ]);
  });

  it.each([
    '${JIRA_TOKEN}',
    'op://Private/Jira/token',
    '<your-token>',
    'xxxxxxxxxxxxxxxx',
    '$JIRA_TOKEN',
    'your-api-token',
  ])('takes %s for no key', async (placeholder) => {
    const { hunt } = await setUp({
      [claudeFile]: claude({ JIRA_URL: 'https://northwind.atlassian.net', JIRA_API_TOKEN: placeholder }),
      '.profile': `export JIRA_API_TOKEN="${placeholder}"\n`,
    });
    expect((await hunt.scan()).groups).toEqual([]);
  });

  it('reads the profiles of all shells', async () => {
    const { hunt } = await setUp({
      '.bashrc': `export GITHUB_TOKEN=${keys.gitHub}\n`,
      '.config/fish/config.fish': `set -gx SLACK_TOKEN ${keys.slack}\n`,
      '.config/powershell/profile.ps1': `$env:JIRA_API_TOKEN = "${keys.jira}"\r\n`,
    });
    const { groups } = await hunt.scan();
    expect(groups.flatMap(({ finds }) => finds.map(({ name }) => name)).toSorted()).toEqual([
      'GITHUB_TOKEN',
      'JIRA_API_TOKEN',
      'SLACK_TOKEN',
    ]);
    expect(groups.every(({ finds }) => finds[0]!.risks.includes('every-program'))).toBe(true);
  });

  it('looks into .env files and targetprocess.json only where the user points at', async () => {
    const { hunt, at, write } = await setUp({
      'work/a/.env': `TP_DOMAIN=acme.tpondemand.com\nGITHUB_TOKEN='${keys.gitHub}'\n`,
      'work/b/targetprocess.json': JSON.stringify({
        domain: 'acme.tpondemand.com',
        apiKey: 'NDI6c2VjcmV0LXRva2VuLW9mLWFjbWU=',
      }),
      'work/node_modules/x/.env': `GITHUB_TOKEN=${keys.slack}\n`,
      'work/a/.env.example': `GITHUB_TOKEN=${keys.slack}\n`,
    });
    expect((await hunt.scan()).groups).toEqual([]);
    await hunt.places.add('~/work');
    await symlink(at('work'), at('work/a/loop'));
    const report = await hunt.scan();
    expect(report.groups.map(({ finds }) => finds[0]!.source).toSorted()).toEqual(['env-file', 'settings-file']);
    expect(report.looked).toMatchObject({ 'env-file': 1, 'settings-file': 1 });
    await write('elsewhere.txt', `SLACK_TOKEN=${keys.slack}\n`);
    await hunt.places.add(at('elsewhere.txt'));
    expect((await hunt.scan()).groups).toHaveLength(3);
    await hunt.places.remove(at('work'));
    expect((await hunt.scan()).groups).toHaveLength(1);
  });

  it.each([
    ['projects', 'not a full path'],
    ['/', 'whole disk'],
    ['~/nothing-there', 'nothing at'],
  ])('refuses %s as a place', async (path, why) => {
    const { hunt } = await setUp();
    await expect(hunt.places.add(path)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining(why) as string,
    });
  });

  it('tells which files are open to others, synchronised or in git', async () => {
    const env = `GITHUB_TOKEN=${keys.gitHub}\n`;
    const home = await setUp({
      'Dropbox/.env': env,
      'repo/.git/HEAD': 'x',
      'repo/.env': env,
      'tidy/.git/HEAD': 'x',
      'tidy/.env': env,
    });
    const { hunt, at, write } = home;
    await write('tidy/.gitignore', '*.log\n.env\n');
    await write('open/.env', env, 0o644);
    await chmod(home.home, 0o755);
    for (const folder of ['Dropbox', 'repo', 'tidy', 'open']) await hunt.places.add(at(folder));
    const { finds } = (await hunt.scan()).groups[0]!;
    const risks = Object.fromEntries(finds.map(({ path, risks }) => [path.slice(home.home.length + 1), risks]));
    expect(risks).toEqual({
      'Dropbox/.env': ['synced'],
      'repo/.env': ['in-git'],
      'tidy/.env': [],
      'open/.env': ['others-can-read'],
    });
  });

  it('goes on where a file is unreadable, binary or invalid, and names each', async () => {
    const { hunt, at, write } = await setUp({ '.cursor/mcp.json': claude({ JIRA_API_TOKEN: keys.jira }) });
    await write(claudeFile, `{ "mcpServers": { "x": { "env": { "T": "${keys.gitHub}" `);
    await write('.bashrc', 'a\0b');
    await mkdir(at('.zshrc'));
    const report = await hunt.scan();
    expect(report.unread.map(({ path }) => path).toSorted()).toEqual(
      [at('.bashrc'), at(claudeFile), at('.zshrc')].toSorted(),
    );
    expect(report.groups.map(({ what }) => what).toSorted()).toEqual(
      [expect.stringContaining('GitHub'), expect.stringContaining('Atlassian')].toSorted(),
    );
    expect(JSON.stringify(report.unread)).not.toContain(keys.gitHub);
  });

  it('says how far it is, and stops when it is told to', async () => {
    const { hunt, progress } = await setUp({ [claudeFile]: claude({}) });
    await hunt.scan();
    expect(progress.at(-1)!.done).toBe(progress.at(-1)!.total);
    expect(progress.length).toBeGreaterThan(5);
    const stopped = hunt.scan();
    hunt.cancel();
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    expect((await hunt.scan()).clients).toContain('Claude Desktop');
  });

  it('finds keys in our own old copies of a client’s file', async () => {
    const { hunt, data, home, clock } = await setUp({ [claudeFile]: claude({}) });
    const backups = createBackups({ folder: data.backups, clock });
    await backups.keep(join(home, claudeFile), Buffer.from(claude({ JIRA_API_TOKEN: keys.jira })));
    expect((await hunt.scan()).groups[0]!.finds).toMatchObject([{ source: 'own-backup', client: 'claude-desktop' }]);
  });

  it.each([
    ['.codeium/windsurf/mcp_config.json', claude({ JIRA_API_TOKEN: keys.jira })],
    [
      '.config/goose/config.yaml',
      `extensions:\n  jira:\n    cmd: uvx\n    envs:\n      JIRA_API_TOKEN: ${keys.jira}\n`,
    ],
  ])('finds keys in our own copies of a client that is gone, and empties them: %s', async (path, text) => {
    const home = await setUp();
    const backups = createBackups({ folder: home.data.backups, clock: home.clock });
    const { id } = await backups.keep(home.at(path), Buffer.from(text));
    const { result } = await moveAll(home, groupOf(await home.hunt.scan(), /Atlassian/));
    expect(result).toMatchObject({ remaining: [], move: { files: [{ outcome: 'clean' }] } });
    expect((await backups.read(id)).toString()).not.toContain(keys.jira);
  });

  it.each<[string, (size: number) => string, string]>([
    ['levels without end', (size) => `${'{"mcpServers":'.repeat(size)}1${'}'.repeat(size)}`, 'work/.mcp.json'],
    ['placeholders that do not end', (size) => `A=${'{{'.repeat(size)}\nB=${'${'.repeat(size)}\n`, 'work/.env'],
    ['white space', (size) => `A=x${' '.repeat(size)}y${' '.repeat(size)}#\n`, 'work/.env'],
  ])('is not held up by a strange file: %s', async (_, text, path) => {
    const { hunt, at } = await setUp({ [path]: text(50_000), '.bashrc': `export T=${keys.gitHub}\n` });
    await hunt.places.add(at('work'));
    const started = performance.now();
    expect((await hunt.scan()).groups).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
