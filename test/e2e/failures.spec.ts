import { createServer, type AddressInfo } from 'node:net';
import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { addConnection, fillConnection, offerNewKey, row, tryTool } from './steps.ts';

const logistics = { system: 'OpenProject', name: 'Logistics', secretLabel: 'API token' } as const;

/** A port at which nothing listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Tests what is in the form and looks for what happened and what to do. */
async function expectFailure(window: Page, happened: RegExp, toDo: RegExp): Promise<void> {
  await window.getByRole('dialog').getByRole('button', { name: 'Test', exact: true }).click();
  const alert = window.getByRole('dialog').getByRole('alert');
  await expect(alert).toContainText(happened);
  await expect(alert).toContainText(toDo);
}

test('a failing test says what happened and what to do, and keeps what was typed', async ({ window, simulator }) => {
  const site = simulator.sites.openproject;
  const wrongKey = 'opapi-mistyped';
  await fillConnection(window, { ...logistics, address: site.url, secret: wrongKey });
  const dialog = window.getByRole('dialog');
  const address = dialog.getByRole('textbox', { name: /address/i });

  await test.step('a wrong key', async () => {
    await expectFailure(window, /OpenProject did not accept the API token/, /make a new API token and replace the key/);
    await expect(address).toHaveValue(site.url);
    await expect(dialog.getByLabel('API token').first()).toHaveValue(wrongKey);
    await expect(dialog.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Logistics');
  });

  await test.step('saving fails in the same words, and saves nothing', async () => {
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByRole('alert')).toContainText('OpenProject did not accept the API token');
    await expect(dialog.getByLabel('API token').first()).toHaveValue(wrongKey);
  });

  await test.step('a login page', async () => {
    site.switch('login-page');
    await expectFailure(window, /web page instead of data, most likely a login page/, /VPN or a Wi-Fi sign-in/);
    site.switch('none');
  });

  await test.step('nothing listens at the address', async () => {
    await address.fill(`http://127.0.0.1:${await freePort()}`);
    await expectFailure(window, /nothing answers at this port/, /Check the port in the address/);
    await expect(address).toBeFocused();
  });

  await test.step('put right, the same form works', async () => {
    await address.fill(site.url);
    await dialog.getByLabel('API token').first().fill(site.issueKey());
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(row(window, 'Logistics')).toContainText('Works');
    await expect(window.getByRole('row')).toHaveCount(2);
  });
});

test('a new key that fails leaves the old one; one of another account is asked about', async ({
  window,
  simulator,
}) => {
  const site = simulator.sites.openproject;
  const oldKey = site.issueKey();
  const othersKey = site.issueKey({ account: 'jonas.weber' });
  await addConnection(window, { ...logistics, address: site.url, secret: oldKey });

  await test.step('a key that is not accepted', async () => {
    const dialog = await offerNewKey(window, 'Logistics', 'New API token', 'opapi-mistyped');
    await expect(dialog.getByRole('alert')).toContainText('OpenProject did not accept the API token');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(row(window, 'Logistics')).toContainText(`…${oldKey.slice(-4)}`);
    expect(await tryTool(window, 'Check a connection', { connection: 'Logistics' })).toContain('Mia Larsen');
  });

  const dialog = await offerNewKey(window, 'Logistics', 'New API token', othersKey);
  await test.step('a key of somebody else: nothing changes until it is confirmed', async () => {
    await expect(dialog.getByRole('alert').first()).toContainText('The new key is Jonas Weber');
    expect(await window.getByRole('row', { includeHidden: true }).last().textContent()).toContain(oldKey.slice(-4));
  });
  await test.step('confirmed, the connection is his', async () => {
    await dialog.getByRole('button', { name: 'Use it all the same' }).click();
    await expect(dialog.getByText('The new key is in use')).toBeVisible();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(row(window, 'Logistics')).toContainText(`…${othersKey.slice(-4)}`);
    expect(await tryTool(window, 'Check a connection', { connection: 'Logistics' })).toContain('Jonas Weber');
  });
});
