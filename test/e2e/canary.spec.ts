import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountOf, expectToHaveLooked, gather, keptInKeychain, mark } from './canary-story.ts';
import { filesIn, findMarks } from './canary-watch.ts';
import { expect, test, testWithoutKeychain } from './fixtures.ts';
import { startNewEraClient, startOldEraClient } from './mcp-clients.ts';
import {
  addConnection,
  addToClaude,
  allowAccess,
  fillConnection,
  offerNewKey,
  openMenu,
  openScreen,
  rotateKey,
  row,
  tryTool,
} from './steps.ts';

const marks = {
  'first key': mark('first'),
  'new key': mark('second'),
  'wrong key': mark('wrong'),
  'API token': mark('jira'),
  'access token': mark('tp'),
};
const vaultMarks = {
  passphrase: mark('passphrase'),
  'wrong passphrase': mark('mistyped'),
  'key in the vault': mark('vaulted'),
};

test('the search for marks finds them however they are written', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'canary-'));
  const secret = marks['first key'];
  const written = [
    secret,
    Buffer.from(secret).toString('base64'),
    Buffer.from(`apikey:${secret}`).toString('base64'),
    Buffer.from(`mia.larsen@harbourpine.example:${secret}`).toString('base64url'),
    encodeURIComponent(secret),
    new URLSearchParams({ access_token: secret }).toString(),
    JSON.stringify({ secret }),
  ];
  for (const text of written) {
    await writeFile(join(folder, 'planted'), `before ${text} after`);
    expect(findMarks(await filesIn(folder), marks), text).toEqual([`${join(folder, 'planted')}: first key`]);
  }
  await writeFile(join(folder, 'planted'), Buffer.from(`apikey:${marks['new key'].slice(0, -30)}`).toString('base64'));
  expect(findMarks(await filesIn(folder), marks)).toEqual([]);
  await rm(folder, { recursive: true });
});

test('keys are in the keychain and nowhere else', async ({ host, page, simulator }) => {
  test.slow(); // A whole story, and a look at everything it left behind.
  const { openproject, jiraCloud, targetprocess } = simulator.sites;
  for (const name of ['first key', 'new key'] as const) openproject.issueKey({ secret: marks[name] });
  jiraCloud.issueKey({ secret: marks['API token'] });
  targetprocess.issueKey({ secret: marks['access token'] });
  // A file that is there is copied before it is changed.
  await writeFile(host.claudeConfig, '{}');
  const all = await gather(host, page);
  const logistics = { system: 'OpenProject', name: 'Logistics', secretLabel: 'API token' } as const;

  await fillConnection(page, { ...logistics, address: openproject.url, secret: marks['wrong key'] });
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('did not accept');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await addConnection(page, { ...logistics, address: openproject.url, secret: marks['first key'] });
  await addConnection(page, {
    ...{ system: 'Jira', name: 'Teams', address: jiraCloud.url, secretLabel: 'API token', secret: marks['API token'] },
    account: { label: 'E-mail address', text: 'mia.larsen@harbourpine.example' },
  });
  await addConnection(page, {
    ...{ system: 'Targetprocess', name: 'Payments', address: targetprocess.url },
    ...{ secretLabel: 'Access token', secret: marks['access token'] },
  });
  const account = (name: string, version: number) => accountOf(host, name, version);
  expect(await keptInKeychain(await account('Logistics', 1))).toBe(marks['first key']);

  await addToClaude(page);
  await Promise.all([all.start(startOldEraClient(host)), all.start(startNewEraClient(host))]);
  for (const name of ['Logistics', 'Teams', 'Payments']) await all.callAll(name);
  expect(await tryTool(page, 'Check a connection', { connection: 'Logistics' })).toContain('Mia Larsen');
  await openScreen(page, 'Settings');
  await page.getByRole('button', { name: 'Make one in my documents' }).click();
  const folder = page.getByRole('textbox', { name: 'Folder' });
  await expect(folder).toHaveValue(/attachments$/);
  await writeFile(join(await folder.inputValue(), 'note.txt'), 'A file to upload');
  for (const name of ['Logistics', 'Teams', 'Payments']) {
    await allowAccess(page, name, 'Read and write');
    expect(await all.writeAll(name)).toBeGreaterThanOrEqual(5);
  }
  // Systems that fail write most into logs.
  for (const site of [openproject, jiraCloud, targetprocess]) site.switch('server-error');
  await all.callAll('Payments');
  for (const site of [openproject, jiraCloud, targetprocess]) site.switch('expired-key');
  for (const name of ['Logistics', 'Teams', 'Payments']) await all.callAll(name);
  await all.writeAll('Payments');
  for (const site of [openproject, jiraCloud, targetprocess]) site.switch('none');

  const refused = await offerNewKey(page, 'Logistics', 'New API token', marks['wrong key']);
  await expect(refused.getByRole('alert')).toContainText('did not accept');
  await refused.getByRole('button', { name: 'Cancel' }).click();
  await rotateKey(page, 'Logistics', 'New API token', marks['new key']);
  await expect(row(page, 'Logistics')).toContainText('Works');
  await all.callAll('Logistics');
  expect(await keptInKeychain(await account('Logistics', 2))).toBe(marks['new key']);
  // For putting it back; then it is forgotten.
  expect(await keptInKeychain(await account('Logistics', 1))).toBe(marks['first key']);
  await openMenu(page, 'Logistics', /Rotate key/);
  await page.getByRole('button', { name: 'I revoked it: forget the old key now' }).click();
  await expect.poll(async () => keptInKeychain(await account('Logistics', 1))).toBeNull();
  await page.keyboard.press('Escape');

  const removed = await account('Payments', 1);
  expect(await keptInKeychain(removed)).toBe(marks['access token']);
  await openMenu(page, 'Payments', 'Remove');
  await expect(row(page, 'Payments')).toBeHidden();
  const seen = await all.end();
  expectToHaveLooked(seen, host);
  expect(seen.some(({ where }) => where.includes('backups'))).toBe(true);
  expect(findMarks(seen, marks)).toEqual([]);
  expect(await keptInKeychain(removed)).toBeNull();
});

