import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountOf, expectToHaveLooked, gather, keptInKeychain, mark } from './canary-story.ts';
import { findMarks } from './canary-watch.ts';
import { expect, test } from './fixtures.ts';
import { startNewEraClient } from './mcp-clients.ts';
import { addConnection, addToClaude, offerNewKey, openMenu, openScreen } from './steps.ts';

test('keys that are rotated, made, diagnosed or read from a file are nowhere else either', async ({
  host,
  page,
  simulator,
}) => {
  test.slow();
  const { openproject, jiraDataCenter } = simulator.sites;
  const passing = {
    'old key': mark('old'),
    'fresh key': mark('fresh'),
    'refused key': mark('refused'),
    filed: mark('filed'),
  };
  for (const name of ['old key', 'fresh key', 'filed'] as const) openproject.issueKey({ secret: passing[name] });
  const token = jiraDataCenter.issueKey({ name: 'by hand', expiresInDays: 30 });
  // Outside the home, whose every file is looked at.
  const elsewhere = await mkdtemp(join(tmpdir(), 'canary-key-'));
  const keyFile = join(elsewhere, 'token');
  await writeFile(keyFile, `${passing.filed}\n`);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const all = await gather(host, page);
  const logistics = { system: 'OpenProject', name: 'Logistics', secretLabel: 'API token' } as const;
  await addConnection(page, { ...logistics, address: openproject.url, secret: passing['old key'] });
  await addConnection(page, {
    ...{ system: 'Jira', name: 'Warehouse', address: jiraDataCenter.url, secret: token },
    ...{ method: 'Personal access token (Data Center)', secretLabel: 'Personal access token' },
  });
  await addConnection(page, { ...logistics, name: 'Fleet', address: openproject.url, keyFile });
  await addToClaude(page);
  await all.start(startNewEraClient(host));
  for (const name of ['Logistics', 'Fleet']) await all.callAll(name);

  await test.step('a key that is refused, one that is compared, used and taken back', async () => {
    const dialog = await offerNewKey(page, 'Logistics', 'New API token', passing['refused key']);
    await expect(dialog.getByRole('alert')).toContainText('did not accept');
    await dialog.getByLabel('New API token').first().fill(passing['fresh key']);
    await dialog.getByRole('button', { name: 'Check the new key' }).click();
    await dialog.getByRole('button', { name: 'Use the new key' }).click();
    await expect(dialog.getByText('The new key is in use')).toBeVisible();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await all.callAll('Logistics');
    await openMenu(page, 'Logistics', /Rotate key/);
    await dialog.getByRole('button', { name: 'Put the old key back' }).click();
    await expect(dialog).toContainText(/old key is (back )?in use/i);
    await page.keyboard.press('Escape');
    await expect.poll(async () => keptInKeychain(await accountOf(host, 'Logistics', 2))).toBeNull();
    expect(await keptInKeychain(await accountOf(host, 'Logistics', 1))).toBe(passing['old key']);
  });

  const made = await test.step('a token that the system makes', async () => {
    await openMenu(page, 'Warehouse', /Rotate key/);
    const dialog = page.getByRole('dialog', { name: 'Rotate the key of “Warehouse”' });
    await dialog.getByRole('button', { name: 'Rotate now' }).click();
    await expect(dialog.getByText('The new key is in use')).toBeVisible();
    const secret = await keptInKeychain(await accountOf(host, 'Warehouse', 2));
    await dialog.getByRole('button', { name: 'Revoke the old key now' }).click();
    await expect.poll(async () => keptInKeychain(await accountOf(host, 'Warehouse', 1))).toBeNull();
    await page.keyboard.press('Escape');
    await all.callAll('Warehouse');
    return secret ?? '';
  });
  expect(made).not.toBe(token);
  expect(made.length).toBeGreaterThan(20);

  await test.step('diagnoses of keys that are refused, in the window and in a terminal', async () => {
    for (const site of [openproject, jiraDataCenter]) site.switch('expired-key');
    for (const name of ['Logistics', 'Fleet', 'Warehouse']) {
      await openScreen(page, 'Connections');
      await openMenu(page, name, 'Run a diagnosis');
      const dialog = page.getByRole('dialog', { name: `Diagnosis of “${name}”` });
      await expect(dialog.getByRole('alert')).toBeVisible();
      await dialog.getByRole('button', { name: 'Copy report' }).click();
      await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toContain(`Connection: ${name}`);
      all.note('copied report', await page.evaluate<string>('navigator.clipboard.readText()'));
      await dialog.getByRole('button', { name: 'Close' }).last().click();
    }
    await all.callAll('Fleet');
    const doctor = await host.run(['doctor', '--json']);
    expect(doctor.code).toBe(1);
    expect(JSON.parse(doctor.output)).toBeTruthy();
    all.note('output of doctor', doctor.output);
  });

  const seen = await all.end();
  expectToHaveLooked(seen, host);
  expect(findMarks(seen, { name: 'Fleet' })).toEqual(
    expect.arrayContaining(['copied report: name', 'output of doctor: name']),
  );
  expect(findMarks(seen, { ...passing, 'token by hand': token, 'made token': made })).toEqual([]);
  await rm(elsewhere, { recursive: true });
});
