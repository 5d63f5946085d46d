import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { expect, openWindow, test } from './fixtures.ts';
import { KeyringHost } from './keyring-host.ts';
import { startNewEraClient, startOldEraClient } from './mcp-clients.ts';
import { addConnection, addToClaude, offerNewKey, openMenu, openScreen, rotateKey, row, tryTool } from './steps.ts';

const logistics = { system: 'OpenProject', name: 'Logistics', secretLabel: 'API token' } as const;
const tokens = { system: 'Jira', name: 'Warehouse', method: 'Personal access token (Data Center)' } as const;
const hint = (key: string): string => `…${key.slice(-4)}`;
const inUse = 'The new key is in use';

test('a rotated key can be put back, and is forgotten when the user says so', async ({ window, simulator }) => {
  const site = simulator.sites.openproject;
  const [first, second, third] = [site.issueKey(), site.issueKey(), site.issueKey()];
  await addConnection(window, { ...logistics, address: site.url, secret: first });
  const dialog = window.getByRole('dialog', { name: 'Rotate the key of “Logistics”' });

  await test.step('the new key is compared with the old one before anything changes', async () => {
    await offerNewKey(window, 'Logistics', 'New API token', second);
    await expect(dialog.getByRole('status')).toContainText('It belongs to Mia Larsen');
    await expect(dialog).toContainText(`Nothing has changed yet: the old key (${hint(first)}) is in use.`);
    await dialog.getByRole('button', { name: 'Use the new key' }).click();
    await expect(dialog.getByText(inUse)).toBeVisible();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(row(window, 'Logistics')).toContainText(hint(second));
  });

  await test.step('one click puts the old one back', async () => {
    await openMenu(window, 'Logistics', /Rotate key/);
    await dialog.getByRole('button', { name: 'Put the old key back' }).click();
    await expect(dialog).toContainText(/old key is (back )?in use/i);
    await window.keyboard.press('Escape');
    await expect(row(window, 'Logistics')).toContainText(hint(first));
    site.revokeKey(second);
    expect(await tryTool(window, 'Check a connection', { connection: 'Logistics' })).toContain('Mia Larsen');
  });

  await test.step('another rotation, and the old key is forgotten; the history tells both', async () => {
    await rotateKey(window, 'Logistics', 'New API token', third);
    await openMenu(window, 'Logistics', /Rotate key/);
    await dialog.getByRole('button', { name: 'I revoked it: forget the old key now' }).click();
    await expect(dialog.getByRole('button', { name: 'Put the old key back' })).toBeHidden();
    await window.keyboard.press('Escape');
    site.revokeKey(first);
    expect(await tryTool(window, 'Check a connection', { connection: 'Logistics' })).toContain('Mia Larsen');
    await openScreen(window, 'Keys');
    await expect(window.getByText('Delete the old key')).toBeHidden();
    await window.getByRole('link', { name: /^Logistics/ }).click();
    await expect(window.getByText(`${hint(first)} → ${hint(third)}`)).toBeVisible();
    await expect(window.getByText(`${hint(first)} → ${hint(second)}`)).toBeVisible();
  });
});

test('connections that share a key get the new one together', async ({ window, simulator }) => {
  const site = simulator.sites.openproject;
  const [old, fresh] = [site.issueKey(), site.issueKey()];
  for (const name of ['Logistics', 'Fleet'])
    await addConnection(window, { ...logistics, name, address: site.url, secret: old });
  await openMenu(window, 'Logistics', /Rotate key/);
  const dialog = window.getByRole('dialog', { name: 'Rotate the key of “Logistics”' });
  await expect(dialog.getByRole('checkbox', { name: /Fleet/ })).toBeChecked();
  await dialog.getByLabel('New API token').first().fill(fresh);
  await dialog.getByRole('button', { name: 'Check the new key' }).click();
  await dialog.getByRole('button', { name: 'Use the new key' }).click();
  await expect(dialog.getByText(inUse)).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  site.revokeKey(old);
  for (const name of ['Logistics', 'Fleet']) {
    await expect(row(window, name)).toContainText(hint(fresh));
    expect(await tryTool(window, 'Check a connection', { connection: name })).toContain('Mia Larsen');
    await openScreen(window, 'Connections');
  }
});

test('a Data Center token is made, swapped and revoked with one click', async ({ window, simulator }) => {
  const site = simulator.sites.jiraDataCenter;
  const old = site.issueKey({ name: 'by hand', expiresInDays: 30 });
  await addConnection(window, {
    ...{ ...tokens, address: site.url, secretLabel: 'Personal access token', secret: old },
  });
  await openMenu(window, 'Warehouse', /Rotate key/);
  const dialog = window.getByRole('dialog', { name: 'Rotate the key of “Warehouse”' });
  await dialog.getByRole('button', { name: 'Rotate now' }).click();
  await expect(dialog.getByText(inUse)).toBeVisible();
  expect(
    site.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/pat/latest/tokens')),
  ).toHaveLength(1);
  await dialog.getByRole('button', { name: 'Revoke the old key now' }).click();
  await expect(dialog.getByRole('button', { name: 'Revoke the old key now' })).toBeHidden();
  expect(site.requests.filter(({ method, status }) => method === 'DELETE' && status === 204)).toHaveLength(1);
  await window.keyboard.press('Escape');
  await expect(row(window, 'Warehouse')).not.toContainText(hint(old));
  expect(await tryTool(window, 'Check a connection', { connection: 'Warehouse' })).toContain('Mia Larsen');
});

