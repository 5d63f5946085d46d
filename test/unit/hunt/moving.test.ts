import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { groupOf, keys, moveAll, setUp, type Home } from './set-up.ts';

const claudeFile = '.config/Claude/claude_desktop_config.json';
const copy = `${claudeFile}.bak`;
const cursorFile = '.cursor/mcp.json';

const claudeText = `{
  "theme": "dark",
  "mcpServers": {
    "jira": {
      "command": "uvx",
      "args": ["mcp-atlassian"],
      "env": { "JIRA_URL": "https://northwind.atlassian.net", "JIRA_USERNAME": "mia@example.com", "JIRA_API_TOKEN": "${keys.jira}" }
    },
    "files": { "command": "npx", "args": ["-y", "files"] }
  }
}
`;
const cursorText = `{
\t// Cursor's own
\t"mcpServers": {
\t\t"github": { "command": "npx", "args": ["-y", "server-github"], "env": { "GITHUB_TOKEN": "${keys.gitHub}", "LEVEL": "info" }, "disabled": false },
\t},
}
`;
const envText = `# Report\r\nJIRA_URL=https://northwind.atlassian.net\r\nJIRA_API_TOKEN="${keys.jira}" # mine\r\nOTHER=1\r\n`;

const all = { [claudeFile]: claudeText, [copy]: claudeText, [cursorFile]: cursorText, 'work/.env': envText };

async function jiraOf(home: Home) {
  if ((await home.hunt.places.list()).length === 0)
    await home.write('work/x', '').then(() => home.hunt.places.add('~/work'));
  return groupOf(await home.hunt.scan(), /Atlassian/);
}

const gitHubOf = async ({ hunt }: Home) => groupOf(await hunt.scan(), /GitHub/);

async function textsBelow(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    names.filter((each) => each.isFile()).map((each) => readFile(join(each.parentPath, each.name), 'utf8')),
  );
}

