import { spawn, type ChildProcess } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { openScreen } from './steps.ts';

const secret = 'other-server-key-4711';
const own = `{"globalShortcut": "", "mcpServers": {"files": {"command": "/usr/bin/files", "env": {"FILES_TOKEN": "${secret}"}}}}\n`;

/** A program that runs where a Claude Desktop in an AppImage does. */
async function startClaude(home: string): Promise<ChildProcess> {
  const folder = join(home, '.mount_claudeTest01');
  const program = join(folder, 'claude-desktop');
  await mkdir(folder, { recursive: true });
  await copyFile('/bin/sleep', program).catch(() => undefined);
  const child = spawn(program, ['600'], { stdio: 'ignore' });
  await new Promise((started, failed) => {
    child.once('spawn', started);
    child.once('error', failed);
  });
  return child;
}

async function end(claude: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => claude.once('exit', resolve));
  claude.kill('SIGKILL');
  await gone;
}

test('guards the entry: waits for Claude, notices what Claude drops, puts it back, restores a copy', async ({
  window,
  host,
}) => {
  test.skip(process.platform !== 'linux', 'The pretended Claude is one of Linux.');
  const file = () => readFile(host.claudeConfig, 'utf8');
  await writeFile(host.claudeConfig, own);
  const claude = await startClaude(host.home);
  await openScreen(window, 'Claude Desktop');

  await test.step('while Claude runs, the change waits and the file stays as it is', async () => {
    await expect(window.getByText('Claude Desktop is running')).toBeVisible();
    await window.getByRole('button', { name: 'Add to Claude Desktop' }).click();
    await window.getByRole('button', { name: 'Add when Claude quits' }).click();
    await window.getByRole('button', { name: 'Done' }).click();
    await expect(window.getByText('The entry is written when Claude Desktop quits')).toBeVisible();
    expect(await file()).toBe(own);
  });

  await test.step('when it has ended, the entry is written and guarded', async () => {
    await end(claude);
    await expect(window.getByText('The entry is guarded')).toBeVisible({ timeout: 20_000 });
    expect(JSON.parse(await file())).toMatchObject({
      mcpServers: { files: {}, 'mcp-keyring': { args: expect.any(Array) as [] } },
    });
  });

  const added = await file();
  await test.step('Claude writes its file without the entry: that is noticed, and put right after its end', async () => {
    const again = await startClaude(host.home);
    await writeFile(host.claudeConfig, own);
    await expect(window.getByText('Dropped; it is put back when Claude Desktop quits')).toBeVisible();
    expect(await file()).toBe(own);
    await end(again);
    await expect(window.getByText('The entry is guarded')).toBeVisible({ timeout: 20_000 });
    expect(await file()).toBe(added);
  });

  await test.step('the history shows the drop with what changed, and no key of another server', async () => {
    const row = window
      .getByRole('list', { name: 'History of Claude’s settings' })
      .getByRole('listitem')
      .filter({ hasText: 'Another program wrote the file without the entry' });
    await row.getByRole('button', { name: 'What changed' }).click();
    await expect(row.getByRole('region', { name: 'The change, line by line' })).toContainText('mcp-keyring');
    expect(await window.content()).not.toContain(secret);
  });

  await test.step('an older copy is restored to the byte, and the guard leaves it so', async () => {
    const copies = window.getByRole('list', { name: 'Copies of Claude’s settings' });
    await copies
      .getByRole('listitem')
      .filter({ hasText: 'Made before MCP Keyring changed the file' })
      .getByRole('button')
      .last()
      .click();
    await window.getByRole('dialog').getByRole('button', { name: 'Restore', exact: true }).click();
    await expect(window.getByText('The copy was restored.')).toBeVisible();
    expect(await file()).toBe(own);
    await expect(window.getByText('The entry is guarded')).toBeHidden();
  });
});
