import { test as base, expect, type Page } from 'playwright/test';
import { startSimulator, type Simulator } from '../../src/simulator/simulator.ts';
import { KeyringHost } from './keyring-host.ts';

type Fixtures = { readonly simulator: Simulator; readonly host: KeyringHost; readonly window: Page };

const keyring = process.env['MCP_KEYRING_TEST_KEYRING'] === '1';

/** A fresh simulator, a fresh home and an opened window for each test. */
export const test = base.extend<Fixtures>({
  simulator: async ({}, use) => {
    const simulator = await startSimulator();
    await use(simulator);
    await simulator.close();
  },
  host: async ({ simulator }, use) => {
    test.skip(!keyring, 'needs a keychain for the tests');
    const host = await KeyringHost.start({ simulator });
    await use(host);
    await host.remove();
  },
  window: async ({ host, page }, use) => {
    await openWindow(page, host);
    await use(page);
  },
});

/** The same on a computer without a keychain: a server over ssh, a container. */
export const testWithoutKeychain = test.extend({
  host: async ({ simulator }, use) => {
    const host = await KeyringHost.start({ keychain: false, simulator });
    await use(host);
    await host.remove();
  },
});

/** Opens the printed address; a fault in the window's own code fails the test. */
export async function openWindow(page: Page, host: KeyringHost): Promise<void> {
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(host.address);
}

export { expect };
