import type { Locator, Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { startNewEraClient } from './mcp-clients.ts';
import { addConnection, addToClaude, openMenu, openScreen, row, type NewConnection } from './steps.ts';
import type { Simulator } from '../../src/simulator/simulator.ts';

const logistics = ({ sites: { openproject } }: Simulator): NewConnection => ({
  ...{ system: 'OpenProject', name: 'Logistics', address: openproject.url },
  ...{ secretLabel: 'API token', secret: openproject.issueKey() },
});
const payments = ({ sites: { targetprocess } }: Simulator): NewConnection => ({
  ...{ system: 'Targetprocess', name: 'Payments', address: targetprocess.url },
  ...{ secretLabel: 'Access token', secret: targetprocess.issueKey() },
});

test('all connections are tested side by side, with progress', async ({ window, simulator }) => {
  await addConnection(window, logistics(simulator));
  await addConnection(window, payments(simulator));
  simulator.sites.targetprocess.switch('slow', { delayMs: 2500 });
  await window.getByRole('button', { name: 'Test all' }).click();
  await expect(window.getByRole('status').filter({ hasText: '1 of 2 tested' })).toBeVisible();
  await expect(window.getByRole('progressbar', { name: 'Tested connections' })).toBeVisible();
  await expect(window.getByText('All 2 connections work.')).toBeVisible();
  simulator.sites.targetprocess.switch('expired-key');
  await window.getByRole('button', { name: 'Test all' }).click();
  await expect(window.getByText('1 of 2 connections work. Open the other one to see what to do.')).toBeVisible();
  await expect(row(window, 'Payments')).toContainText('Key refused');
  await expect(row(window, 'Logistics')).toContainText('Works');
});

test('a paused connection is refused to Claude until it is resumed; a new name counts at once', async ({
  window,
  host,
  simulator,
}) => {
  await addConnection(window, logistics(simulator));
  await addToClaude(window);
  const claude = await startNewEraClient(host);
  const search = (connection: string) => claude.call('search_items', { connection, limit: 1 });
  await openScreen(window, 'Connections');

  await openMenu(window, 'Logistics', 'Pause');
  await expect(row(window, 'Logistics')).toContainText('Paused');
  const refused = await search('Logistics');
  expect(refused.isError).toBe(true);
  expect(refused.text).toMatch(/paused/i);
  await openMenu(window, 'Logistics', 'Resume');
  await expect(row(window, 'Logistics')).toContainText('Works');
  expect(await search('Logistics')).toMatchObject({ isError: false });

  await openMenu(window, 'Logistics', /Edit/);
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Freight');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(row(window, 'Freight')).toContainText('Works');
  expect(await search('Freight')).toMatchObject({ isError: false });
  expect(await search('Logistics')).toMatchObject({ isError: true });
  await claude.close();
});

/** Goes there as somebody without a mouse does. */
async function tabTo(window: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  const isThere = async () => (await target.and(window.locator(':focus')).count()) === 1;
  for (let presses = 0; !(await isThere()); presses += 1) {
    if (presses === 40) throw new Error(`Tab does not lead to ${String(target)}`);
    await window.keyboard.press('Tab');
  }
}

test('a connection is added with the keyboard alone', async ({ window, simulator }) => {
  const { address = '', secret } = logistics(simulator);
  await tabTo(window, window.getByRole('button', { name: 'Add connection' }));
  await window.keyboard.press('Enter');
  const dialog = window.getByRole('dialog');
  await tabTo(window, dialog.getByRole('button', { name: 'OpenProject' }));
  await window.keyboard.press('Enter');
  await expect(dialog.getByRole('textbox', { name: /address/i })).toBeFocused();
  await window.keyboard.type(address);
  await tabTo(window, dialog.getByLabel('API token').first());
  await window.keyboard.type(secret);
  await window.keyboard.press('Enter');
  await expect(row(window, 'OpenProject')).toContainText('Works');
  await expect(dialog).toBeHidden();
});

test('an address leads to one connection; a reload changes nothing', async ({ window, simulator }) => {
  await addConnection(window, logistics(simulator));
  await row(window, 'Logistics').getByRole('cell').first().click();
  await expect(window.getByRole('dialog')).toContainText('Mia Larsen');
  await expect(window).toHaveURL(/#\/connections\/[0-9a-f-]{36}$/);
  const link = window.url();

  await window.reload();
  await expect(window.getByRole('dialog')).toContainText('Mia Larsen');
  await window.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expect(window.getByRole('dialog')).toBeHidden();
  await expect(window).toHaveURL(/#\/connections$/);
  await window.goto(link);
  await expect(window.getByRole('dialog')).toContainText('Logistics');
  await window.goto(link.replace(/[0-9a-f-]{36}$/, crypto.randomUUID()));
  await expect(window.getByRole('dialog')).toContainText('This connection is not there');
});

test('the printed address opens one browser only', async ({ window, host, browser }) => {
  await expect(window.getByRole('heading', { name: 'Connect your first system' })).toBeVisible();
  const other = await browser.newContext();
  const stranger = await other.newPage();
  const answer = await stranger.goto(host.address);
  expect(answer?.status()).toBe(401);
  await expect(stranger.getByRole('heading', { name: 'This window is closed' })).toBeVisible();
  const call = await other.request.post(new URL('/api/call', host.address).href, {
    headers: { 'x-mcp-keyring': '1' },
    data: { name: 'connections.list', input: {} },
  });
  expect(call.status()).toBe(401);
  await other.close();
  await window.reload();
  await expect(window.getByRole('heading', { name: 'Connect your first system' })).toBeVisible();
});

test('dark colours stay chosen', async ({ window }) => {
  await openScreen(window, 'Settings');
  const dark = window.getByRole('radio', { name: 'Dark' });
  await window.getByText('Dark', { exact: true }).click();
  await expect(dark).toBeChecked();
  await expect(window.locator('html')).toHaveCSS('color-scheme', 'dark');
  await window.reload();
  await expect(dark).toBeChecked();
  await expect(window.locator('html')).toHaveCSS('color-scheme', 'dark');
});
