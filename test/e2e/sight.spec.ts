import { MANIFEST_SCHEMAS, unpackExtension } from '@anthropic-ai/mcpb';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { claudeEntry } from './mcp-clients.ts';
import { addConnection, addToClaude, openScreen } from './steps.ts';

const logistics = { system: 'OpenProject', name: 'Logistics', secretLabel: 'API token' } as const;

test('shows what Claude sees, down to whether a key can be read from there', async ({ window, host, simulator }) => {
  const site = simulator.sites.openproject;
  await addConnection(window, { ...logistics, address: site.url, secret: site.issueKey() });
  await addToClaude(window);
  const sight = window.getByRole('region', { name: 'See what Claude sees' });

  await test.step('Claude’s server has no session bus of the tests: the keychain is out of reach', async () => {
    await sight.getByRole('button', { name: 'Look now' }).click();
    await expect(sight.getByText('1 connection, the same as in this window.')).toBeVisible({ timeout: 30_000 });
    await expect(sight.getByText(/From there the key of “Logistics” cannot be read/).first()).toBeVisible();
  });

  await test.step('with the bus in the entry all is well', async () => {
    const env = { DBUS_SESSION_BUS_ADDRESS: process.env['DBUS_SESSION_BUS_ADDRESS'] };
    const entry = { ...(await claudeEntry(host)), env };
    await writeFile(host.claudeConfig, JSON.stringify({ mcpServers: { 'mcp-keyring': entry } }));
    await sight.getByRole('button', { name: 'Look again' }).click();
    await expect(sight.getByText('Claude can use MCP Keyring.')).toBeVisible({ timeout: 30_000 });
    await expect(sight.getByText('The key of “Logistics” was read, and it works.')).toBeVisible();
    await sight.getByRole('button', { name: /^\d+ tools$/ }).click();
    await expect(sight.getByText('Search items', { exact: true })).toBeVisible();
  });

  await test.step('an entry that leads nowhere is named as such', async () => {
    const entry = { command: join(host.home, 'gone', 'keyring-host'), args: ['mcp'] };
    await writeFile(host.claudeConfig, JSON.stringify({ mcpServers: { 'mcp-keyring': entry } }));
    await sight.getByRole('button', { name: 'Look again' }).click();
    await expect(sight.getByRole('alert')).toContainText('The command is not there.');
  });
});

test('explains Claude’s log as it grows, without the keys in it', async ({ window, host }) => {
  await openScreen(window, 'Claude Desktop');
  const log = window.getByRole('region', { name: 'Claude’s log' });
  await expect(log.getByText(/has not written a log/)).toBeVisible();
  const folder = join(host.home, '.config', 'Claude', 'logs');
  await mkdir(folder);
  const line = '2026-11-21T09:00:00.000Z [mcp-keyring] [error] spawn /old/keyring-host ENOENT opapi-not-for-the-window';
  await writeFile(join(folder, 'mcp-server-mcp-keyring.log'), `${line}\n`);
  await expect(log.getByText('Claude did not find the program that the entry names.')).toBeVisible();
  await log.getByRole('button', { name: /mcp-server-mcp-keyring\.log/ }).click();
  await expect(log.getByRole('log')).toContainText('spawn /old/keyring-host ENOENT');
  await expect(log.getByRole('log')).not.toContainText('opapi-not');
});

test('exports an extension that Claude’s library accepts, and notices both ways at once', async ({ window, host }) => {
  await addToClaude(window);
  const road = window.getByRole('region', { name: 'Second road: an extension' });
  await road.getByRole('button', { name: 'Export as extension (.mcpb)' }).click();
  const path = await road.getByText(/MCP-Keyring-.*\.mcpb$/).innerText();
  expect(path.startsWith(join(host.dataFolder, 'exports'))).toBe(true);

  // As Claude installs it.
  const folder = join(host.home, '.config', 'Claude', 'Claude Extensions', 'local.mcpb.mcp-keyring');
  expect(await unpackExtension({ mcpbPath: path, outputDir: folder, silent: true })).toBe(true);
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  expect(MANIFEST_SCHEMAS['0.3'].safeParse(manifest).success).toBe(true);
  await expect(road.getByRole('alert')).toContainText('Claude has MCP Keyring twice');
  await road.getByRole('button', { name: 'Remove the entry' }).click();
  await window.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await window.getByRole('button', { name: 'Done' }).click();
  expect(await readFile(host.claudeConfig, 'utf8')).not.toContain('mcp-keyring');
  await expect(road.getByRole('alert')).toBeHidden();
  await expect(road.getByText(/The extension is in Claude Desktop and up to date/)).toBeVisible();
});
