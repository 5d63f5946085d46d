import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test, type ElectronApplication, type Page } from 'playwright/test';
import type { Transport } from '../../src/api/client.ts';

/** The real Electron, built as `npm run build` leaves it, with the simulator behind it. */
const executablePath = installedElectron();
const display = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
test.skip(
  executablePath === undefined,
  'Electron’s binary is not installed (npm brings only its types; npm start downloads it)',
);
test.skip(!display, 'there is no display (xvfb-run gives one)');

let app: ElectronApplication;
let page: Page;

/** A call as the page makes it. */
const call = (name: string): Promise<unknown> =>
  page.evaluate(
    (asked) => (globalThis as unknown as { keyring: Transport }).keyring.send({ name: asked, input: {} }),
    name,
  );

test.beforeAll(async () => {
  const home = mkdtempSync(join(tmpdir(), 'electron-'));
  // Chromium refuses to run its sandbox as root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  app = await _electron.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...sandbox, '.', '--demo'],
    env: { ...definedEnv(), MCP_KEYRING_NODE: process.execPath, MCP_KEYRING_HOME: home },
  });
  page = await app.firstWindow();
});

test('opens our page, and the demo connections are in it', async () => {
  expect(page.url()).toMatch(/^app:\/\/keyring\//);
  await expect(page.getByRole('heading', { name: 'Connections' })).toBeVisible();
  expect(await call('app.info')).toMatchObject({ ok: true, output: { shell: 'desktop', demo: true } });
});

test('gives the page no Node, no network and no new window', async () => {
  expect(await page.evaluate(() => [typeof require, typeof process, typeof module])).toEqual([
    'undefined',
    'undefined',
    'undefined',
  ]);
  const request = page.evaluate(() =>
    fetch('https://example.org/').then(
      () => 'answered',
      () => 'refused',
    ),
  );
  expect(await request).toBe('refused');
  const opened = await page.evaluate(() =>
    (globalThis as unknown as { open(url: string): unknown }).open('about:blank'),
  );
  expect(opened).toBeNull();
  expect(app.windows()).toHaveLength(1);
});

test('runs the window sandboxed and isolated', async () => {
  const preferences = await app.evaluate(({ BrowserWindow }) =>
    // Not in Electron's types, but the only way to see what a window really runs with.
    (
      BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): object }
    ).getLastWebPreferences(),
  );
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  });
});

test('leads nowhere else', async () => {
  await page.evaluate(() => {
    (globalThis as unknown as { location: { href: string } }).location.href = 'https://user:x@example.org/';
  });
  await expect(page.getByRole('heading', { name: 'Connections' })).toBeVisible();
  expect(page.url()).toMatch(/^app:\/\/keyring\//);
});

test('ends with everything it started', async () => {
  const running = { ok: true, output: { state: 'running', pid: expect.any(Number) as unknown } };
  await expect.poll(() => call('server.status')).toMatchObject(running);
  const { output } = (await call('server.status')) as { output: { pid: number } };
  await app.close();
  await expect.poll(() => isAlive(output.pid)).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function installedElectron(): string | undefined {
  const folder = join(import.meta.dirname, '../../node_modules/electron');
  if (!existsSync(join(folder, 'path.txt'))) return undefined;
  const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
  return existsSync(path) ? path : undefined;
}

const definedEnv = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