testWithoutKeychain('with a vault, neither passphrase nor key is anywhere', async ({ host, page, simulator }) => {
  const site = simulator.sites.openproject;
  site.issueKey({ secret: vaultMarks['key in the vault'] });
  test.slow();
  const all = await gather(host, page);
  await openScreen(page, 'Settings');
  await page.getByRole('main').getByRole('button', { name: 'Create vault' }).click();
  await page.getByRole('dialog').getByLabel('Passphrase').first().fill(vaultMarks.passphrase);
  await page.getByRole('dialog').getByLabel('The same again').first().fill(vaultMarks.passphrase);
  await page.getByRole('dialog').getByRole('button', { name: 'Create vault' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await openScreen(page, 'Connections');
  await addConnection(page, {
    ...{ system: 'OpenProject', name: 'Logistics', address: site.url },
    ...{ secretLabel: 'API token', secret: vaultMarks['key in the vault'] },
  });
  await addToClaude(page);
  await all.start(startNewEraClient(host));
  await all.callAll('Logistics');

  await openScreen(page, 'Settings');
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await page.getByRole('main').getByRole('button', { name: 'Unlock' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Passphrase').first().fill(vaultMarks['wrong passphrase']);
  await dialog.getByRole('button', { name: 'Unlock' }).click();
  await expect(dialog.getByRole('alert')).toContainText(/passphrase/i);
  await all.callAll('Logistics');
  await dialog.getByLabel('Passphrase').first().fill(vaultMarks.passphrase);
  await dialog.getByRole('button', { name: 'Unlock' }).click();
  await expect(dialog).toBeHidden();
  await all.callAll('Logistics');
  await openScreen(page, 'Connections');
  await expect(row(page, 'Logistics')).toBeVisible();

  const seen = await all.end();
  expectToHaveLooked(seen, host);
  expect(seen.some(({ where }) => where.endsWith('vault.json'))).toBe(true);
  expect(findMarks(seen, vaultMarks)).toEqual([]);
});