describe('Moving a key of one of our systems', () => {
  it('proposes the connection that the entry describes, and says what is sensible at each place', async () => {
    const home = await setUp(all);
    const plan = await home.hunt.plan((await jiraOf(home)).id);
    expect(plan.proposals).toEqual([
      expect.objectContaining({
        ...{ provider: 'jira', address: 'https://northwind.atlassian.net' },
        ...{ method: 'api-token', account: 'mia@example.com' },
      }),
    ]);
    expect(plan.places.map(({ find, choices, suggested }) => [find.path, choices, suggested])).toEqual([
      [home.at(claudeFile), ['replace', 'remove', 'run'], 'replace'],
      [home.at(copy), ['empty'], 'empty'],
      [home.at('work/.env'), ['empty'], undefined],
    ]);
    expect(JSON.stringify(plan)).not.toContain(keys.jira);
  });

  it('makes the connection, puts our entry in place, empties the copies, keeps the rest to the byte and marks the key', async () => {
    const home = await setUp(all);
    const { result, previews } = await moveAll(home, await jiraOf(home), { changes: { '.env': 'empty' } });
    expect(result.remaining).toEqual([]);
    expect(result.move.files.map(({ outcome }) => outcome)).toEqual(['clean', 'clean', 'clean']);
    const claude = JSON.parse(await home.read(claudeFile)) as { theme: string; mcpServers: Record<string, unknown> };
    expect(claude).toEqual({
      theme: 'dark',
      mcpServers: {
        files: { command: 'npx', args: ['-y', 'files'] },
        'mcp-keyring': { command: '/opt/keyring-host', args: ['mcp', '--client', 'claude-desktop'] },
      },
    });
    expect(await home.read(copy)).toBe(claudeText.replace(keys.jira, ''));
    expect(await home.read('work/.env')).toBe(
      '# Report\r\nJIRA_URL=https://northwind.atlassian.net\r\n' +
        '# JIRA_API_TOKEN: taken out of this file by MCP Keyring on 2026-11-21\r\nJIRA_API_TOKEN="" # mine\r\nOTHER=1\r\n',
    );
    expect((await home.hunt.scan()).groups.map(({ what }) => what)).toEqual([expect.stringContaining('GitHub')]);
    expect(home.connections.map(({ name }) => name)).toEqual(['Jira (northwind.atlassian.net)']);
    expect([...home.keychain.items.values()]).toContain(keys.jira);
    expect(home.exposed).toEqual([
      { id: home.connections[0]!.id, where: `In plain text in ~/${claudeFile} and 2 more files` },
    ]);
    expect(JSON.stringify(previews)).not.toContain(keys.jira);
    expect(previews[0]!.diff).toContain('+    "mcp-keyring"');
  });

  it('keeps one encrypted copy, in which the key cannot be read, and no other', async () => {
    const home = await setUp(all);
    const { result } = await moveAll(home, await jiraOf(home), { changes: { '.env': 'empty' } });
    const sealed = join(home.data.hunt, `${result.move.id}.sealed.json`);
    expect(await home.modeOf(sealed)).toBe(0o600);
    for (const text of await textsBelow(home.home)) expect(text).not.toContain(keys.jira);
  });

  it('puts everything back to the byte, until the copies are deleted', async () => {
    const home = await setUp(all);
    const { result } = await moveAll(home, await jiraOf(home), { changes: { '.env': 'empty' } });
    expect((await home.hunt.putBack(result.move.id)).files.every(({ problem }) => problem === undefined)).toBe(true);
    for (const [path, text] of Object.entries(all)) expect(await home.read(path)).toBe(text);
    expect((await home.hunt.history())[0]).toMatchObject({ state: 'put-back' });
    await home.hunt.forget(result.move.id);
    await expect(home.hunt.putBack(result.move.id)).rejects.toMatchObject({ code: 'secret-missing' });
    expect([...home.keychain.items.keys()].filter((account) => account.startsWith('hunt/'))).toEqual([]);
    expect(await readdir(home.data.hunt)).toEqual([]);
  });

  it('puts back only its own change where the file was changed since, and leaves one alone that cannot be told apart', async () => {
    const home = await setUp(all);
    const { result } = await moveAll(home, await jiraOf(home), { changes: { '.env': 'empty', '.json': 'remove' } });
    await writeFile(home.at('work/.env'), `${await home.read('work/.env')}NEW=2\r\n`);
    await writeFile(home.at(claudeFile), '{}');
    const { files } = await home.hunt.putBack(result.move.id);
    expect(await home.read('work/.env')).toBe(`${envText}NEW=2\r\n`);
    expect(await home.read(claudeFile)).toBe('{}');
    expect(files.find(({ path }) => path === home.at(claudeFile))?.problem?.code).toBe('file-changed-meanwhile');
  });

  it('changes nothing where the system refuses the key', async () => {
    const home = await setUp(all);
    home.refused.add(keys.jira);
    await expect(moveAll(home, await jiraOf(home))).rejects.toMatchObject({ code: 'bad-credentials' });
    for (const [path, text] of Object.entries(all)) expect(await home.read(path)).toBe(text);
    expect(home.keychain.items.size).toBe(0);
    expect(await home.hunt.history()).toEqual([]);
  });

  it('changes no file where the encrypted copies cannot be kept, and tells of no move', async () => {
    const home = await setUp(all);
    const group = await jiraOf(home);
    await home.write('keyring-data/hunt', 'a file where the folder should be');
    await expect(moveAll(home, group)).rejects.toMatchObject({ code: 'file-unreadable' });
    for (const [path, text] of Object.entries(all)) expect(await home.read(path)).toBe(text);
    expect(await home.hunt.history()).toEqual([]);
    expect([...home.keychain.items.keys()].some((account) => account.startsWith('hunt/'))).toBe(false);
  });

  it('tells the window no password that stands in an address', async () => {
    const home = await setUp({ [claudeFile]: claudeText.replace('https://north', 'https://mia:hunter2hunter2@north') });
    const plan = await home.hunt.plan((await jiraOf(home)).id);
    expect(plan.proposals).toMatchObject([{ address: 'https://northwind.atlassian.net' }]);
  });

  it('changes nothing of Claude’s while Claude Desktop runs and would put the key back', async () => {
    const home = await setUp(all);
    home.running.push({ pid: 1, path: '/usr/lib/claude-desktop/claude-desktop' });
    await expect(moveAll(home, await jiraOf(home))).rejects.toThrow(expect.objectContaining({ code: 'busy' }) as Error);
    expect(await home.read(claudeFile)).toBe(claudeText);
    expect(home.connections).toEqual([]);
    home.running.pop();
    await moveAll(home, await jiraOf(home));
    expect(await home.read(claudeFile)).not.toContain(keys.jira);
  });

  it('changes nothing where a file changed since it was shown', async () => {
    const home = await setUp(all);
    const group = await jiraOf(home);
    const plan = await home.hunt.plan(group.id);
    const changes = [{ findId: plan.places[0]!.find.id, change: 'remove' as const }];
    const previews = await home.hunt.preview({ groupId: group.id, changes });
    await writeFile(home.at(claudeFile), claudeText.replace('dark', 'dim!'));
    const fingerprints = previews.map(({ path, fingerprint }) => ({ path, fingerprint }));
    const moving = home.hunt.move({ groupId: group.id, changes, connections: [], existing: [], fingerprints });
    await expect(moving).rejects.toMatchObject({ code: 'file-changed-meanwhile' });
    expect(await home.read(claudeFile)).toContain(keys.jira);
  });

  it('says which file still holds the key when one cannot be written, and goes on from there', async () => {
    const home = await setUp(all);
    const group = await jiraOf(home);
    await chmod(home.at(copy), 0o400);
    const { result } = await moveAll(home, group);
    expect(result.move.files.map(({ path, outcome }) => [path, outcome])).toEqual([
      [home.at(claudeFile), 'clean'],
      [home.at(copy), 'still-there'],
    ]);
    expect(result.move.files[1]!.problem?.code).toBe('file-unreadable');
    expect(result.remaining.map(({ path }) => path)).toEqual([home.at(copy), home.at('work/.env')]);
    await chmod(home.at(copy), 0o600);
    const again = await moveAll(home, groupOf(await home.hunt.scan(), /Atlassian/), { changes: { '.env': 'empty' } });
    expect(again.plan).toMatchObject({ proposals: [], existing: [{ sameKey: true }] });
    expect(again.result.remaining).toEqual([]);
    expect(home.connections).toHaveLength(1);
  });

  it('recognises the account of a connection that has another key, and does not mark that one', async () => {
    const home = await setUp(all);
    await home.add({
      ...{ name: 'Work', provider: 'jira', address: 'https://northwind.atlassian.net', method: 'api-token' },
      ...{ account: 'Mia@example.com', secret: 'another-key-than-that-one' },
    });
    const plan = await home.hunt.plan((await jiraOf(home)).id);
    expect(plan.existing).toMatchObject([{ name: 'Work', sameKey: false }]);
    expect(plan.proposals).toHaveLength(1);
  });
});