test('over MCP, calls before, during and after a rotation are all answered', async ({ window, host, simulator }) => {
  const site = simulator.sites.openproject;
  const [old, fresh] = [site.issueKey(), site.issueKey()];
  await addConnection(window, { ...logistics, address: site.url, secret: old });
  await addToClaude(window);
  const [oldEra, newEra] = await Promise.all([startOldEraClient(host), startNewEraClient(host)]);
  const search = (client: typeof oldEra) => client.call('search_items', { connection: 'Logistics', limit: 1 });
  for (const client of [oldEra, newEra]) expect((await search(client)).isError).toBe(false);

  const dialog = await offerNewKey(window, 'Logistics', 'New API token', fresh);
  await expect(dialog.getByRole('button', { name: 'Use the new key' })).toBeVisible();
  await test.step('calls that began with the old key are under way while it is replaced and revoked', async () => {
    const before = site.requests.length;
    site.switch('slow', { delayMs: 4_000 });
    const underWay = [oldEra, newEra].map((client) =>
      client.call('search_items', { connection: 'Logistics', project: 'Showroom Bergen', limit: 1 }),
    );
    await expect.poll(() => site.requests.length).toBeGreaterThanOrEqual(before + 2);
    site.switch('none');
    await dialog.getByRole('button', { name: 'Use the new key' }).click();
    await expect(dialog.getByText(inUse)).toBeVisible();
    site.revokeKey(old);
    for (const answer of await Promise.all(underWay)) expect(answer).toMatchObject({ isError: false });
    // What they asked next was refused, and asked once more with the new key.
    expect(site.requests.filter(({ status }) => status === 401).length).toBeGreaterThanOrEqual(2);
  });
  await test.step('the next calls use the new key without asking for the old one', async () => {
    const refused = (): number => site.requests.filter(({ status }) => status === 401).length;
    const before = refused();
    for (const client of [oldEra, newEra]) expect((await search(client)).isError).toBe(false);
    expect(refused()).toBe(before);
  });
  const told = await newEra.call('list_connections');
  expect(told.text).toContain('key 0 days old');
  await Promise.all([oldEra.close(), newEra.close()]);
});

const journal = z.looseObject({
  connections: z.tuple([z.looseObject({ credential: z.unknown() })]),
  rotations: z.tuple([
    z.looseObject({
      step: z.string(),
      members: z.tuple([z.looseObject({ before: z.looseObject({ credential: z.unknown() }) })]),
    }),
  ]),
});

/** As a power cut leaves it after the new key was stored and before it was swapped in; test/process/rotation pulls the plug for real. */
async function cutShort(host: KeyringHost): Promise<void> {
  const path = join(host.dataFolder, 'connections.json');
  const content = journal.parse(JSON.parse(await readFile(path, 'utf8')));
  const [connection] = content.connections;
  const [rotation] = content.rotations;
  connection.credential = rotation.members[0].before.credential;
  rotation.step = 'stored';
  delete rotation['graceUntil'];
  await writeFile(path, JSON.stringify(content));
}

test('a rotation that was cut short waits for the user, and goes on where it stopped', async ({
  page,
  host,
  simulator,
}) => {
  const site = simulator.sites.openproject;
  const [old, fresh] = [site.issueKey(), site.issueKey()];
  await openWindow(page, host);
  await addConnection(page, { ...logistics, address: site.url, secret: old });
  await rotateKey(page, 'Logistics', 'New API token', fresh);
  await host.stop();
  await cutShort(host);

  const again = await KeyringHost.start({ simulator, home: host.home });
  await openWindow(page, again);
  await expect(row(page, 'Logistics')).toContainText(hint(old));
  expect(await tryTool(page, 'Check a connection', { connection: 'Logistics' })).toContain('Mia Larsen');
  await openScreen(page, 'Keys');
  await expect(page.getByText('was interrupted').first()).toBeVisible();
  await openScreen(page, 'Connections');
  await openMenu(page, 'Logistics', /Rotate key/);
  const dialog = page.getByRole('dialog', { name: 'Rotate the key of “Logistics”' });
  await expect(dialog).toContainText(`The old key (${hint(old)}) is in use`);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog.getByText(inUse)).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  site.revokeKey(old);
  await expect(row(page, 'Logistics')).toContainText(hint(fresh));
  expect(await tryTool(page, 'Check a connection', { connection: 'Logistics' })).toContain('Mia Larsen');
  await again.stop();
});
