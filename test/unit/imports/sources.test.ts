import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/lib/app-error.ts';
import { keys, serversOf, setUpImports } from './harness.ts';

describe('a .env file', () => {
  it('gives every system in it, and those that PM_PROVIDER does not name as not in use', async () => {
    const { imports, write } = await setUpImports();
    const path = await write(
      'pm/.env',
      `\uFEFF# PM MCP Server\r\nPM_PROVIDER=openproject\r\nexport OPENPROJECT_URL="https://op.acme.example"\r\nOPENPROJECT_API_KEY='${keys.openProject}' # mine\r\n` +
        `JIRA_URL=https://acme.atlassian.net\r\nJIRA_EMAIL=ada@acme.example\r\nJIRA_API_TOKEN=${keys.cloud}\r\nCLICKUP_TEAM_ID=9001\r\n`,
    );
    const { candidates, left } = await imports.look({ kind: 'env-file', path });
    expect(candidates.map(({ name, hint, inUse, where }) => [name, hint, inUse, where])).toEqual([
      ['Jira (acme.atlassian.net)', '…3C4D', false, ['~/pm/.env']],
      ['OpenProject (op.acme.example)', '…cdef', true, ['~/pm/.env']],
    ]);
    expect(left).toEqual([{ where: '~/pm/.env', why: 'It names ClickUp, but holds no key for it.' }]);
  });

  it('may name the system once and its values without it', async () => {
    const { imports, write } = await setUpImports();
    await write('.env', `PM_PROVIDER=jira\nPM_BASE_URL=https://jira.acme.example\nPM_API_TOKEN=${keys.dataCenter}\n`);
    const { candidates } = await imports.look({ kind: 'env-file', path: '~/.env' });
    expect(candidates).toEqual([
      expect.objectContaining({
        provider: 'jira',
        method: 'personal-access-token',
        address: 'https://jira.acme.example',
      }),
    ]);
  });

  it('may name files that hold the keys, which can stay there', async () => {
    const { imports, write } = await setUpImports();
    const secret = await write('secrets/op', `${keys.openProject}\n`);
    await write(
      '.env',
      `OPENPROJECT_URL=https://op.acme.example\nOPENPROJECT_API_KEY_FILE=${secret}\nLOG_FILE=/dev/zero\n`,
    );
    const { candidates } = await imports.look({ kind: 'env-file', path: '~/.env' });
    expect(candidates).toEqual([expect.objectContaining({ provider: 'openproject', hint: '…cdef', keyFile: secret })]);
  });

  it('which holds a key where the path of its file belongs does not show it', async () => {
    const { imports, write } = await setUpImports();
    await write('.env', `TP_DOMAIN=acme.tpondemand.com\nTP_API_KEY_FILE=${keys.cloud}\n`);
    expect(await imports.look({ kind: 'env-file', path: '~/.env' })).toMatchObject({
      ...{ candidates: [], left: [{ where: '~/.env', why: 'TP_API_KEY_FILE names a file. It is not a full path.' }] },
    });
  });

  it('whose key file is not on this computer says so', async () => {
    const { imports, write } = await setUpImports();
    await write('.env', 'TP_DOMAIN=acme.tpondemand.com\nTP_API_KEY_FILE=/run/secrets/not-here-tp_api_key\n');
    const { candidates, left } = await imports.look({ kind: 'env-file', path: '~/.env' });
    expect(candidates).toEqual([]);
    expect(left).toEqual([
      { where: '~/.env', why: 'TP_API_KEY_FILE names a file. There is no file /run/secrets/not-here-tp_api_key.' },
    ]);
  });

  it.each([
    ['is not there', '~/missing.env', 'file-unreadable'],
    ['is a folder', '~/folder', 'file-unreadable'],
    ['is no full path', 'pm/.env', 'invalid-input'],
  ])('that %s is told', async (_, path, code) => {
    const { imports, home } = await setUpImports();
    await mkdir(join(home, 'folder'));
    await expect(imports.look({ kind: 'env-file', path })).rejects.toMatchObject({ code });
  });
});

