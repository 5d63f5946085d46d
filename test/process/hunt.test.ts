import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtHost, startHost } from './built-host.ts';

const token = 'ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8';

let host = '';
beforeAll(async () => {
  host = await builtHost(['mcp-session', 'hunt']);
}, 60_000);

async function homeWith(cursor: string): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'keyring-hunt-'));
  await mkdir(join(home, '.cursor'));
  await writeFile(join(home, '.cursor', 'mcp.json'), cursor);
  return home;
}

async function hunt(home: string, ...args: string[]) {
  const { exited, output, child } = startHost([process.execPath, host, 'hunt', ...args], { HOME: home });
  const closed = new Promise((done) => child.once('close', done));
  const { code } = await exited;
  await closed;
  expect(output.stdout + output.stderr).not.toContain(token);
  return { code, ...output };
}

const withToken = JSON.stringify({
  mcpServers: { gh: { command: 'npx', args: ['gh'], env: { GITHUB_TOKEN: token } } },
});

describe('keyring-host hunt', () => {
  it('ends with 1 and says where a key is, without the key, and changes nothing', async () => {
    const home = await homeWith(withToken);
    const { code, stdout } = await hunt(home);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^A GitHub token …q7R8$/m);
    expect(stdout).toMatch(/mcp\.json:1 \(Cursor, server “gh”, GITHUB_TOKEN\)$/m);
    expect(await readFile(join(home, '.cursor', 'mcp.json'), 'utf8')).toBe(withToken);
  });

  it('ends with 0 where there is none, and with 3 where a file cannot be read', async () => {
    expect(await hunt(await homeWith('{}'))).toMatchObject({ code: 0, stderr: '' });
    const { code, stdout } = await hunt(await homeWith('{'));
    expect(code).toBe(3);
    expect(stdout).toContain('Could not be read completely');
  });

  it('gives one JSON document', async () => {
    const { code, stdout } = await hunt(await homeWith(withToken), '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      report: {
        groups: [{ what: 'a GitHub token', certainty: 'certain', finds: [{ client: 'cursor', server: 'gh' }] }],
      },
    });
  });

  it('ends with 2 when it is used wrongly', async () => {
    expect((await hunt(await homeWith('{}'), 'everything')).code).toBe(2);
  });
});