describe('Moving a key of another server', () => {
  it('starts the server with the key from the keychain, and leaves the rest of its entry alone', async () => {
    const home = await setUp(all);
    const { result, previews } = await moveAll(home, await gitHubOf(home), { profileName: 'GitHub' });
    expect(result).toMatchObject({ remaining: [], move: { profile: { id: 'github', name: 'GitHub' } } });
    const text = await home.read(cursorFile);
    expect(text).toContain("// Cursor's own");
    expect(text).toContain('"env": { "LEVEL": "info" }, "disabled": false');
    expect(text).toContain('"command": "/opt/keyring-host"');
    expect(text.replaceAll(/\s/g, '')).toContain('["run","github","--","npx","-y","server-github"]');
    expect(previews[0]!.diff).toContain('github');
    expect(await home.profiles.read('github')).toEqual({ GITHUB_TOKEN: keys.gitHub });
    await home.hunt.putBack(result.move.id);
    expect(await home.read(cursorFile)).toBe(cursorText);
  });

  it('gives a server that is already started so one variable more', async () => {
    const home = await setUp({ [cursorFile]: cursorText.replace('"LEVEL": "info"', `"SLACK_TOKEN": "${keys.slack}"`) });
    await moveAll(home, await gitHubOf(home), { profileName: 'GitHub' });
    const { result } = await moveAll(home, groupOf(await home.hunt.scan(), /Slack/));
    expect(result.remaining).toEqual([]);
    expect(await home.profiles.read('github')).toEqual({ GITHUB_TOKEN: keys.gitHub, SLACK_TOKEN: keys.slack });
    expect((await home.read(cursorFile)).match(/"run"/g)).toHaveLength(1);
  });

  it('advises where only the client itself can send the key', async () => {
    const home = await setUp({
      [cursorFile]: JSON.stringify({
        mcpServers: { remote: { url: 'https://a.example', headers: { Authorization: `Bearer ${keys.gitHub}` } } },
      }),
    });
    const plan = await home.hunt.plan((await gitHubOf(home)).id);
    expect(plan.places).toMatchObject([
      { choices: ['remove'], advice: expect.stringContaining('remote server') as string },
    ]);
    expect(plan.places[0]!.suggested).toBeUndefined();
  });

  it('does not call a file clean that still holds the key as JSON writes it', async () => {
    const password = 'tulip"meadow\\77';
    const server = { command: 'npx', env: { DB_PASSWORD: password } };
    const home = await setUp({ [cursorFile]: JSON.stringify({ mcpServers: { db: server } }) });
    await chmod(home.at(cursorFile), 0o400);
    const { result } = await moveAll(home, groupOf(await home.hunt.scan(), /password/));
    expect(result.move.files).toMatchObject([{ outcome: 'still-there', problem: { code: 'file-unreadable' } }]);
  });

  it('leaves a file alone that its owner cannot read', async () => {
    const home = await setUp({ [copy]: `{ "broken": "${keys.gitHub}"`, [claudeFile]: '{}' });
    const plan = await home.hunt.plan((await gitHubOf(home)).id);
    expect(plan.places).toMatchObject([{ choices: [], advice: expect.stringContaining('alone') as string }]);
  });

  it('keeps a key from a shell profile for servers, and empties the line only on the user’s word', async () => {
    const profile = `PATH=/bin\nexport GITHUB_TOKEN=${keys.gitHub}\nalias g='TOKEN=${keys.gitHub} gh'\n`;
    const home = await setUp({ '.bashrc': profile });
    const group = await gitHubOf(home);
    expect((await home.hunt.plan(group.id)).places.every(({ suggested }) => suggested === undefined)).toBe(true);
    const { result } = await moveAll(home, group, { profileName: 'gh', changes: { '.bashrc': 'empty' } });
    expect(result.remaining).toEqual([]);
    expect(await home.read('.bashrc')).toBe(
      'PATH=/bin\n# GITHUB_TOKEN: taken out of this file by MCP Keyring on 2026-11-21\nexport GITHUB_TOKEN=\n' +
        "alias g='TOKEN= gh'\n",
    );
    expect(await home.profiles.read('gh')).toEqual({ GITHUB_TOKEN: keys.gitHub });
  });
});
