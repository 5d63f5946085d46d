import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findMarks } from './canary-watch.ts';
import { gather } from './canary-story.ts';
import { expect, test } from './fixtures.ts';
import type { KeyringHost } from './keyring-host.ts';
import { openScreen, row } from './steps.ts';

const gitHubToken = 'ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8';

/** A home in which one Jira key stands in Claude's file, in an old copy and in a .env, and a GitHub token in Cursor's. */
async function plantKeys(host: KeyringHost, jira: { url: string; account: string; secret: string }) {
  const env = { JIRA_URL: jira.url, JIRA_USERNAME: jira.account, JIRA_API_TOKEN: jira.secret };
  const claude = { mcpServers: { jira: { command: 'uvx', args: ['mcp-atlassian'], env } }, theme: 'dark' };
  const cursor = {
    mcpServers: { github: { command: 'npx', args: ['-y', 'server-github'], env: { GITHUB_TOKEN: gitHubToken } } },
  };
  const files = {
    [host.claudeConfig]: `${JSON.stringify(claude, undefined, 2)}\n`,
    [`${host.claudeConfig}.bak`]: `${JSON.stringify(claude, undefined, 2)}\n`,
    [join(host.home, 'projects', 'report', '.env')]: `# Report\nJIRA_API_TOKEN=${jira.secret}\nLEVEL=info\n`,
    [join(host.home, '.cursor', 'mcp.json')]: `${JSON.stringify(cursor, undefined, 4)}\n`,
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  return files;
}

test('keys in plain text are found, moved to the keychain, cut out of every file, and can be put back', async ({
  host,
  page,
  simulator,
}) => {
  test.slow();
  const [first] = simulator.sites.jiraCloud.accounts;
  if (first?.account === undefined) throw new Error('The simulated Jira has no account');
  const jira = { url: simulator.sites.jiraCloud.url, account: first.account, secret: first.secret };
  const files = await plantKeys(host, jira);
  const all = await gather(host, page);

  await openScreen(page, 'Plain-text keys');
  await page.getByLabel('File or folder').fill('~/projects');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const card = page.getByRole('article').filter({ hasText: 'Jira' });
  await expect(card).toContainText('3 places');
  await expect(page.getByRole('article').filter({ hasText: 'GitHub' })).toContainText('Cursor, server “github”');
  const terminal = await host.run(['hunt', '--json']);
  expect(terminal.code).toBe(1);
  all.note('output of hunt', terminal.output);

  await test.step('the key of a connection', async () => {
    await card.getByRole('button', { name: /^Move/ }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByLabel('Name').first()).not.toHaveValue('');
    await dialog.getByLabel('Name').first().fill('Product teams');
    await dialog.getByRole('checkbox', { name: /^\.env file/ }).check();
    await dialog.getByRole('button', { name: 'Show the changes' }).click();
    await expect(dialog.getByRole('region', { name: /change/ }).first()).toContainText('mcp-keyring');
    const move = dialog.getByRole('button', { name: 'Move the key' });
    // Another test beside this one may run a pretended Claude, and its file is not changed while it runs.
    await expect(async () => {
      if (await move.isVisible()) await move.click({ timeout: 1_000 });
      await expect(dialog.getByText('The key is in no file any more')).toBeVisible({ timeout: 3_000 });
    }).toPass();
    await expect(dialog.getByRole('link', { name: 'Replace the key' })).toBeVisible();
    await dialog.getByRole('button', { name: 'Later' }).click();
  });

  await test.step('the key of another server', async () => {
    await page.getByRole('button', { name: /^Move a GitHub token/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Show the changes' }).click();
    await dialog.getByRole('button', { name: 'Move the key' }).click();
    await expect(dialog.getByText('The key is in no file any more')).toBeVisible();
    await dialog.getByRole('button', { name: 'Done' }).click();
  });
  await expect(page.getByText('No key in plain text was found')).toBeVisible();

  await test.step('every file is clean, and the encrypted copies tell nothing', async () => {
    for (const path of Object.keys(files)) {
      const text = await readFile(path, 'utf8');
      expect(text).not.toContain(jira.secret);
      expect(text).not.toContain(gitHubToken);
    }
    const copies = await readdir(join(host.dataFolder, 'hunt'));
    expect(copies).toHaveLength(2);
    for (const name of copies) {
      const text = await readFile(join(host.dataFolder, 'hunt', name), 'utf8');
      for (const secret of ['JIRA_API_TOKEN', jira.secret, gitHubToken]) expect(text).not.toContain(secret);
    }
    expect((await host.run(['hunt'])).code).toBe(0);
  });

  await test.step('the connection works, and its key is due', async () => {
    await openScreen(page, 'Connections');
    await expect(row(page, 'Product teams')).toContainText('Works');
    await openScreen(page, 'Keys');
    await expect(page.getByText(/Others may have read|in plain text/i).first()).toBeVisible();
  });

  const seen = await all.end();
  expect(findMarks(seen, { name: 'Product teams' }).join('\n')).toContain('answer of /api/call');
  expect(findMarks(seen, { hint: 'JIRA_API_TOKEN' }).join('\n')).toContain('output of hunt');
  expect(findMarks(seen, { jira: jira.secret, gitHub: gitHubToken })).toEqual([]);
});

test('what was moved can be put back to the byte', async ({ host, page, simulator }) => {
  const [first] = simulator.sites.jiraCloud.accounts;
  if (first?.account === undefined) throw new Error('The simulated Jira has no account');
  const files = await plantKeys(host, {
    url: simulator.sites.jiraCloud.url,
    account: first.account,
    secret: first.secret,
  });
  await page.goto(host.address);
  await openScreen(page, 'Plain-text keys');
  await page.getByRole('button', { name: /^Look/ }).first().click();
  await page.getByRole('button', { name: /^Move a GitHub token/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Show the changes' }).click();
  await dialog.getByRole('button', { name: 'Move the key' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  const cursor = join(host.home, '.cursor', 'mcp.json');
  expect(await readFile(cursor, 'utf8')).not.toContain(gitHubToken);
  await page.getByRole('button', { name: 'Put back' }).click();
  await dialog.getByRole('button', { name: 'Put back' }).click();
  await expect(dialog).toBeHidden();
  for (const [path, text] of Object.entries(files)) expect(await readFile(path, 'utf8')).toBe(text);
});
