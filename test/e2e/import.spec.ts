import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { accountOf, keptInKeychain } from './canary-story.ts';
import { filesIn, findMarks, watchPage } from './canary-watch.ts';
import { expect, test } from './fixtures.ts';
import { startNewEraClient } from './mcp-clients.ts';
import { addToClaude, openScreen, row } from './steps.ts';

async function write(path: string, text: string): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, text);
}

async function openImport(window: Page, source: RegExp): Promise<Locator> {
  await window.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('button', { name: source }).click();
  return dialog;
}

const card = (dialog: Locator, name: RegExp) => dialog.getByRole('listitem', { name });

test('connections of PM MCP Server and mcp-atlassian are imported, and no key is seen on the way', async ({
  window,
  host,
  simulator,
}) => {
  const { openproject, jiraCloud, confluenceDataCenter } = simulator.sites;
  const keys = { op: openproject.issueKey(), jira: jiraCloud.issueKey(), confluence: confluenceDataCenter.issueKey() };
  const mail = 'mia.larsen@harbourpine.example';
  const jira = { JIRA_URL: jiraCloud.url, JIRA_USERNAME: mail, JIRA_API_TOKEN: keys.jira };
  await write(
    join(host.home, 'pm', '.env'),
    [
      ...['PM_PROVIDER=jira,openproject', `OPENPROJECT_URL=${openproject.url}`, `OPENPROJECT_API_KEY=${keys.op}`],
      ...Object.entries(jira).map(([name, value]) => `${name}="${value}"`),
    ].join('\n'),
  );
  const env = { ...jira, CONFLUENCE_URL: confluenceDataCenter.url, CONFLUENCE_PERSONAL_TOKEN: keys.confluence };
  const entry = { command: 'uvx', args: ['mcp-atlassian'], env };
  await write(
    join(host.home, '.cursor', 'mcp.json'),
    JSON.stringify({ mcpServers: { 'mcp-atlassian': entry } }, undefined, 2),
  );
  const watched = await watchPage(window);

  await test.step('the first start offers the import of the .env file', async () => {
    await window.getByRole('button', { name: 'Import from another tool' }).click();
    const dialog = window.getByRole('dialog');
    await dialog.getByRole('button', { name: /^A \.env file/ }).click();
    await dialog.getByLabel('Path of the file').fill('~/pm/.env');
    await dialog.getByRole('button', { name: 'Look for connections' }).click();
    await card(dialog, /^Jira/).getByRole('button', { name: /^Edit/ }).click();
    await card(dialog, /^Jira/).getByLabel('Name').fill('Product teams');
    await dialog.getByRole('button', { name: 'Import 2 connections' }).click();
    await expect(dialog.getByText('2 connections imported: each was tested, and its key is kept safe.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(row(window, 'Product teams')).toContainText('Works');
  });

  await test.step('an entry in Cursor’s file is known by its key, and its other system is new', async () => {
    const dialog = await openImport(window, /^Other MCP servers/);
    await expect(card(dialog, /^Jira/)).toContainText('Already here with this key: Product teams');
    await expect(card(dialog, /^Jira/).getByRole('checkbox')).not.toBeChecked();
    await expect(card(dialog, /^Confluence/)).toContainText('~/.cursor/mcp.json, server “mcp-atlassian”');
    await dialog.getByRole('button', { name: 'Import 1 connection' }).click();
    await expect(card(dialog, /^Confluence/).getByText('Imported')).toBeVisible();
    await expect(dialog.getByText('The keys still stand in plain text')).toBeVisible();
    await dialog.getByRole('button', { name: 'Done' }).click();
  });

  await test.step('their keys are due, because others may have read them', async () => {
    await openScreen(window, 'Keys');
    await expect(window.getByText('Product teams').first()).toBeVisible();
    await expect(window.getByText('The key of “Product teams” was found in plain text').first()).toBeVisible();
  });

  await test.step('Claude works with all of them', async () => {
    await addToClaude(window);
    const claude = await startNewEraClient(host);
    const listed = await claude.call('list_connections');
    const names = [...listed.text.matchAll(/(Product teams|(?:OpenProject|Confluence) \([^)]+\))/g)].map(
      ([name]) => name,
    );
    expect(new Set(names).size).toBe(3);
    for (const connection of new Set(names)) {
      expect(await claude.call('check_connection', { connection })).toMatchObject({ isError: false });
    }
    await claude.close();
  });

  expect(await keptInKeychain(await accountOf(host, 'Product teams', 1))).toBe(keys.jira);
  const seen = [...(await watched.seen()), ...(await filesIn(host.dataFolder)), { where: 'output', text: host.output }];
  expect(findMarks(seen, keys)).toEqual([]);
});

test('a connection string that leads nowhere is seen nowhere', async ({ window, host }) => {
  const password = `canary+${crypto.randomUUID()}`;
  const watched = await watchPage(window);
  await window.getByRole('button', { name: 'Import from another tool' }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('button', { name: /^The database of PM MCP Server/ }).click();
  const text = `postgresql://keeper:${encodeURIComponent(password)}@127.0.0.1:1/pm_agent`;
  await dialog.getByLabel('Connection string', { exact: false }).first().fill(text);
  await dialog.getByRole('button', { name: 'Look for connections' }).click();
  await expect(dialog.getByText('Nothing answers at the address of the database.')).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  const seen = [...(await watched.seen()), ...(await filesIn(host.dataFolder)), { where: 'output', text: host.output }];
  expect(findMarks(seen, { password })).toEqual([]);
});

test('a key that does not work is told apart, and the diagnosis uses it without showing it', async ({
  window,
  host,
  simulator,
}) => {
  const key = `opapi-${crypto.randomUUID()}`;
  await write(
    join(host.home, '.env'),
    `OPENPROJECT_URL=${simulator.sites.openproject.url}\nOPENPROJECT_API_KEY=${key}\n`,
  );
  const watched = await watchPage(window);
  await window.getByRole('button', { name: 'Import from another tool' }).click();
  const dialog = window.getByRole('dialog', { name: 'Import from a .env file' });
  await window.getByRole('button', { name: /^A \.env file/ }).click();
  await dialog.getByLabel('Path of the file').fill('~/.env');
  await dialog.getByRole('button', { name: 'Look for connections' }).click();
  await dialog.getByRole('button', { name: 'Import 1 connection' }).click();
  await dialog.getByRole('button', { name: 'Why doesn’t it work?' }).click();
  const diagnosis = window.getByRole('dialog', { name: 'Why doesn’t it work?' });
  await expect(diagnosis.getByRole('list', { name: 'What was looked at' })).toContainText('failed');
  await window.keyboard.press('Escape');
  await expect(diagnosis).toBeHidden();
  await expect(dialog.getByText('Nothing was imported')).toBeVisible();
  const seen = [...(await watched.seen()), ...(await filesIn(host.dataFolder)), { where: 'output', text: host.output }];
  expect(findMarks(seen, { key })).toEqual([]);
});
