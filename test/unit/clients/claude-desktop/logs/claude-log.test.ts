import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createClaudeLog } from '../../../../../src/clients/claude-desktop/logs/claude-log.ts';
import { logFolders } from '../../../../../src/clients/claude-desktop/logs/log-folders.ts';

let home = '';
let folder = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'claude-log-'));
  folder = join(home, 'Library', 'Logs', 'Claude');
});

const read = () =>
  createClaudeLog({
    surroundings: { platform: 'darwin', home, env: {} },
    names: ['mcp-keyring', 'MCP Keyring'],
    mask: (line) => line.replaceAll('hunter2', '●●●●'),
  }).read();

async function write(name: string, ...lines: string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), `${lines.join('\n')}\n`);
}

const own = 'mcp-server-mcp-keyring.log';

describe('Claude’s log', () => {
  it('tells a Claude without logs from one that never started our server', async () => {
    expect(await read()).toEqual({ state: 'nowhere', files: [], findings: [] });
    await write('mcp.log', '2026-11-21T09:00:00.000Z [info] [filesystem] Initializing server...');
    expect(await read()).toEqual({ state: 'silent', files: [], findings: [] });
  });

  it.each([
    ['spawn /old/keyring-host ENOENT {"context":"connection"}', 'not-found'],
    ['spawn /opt/keyring-host EACCES', 'not-allowed'],
    ['Server transport closed unexpectedly, this is likely due to the process exiting early.', 'ended-early'],
    ['Unexpected token \'W\', "Welcome ba"... is not valid JSON', 'stray-output'],
    ['Server disconnected. For troubleshooting guidance, please visit our debugging documentation', 'disconnected'],
    ['McpError: MCP error -32001: Request timed out', 'timeout'],
  ])('explains: %s', async (line, id) => {
    await write(own, `2026-11-21T09:00:00.000Z [error] [mcp-keyring] ${line}`);
    const { findings, files } = await read();
    expect(findings).toMatchObject([{ id, kind: 'problem', count: 1, at: '2026-11-21T09:00:00.000Z' }]);
    expect(files[0]?.lines[0]).toMatchObject({ explained: id });
  });

  it('leaves out what was over when the server started well afterwards', async () => {
    await write(
      own,
      '2026-11-21T09:00:00.000Z [error] spawn /old/keyring-host ENOENT',
      '2026-11-21T09:05:00.000Z [info] Server started and connected successfully',
    );
    expect((await read()).findings.map(({ id }) => id)).toEqual(['connected']);
  });

  it('shows of the shared logs what concerns us, and masks keys in it', async () => {
    await write(
      'mcp.log',
      '2026-11-21T09:00:00.000Z [info] [github] token hunter2 accepted',
      '2026-11-21T09:00:01.000Z [info] [mcp-keyring] Initializing server... hunter2',
    );
    await write(
      'main.log',
      '2026-11-21 09:00:02 [warn] Skipped invalid MCP server config entries { names: [ "broken" ] }',
    );
    const { files, findings } = await read();
    expect(files.map(({ name, lines }) => [name, lines.map(({ text }) => text)])).toEqual([
      ['mcp.log', ['2026-11-21T09:00:01.000Z [info] [mcp-keyring] Initializing server... ●●●●']],
      ['main.log', ['2026-11-21 09:00:02 [warn] Skipped invalid MCP server config entries { names: [ "broken" ] }']],
    ]);
    expect(findings.map(({ id }) => id)).toEqual(['skipped-entry']);
  });

  it('shows no more of a message than its kind, and takes no word in it for a failure', async () => {
    const message = `{"method":"tools/call","params":{"text":"${'why spawn x ENOENT '.repeat(40)}"}}`;
    await write(own, `2026-11-21T09:00:00.000Z [info] [mcp-keyring] Message from client: ${message}`);
    const { files, findings } = await read();
    expect(findings).toEqual([]);
    expect(files[0]?.lines[0]?.text.length).toBe(140);
  });

  it('reads only the end of a long file', async () => {
    const filler = `2026-11-21T08:00:00.000Z [info] ${'x'.repeat(200)}`;
    await write(own, ...Array.from({ length: 5000 }, () => filler), '2026-11-21T09:00:00.000Z [info] the last');
    const { files } = await read();
    expect(files[0]?.lines).toHaveLength(60);
    expect(files[0]?.lines.at(-1)?.text).toContain('the last');
    expect(files[0]?.lines[0]?.text).toMatch(/^2026-/);
  });

  it('looks in both places where a Claude from a Windows package may write', async () => {
    const local = 'C:\\Users\\ada\\AppData\\Local';
    const roaming = 'C:\\Users\\ada\\AppData\\Roaming';
    const packaged = `${local}\\Packages\\Claude_pzs8sxrjxfjjc\\LocalCache\\Roaming`;
    const disk = {
      exists: (path: string) => Promise.resolve(path === packaged),
      list: (path: string) => Promise.resolve(path === `${local}\\Packages` ? ['Claude_pzs8sxrjxfjjc'] : []),
    };
    const env = { APPDATA: roaming, LOCALAPPDATA: local };
    expect(await logFolders({ platform: 'win32', home: 'C:\\Users\\ada', env }, disk)).toEqual([
      `${packaged}\\Claude\\logs`,
      `${roaming}\\Claude\\logs`,
    ]);
  });
});
