import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from './fixtures.ts';
import { firstItem, startNewEraClient, startOldEraClient } from './mcp-clients.ts';
import { allTools } from '../tool-names.ts';
import { addConnection, addToClaude, fillConnection, openMenu, openScreen, rotateKey, row, tryTool } from './steps.ts';

test('from the first start to Claude, through a new key, and out again', async ({ window, host, simulator }) => {
  const site = simulator.sites.openproject;
  const oldKey = site.issueKey();
  const connection = {
    system: 'OpenProject',
    name: 'Logistics',
    address: site.url,
    secretLabel: 'API token',
    secret: oldKey,
  } as const;
  // Claude has settings of its own, written by hand.
  const before =
    '{\n    "preferences": { "theme": "dark" },\n\n    "mcpServers": {\n        "files": {"command": "/usr/bin/files"}\n    }\n}\n';
  await writeFile(host.claudeConfig, before);

  await test.step('a new user adds a connection and sees whose key it is', async () => {
    await expect(window.getByRole('heading', { name: 'Connect your first system' })).toBeVisible();
    await fillConnection(window, connection);
    await window.getByRole('button', { name: 'Test', exact: true }).click();
    await expect(window.getByRole('status').filter({ hasText: 'Works: signed in as Mia Larsen' })).toBeVisible();
    await window.getByRole('button', { name: 'Save' }).click();
    await expect(row(window, 'Logistics')).toContainText('Works');
    await expect(row(window, 'Logistics')).toContainText(`…${oldKey.slice(-4)}`);
  });

  await test.step('the server runs, shows its tools, and answers a call', async () => {
    await openScreen(window, 'MCP server');
    await expect(window.getByText('Running', { exact: true })).toBeVisible();
    const answer = await tryTool(window, 'List projects');
    expect(answer).toContain('Logistics');
    await expect(window.getByRole('log')).toContainText('list_projects');
  });

  await test.step('one click writes the entry into Claude, and nothing else changes', async () => {
    await addToClaude(window);
    const after = await readFile(host.claudeConfig, 'utf8');
    expect(JSON.parse(after)).toMatchObject({
      preferences: { theme: 'dark' },
      mcpServers: { files: { command: '/usr/bin/files' } },
    });
    expect(after).toContain('\n        "files": {"command": "/usr/bin/files"}');
  });

  const [oldEra, newEra] = await Promise.all([startOldEraClient(host), startNewEraClient(host)]);
  await test.step('Claude starts the entry and works with it, in both protocol eras', async () => {
    expect(newEra.protocolVersion).toBe('2026-07-28');
    for (const client of [oldEra, newEra]) {
      expect((await client.tools()).toSorted()).toEqual(allTools.toSorted());
      expect((await client.call('list_connections')).text).toContain('Logistics');
      expect((await client.call('check_connection', { connection: 'logistics' })).text).toContain('Mia Larsen');
      expect((await client.call('list_projects', { connection: 'Logistics' })).isError).toBe(false);
      const found = await client.call('search_items', { connection: 'Logistics', limit: 5 });
      const { id } = firstItem(found);
      expect((await client.call('get_item', { connection: 'Logistics', ids: id })).text).toContain(id);
    }
  });

  await test.step('the key is replaced; running servers use the new one on their next call', async () => {
    const newKey = site.issueKey();
    await rotateKey(window, 'Logistics', 'New API token', newKey);
    await expect(row(window, 'Logistics')).toContainText(`…${newKey.slice(-4)}`);
    site.revokeKey(oldKey);
    for (const client of [oldEra, newEra]) {
      expect(await client.call('check_connection', { connection: 'Logistics' })).toMatchObject({ isError: false });
    }
  });

  await test.step('a key that is revoked is told as what it is', async () => {
    site.switch('expired-key');
    const answer = await newEra.call('search_items', { connection: 'Logistics' });
    expect(answer.isError).toBe(true);
    expect(answer.text).toMatch(/did not accept the API token/);
    site.switch('none');
  });

  await test.step('the connection is removed, for Claude too', async () => {
    await openMenu(window, 'Logistics', 'Remove');
    await expect(window.getByRole('heading', { name: 'Connect your first system' })).toBeVisible();
    expect((await newEra.call('check_connection', { connection: 'Logistics' })).isError).toBe(true);
  });

  await test.step('the entry is taken out, and Claude’s file is as it was', async () => {
    await openScreen(window, 'Claude Desktop');
    await window.getByRole('button', { name: 'Remove' }).click();
    await window.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(window.getByText('MCP Keyring was taken out of Claude Desktop')).toBeVisible();
    expect(await readFile(host.claudeConfig, 'utf8')).toBe(before);
  });
  await Promise.all([oldEra.close(), newEra.close()]);
});

test('a removal can be undone for a few seconds', async ({ window, simulator }) => {
  const site = simulator.sites.openproject;
  await addConnection(window, {
    system: 'OpenProject',
    name: 'Logistics',
    address: site.url,
    secretLabel: 'API token',
    secret: site.issueKey(),
  });
  await openMenu(window, 'Logistics', 'Remove');
  await window.getByRole('button', { name: 'Undo' }).click();
  await expect(row(window, 'Logistics')).toContainText('Works');
  expect(await tryTool(window, 'List projects')).toContain('Logistics');
});
