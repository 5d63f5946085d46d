import { readdir, readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { expect, openWindow, testWithoutKeychain as test } from './fixtures.ts';
import { KeyringHost } from './keyring-host.ts';
import { startNewEraClient } from './mcp-clients.ts';
import { addConnection, addToClaude, fillConnection, openScreen, row } from './steps.ts';

const passphrase = 'quiet harbour under seven pines';
const banner = (window: Page, text: string | RegExp) => window.getByRole('status').filter({ hasText: text });
const lockedWords = 'The vault is locked. Until you unlock it';

async function unlock(window: Page): Promise<void> {
  await banner(window, lockedWords).getByRole('button', { name: 'Unlock' }).click();
  const dialog = window.getByRole('dialog', { name: 'Unlock the vault' });
  await dialog.getByLabel('Passphrase').first().fill(passphrase);
  await dialog.getByRole('button', { name: 'Unlock' }).click();
  await expect(dialog).toBeHidden();
  await expect(banner(window, lockedWords)).toBeHidden();
}

test('without a keychain it says so, and saves nothing half', async ({ window, host, simulator }) => {
  const site = simulator.sites.openproject;
  const secret = site.issueKey();
  await expect(banner(window, 'keychain').or(banner(window, 'Secret Service')).first()).toBeVisible();
  await fillConnection(window, {
    ...{ system: 'OpenProject', name: 'Logistics', address: site.url, secretLabel: 'API token', secret },
  });
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toContainText(/vault/i);
  await expect(dialog.getByLabel('API token').first()).toHaveValue(secret);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(window.getByRole('heading', { name: 'Connect your first system' })).toBeVisible();
  await window.reload();
  await expect(window.getByRole('heading', { name: 'Connect your first system' })).toBeVisible();
  for (const file of await readdir(host.dataFolder, { recursive: true, withFileTypes: true })) {
    if (file.isFile()) expect(await readFile(`${file.parentPath}/${file.name}`, 'utf8')).not.toContain('Logistics');
  }
});

test('a vault can be made from the form that found no keychain, and nothing typed is lost', async ({
  window,
  simulator,
}) => {
  const site = simulator.sites.openproject;
  await fillConnection(window, {
    ...{
      system: 'OpenProject',
      name: 'Logistics',
      address: site.url,
      secretLabel: 'API token',
      secret: site.issueKey(),
    },
  });
  const form = window.getByRole('dialog', { name: 'OpenProject' });
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByRole('button', { name: 'Create a vault' }).click();
  const vault = window.getByRole('dialog', { name: 'Create a vault' });
  await vault.getByLabel('Passphrase').first().fill(passphrase);
  await vault.getByLabel('The same again').first().fill(passphrase);
  await vault.getByRole('button', { name: 'Create vault' }).click();
  await expect(vault).toBeHidden();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(row(window, 'Logistics')).toContainText('Works');
});

test('a vault instead: locked and unlocked while Claude runs, and after a new start', async ({
  window,
  host,
  simulator,
  page,
}) => {
  const site = simulator.sites.openproject;
  await test.step('a vault is made in Settings, and new keys go there', async () => {
    await openScreen(window, 'Settings');
    await window.getByRole('main').getByRole('button', { name: 'Create vault' }).click();
    const dialog = window.getByRole('dialog', { name: 'Create a vault' });
    await dialog.getByLabel('Passphrase').first().fill(passphrase);
    await dialog.getByLabel('The same again').first().fill(passphrase);
    await dialog.getByRole('button', { name: 'Create vault' }).click();
    await expect(dialog).toBeHidden();
    await expect(window.getByRole('radio', { name: 'Passphrase vault' })).toBeChecked();
    await expect(window.getByRole('main').getByRole('status')).toBeHidden();
  });
  await openScreen(window, 'Connections');
  await addConnection(window, {
    ...{ system: 'OpenProject', name: 'Logistics', address: site.url, secretLabel: 'API token' },
    secret: site.issueKey(),
  });
  await addToClaude(window);
  const claude = await startNewEraClient(host);
  const check = () => claude.call('check_connection', { connection: 'Logistics' });
  const search = () => claude.call('search_items', { connection: 'Logistics', limit: 1 });
  expect((await check()).text).toContain('Mia Larsen');

  await test.step('locked, Claude is told what to do', async () => {
    await openScreen(window, 'Settings');
    await window.getByRole('button', { name: 'Lock', exact: true }).click();
    await expect(banner(window, lockedWords)).toBeVisible();
    expect((await check()).text).toMatch(/unlock MCP Keyring/i);
    const refused = await search();
    expect(refused.isError).toBe(true);
    expect(refused.text).toMatch(/unlock MCP Keyring/i);
  });
  await test.step('unlocked, the same process works', async () => {
    await unlock(window);
    expect((await check()).text).toContain('Mia Larsen');
    expect(await search()).toMatchObject({ isError: false });
  });
  await test.step('a new start is locked until the passphrase is entered', async () => {
    await host.stop();
    expect((await check()).text).toMatch(/unlock MCP Keyring/i);
    const again = await KeyringHost.start({ keychain: false, simulator, home: host.home });
    await openWindow(page, again);
    await expect(banner(page, lockedWords)).toBeVisible();
    await unlock(page);
    await openScreen(page, 'Connections');
    await row(page, 'Logistics').getByRole('button', { name: 'Actions for Logistics' }).click();
    await page.getByRole('menuitem', { name: 'Test now' }).click();
    await expect(row(page, 'Logistics')).toContainText('Works');
    expect((await check()).text).toContain('Mia Larsen');
    await again.stop();
  });
  await claude.close();
});