describe('Targetprocess MCP', () => {
  const candidateOf = async (text: string) => {
    const { imports, write } = await setUpImports();
    const path = await write('targetprocess.json', text);
    return (await imports.look({ kind: 'targetprocess', path })).candidates;
  };

  it.each([
    ['a key', { domain: 'https://acme.tpondemand.com', apiKey: keys.targetprocess }, { method: 'access-token' }],
    ['an access token', { domain: 'https://acme.tpondemand.com', accessToken: keys.targetprocess }, { hint: '…eXo=' }],
    [
      'name and password',
      { domain: 'https://acme.tpondemand.com', credentials: { username: 'ada', password: 's3same' } },
      { method: 'password', account: 'ada', needsAccount: true },
    ],
  ])('gives its file with %s', async (_, content, expected) => {
    expect(await candidateOf(JSON.stringify(content))).toEqual([
      expect.objectContaining({ provider: 'targetprocess', address: 'https://acme.tpondemand.com', ...expected }),
    ]);
  });

  it('is found in its usual places, and in the folder of the server', async () => {
    const { imports, write } = await setUpImports();
    const content = (apiKey: string) => JSON.stringify({ domain: 'https://acme.tpondemand.com', apiKey });
    await write('.targetprocess.json', content(keys.targetprocess));
    await write('.config/targetprocess/config.json', content(keys.targetprocess));
    await write('server/config/targetprocess.json', content(`${keys.targetprocess}2`));
    const usual = await imports.look({ kind: 'targetprocess' });
    expect(usual.candidates.map(({ where }) => where)).toEqual([
      ['~/.targetprocess.json', '~/.config/targetprocess/config.json'],
    ]);
    const ofServer = await imports.look({ kind: 'targetprocess', path: '~/server' });
    expect(ofServer.candidates.map(({ where }) => where)).toEqual([['~/server/config/targetprocess.json']]);
  });

  it('has its Docker secrets put together with its variables', async () => {
    const env = { TP_DOMAIN: 'https://acme.tpondemand.com', PATH: '/bin' };
    const { imports, write } = await setUpImports({ surroundings: { platform: 'linux', home: '/nowhere', env } });
    const keyFile = await write('run/secrets/tp_api_key', keys.targetprocess);
    const { candidates } = await imports.look({ kind: 'targetprocess' });
    expect(candidates).toEqual([
      expect.objectContaining({ keyFile, address: 'https://acme.tpondemand.com', method: 'access-token' }),
    ]);
  });

  it('with a file that is no JSON says so without quoting it', async () => {
    const problem = await candidateOf(`{ "apiKey": "${keys.targetprocess}" `).catch((error: unknown) => error);
    expect(problem).toMatchObject({ code: 'file-not-parsable' });
    expect(JSON.stringify([problem, String(problem), (problem as Error).cause])).not.toContain(keys.targetprocess);
  });
});

describe('entries of other MCP servers', () => {
  const client = (servers: Readonly<Record<string, object>>, name = 'Cursor') => ({
    client: name,
    path: '/etc/mcp.json',
    servers: () => serversOf(servers),
  });
  const lookAt = async (servers: Readonly<Record<string, object>>) => {
    const { imports } = await setUpImports({ clientFiles: () => Promise.resolve([client(servers)]) });
    return imports.look({ kind: 'clients' });
  };

  it('are read from their environment, arguments and headers, in every spelling', async () => {
    const { candidates } = await lookAt({
      'mcp-atlassian': {
        command: 'uvx',
        args: ['mcp-atlassian', '--jira-url', 'https://acme.atlassian.net', '--jira-username', 'ada@acme.example'],
        env: { JIRA_API_TOKEN: keys.cloud },
      },
      openproject: {
        command: ['npx', 'x'],
        environment: { OPENPROJECT_URL: 'https://op.acme.example', OPENPROJECT_API_KEY: keys.openProject },
      },
      sse: { url: 'http://localhost:8000/sse', headers: { 'X-Confluence-Token': keys.dataCenter } },
      docker: { command: 'docker', args: ['run', '-e', `CLICKUP_API_TOKEN=${keys.clickUp}`, 'image'], disabled: true },
      files: { command: 'npx', args: ['-y', '@modelcontextprotocol/server-filesystem', '/home/ada'] },
    });
    expect(candidates.map(({ provider, where, inUse }) => [provider, where[0], inUse])).toEqual([
      ['jira', 'Cursor, /etc/mcp.json, server “mcp-atlassian”', true],
      ['openproject', 'Cursor, /etc/mcp.json, server “openproject”', true],
      ['confluence', 'Cursor, /etc/mcp.json, server “sse”', true],
      ['clickup', 'Cursor, /etc/mcp.json, server “docker”', false],
    ]);
  });

  it('with a file of variables of their own are read from there', async () => {
    const { imports, write } = await setUpImports({
      clientFiles: () => Promise.resolve([client({ op: { command: 'x', envFile: join('/', 'nowhere') } })]),
    });
    const envFile = await write(
      'op.env',
      `OPENPROJECT_URL=https://op.acme.example\nOPENPROJECT_API_KEY=${keys.openProject}`,
    );
    expect((await imports.look({ kind: 'clients' })).candidates).toEqual([]);
    for (const entry of [
      { command: 'x', envFile },
      { command: 'docker', args: ['run', '--env-file', envFile, 'image'] },
    ]) {
      const { candidates, left } = await lookAt({ bad: { command: 'x', envFile: '/' }, op: entry });
      expect(candidates.map(({ where }) => where)).toEqual([[`Cursor, /etc/mcp.json, server “op”, ${envFile}`]]);
      expect(left).toEqual([{ where: 'Cursor, /etc/mcp.json, server “bad”', why: '“/” is a folder.' }]);
    }
  });

  it('of several clients with the same key are one', async () => {
    const servers = {
      jira: {
        env: { JIRA_URL: 'https://acme.atlassian.net', JIRA_EMAIL: 'ada@acme.example', JIRA_API_TOKEN: keys.cloud },
      },
    };
    const { imports } = await setUpImports({
      clientFiles: () => Promise.resolve([client(servers), client(servers, 'Zed')]),
    });
    const { candidates } = await imports.look({ kind: 'clients' });
    expect(candidates.map(({ where }) => where.length)).toEqual([2]);
  });

  it('that cannot be read do not hide the others', async () => {
    const damaged = { client: 'Zed', path: '/etc/zed.json', servers: () => serversOf({}) };
    const { imports } = await setUpImports({
      clientFiles: () =>
        Promise.resolve([
          {
            ...damaged,
            servers: () => {
              throw new AppError('file-not-parsable', 'Line 3 is not JSON.', 'Repair it.');
            },
          },
          client({
            op: { env: { OPENPROJECT_URL: 'https://op.acme.example', OPENPROJECT_API_KEY: keys.openProject } },
          }),
        ]),
    });
    const { candidates, left } = await imports.look({ kind: 'clients' });
    expect(candidates).toHaveLength(1);
    expect(left).toEqual([{ where: 'Zed, /etc/zed.json', why: 'Line 3 is not JSON.' }]);
  });
});

it('a file that may not be read is told', async () => {
  const { imports, write } = await setUpImports();
  const path = await write('.env', 'JIRA_URL=x');
  await chmod(path, 0o000);
  const looked = imports.look({ kind: 'env-file', path });
  // Root may read everything.
  if (process.getuid?.() === 0) await expect(looked).resolves.toMatchObject({ candidates: [] });
  else await expect(looked).rejects.toMatchObject({ code: 'file-unreadable' });
});
