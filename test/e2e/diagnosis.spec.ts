import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures.ts';
import { addConnection, openMenu, openScreen, row } from './steps.ts';

const logistics = { system: 'OpenProject', name: 'Logistics', secretLabel: 'API token' } as const;

test('a diagnosis ends in one cause and one button, which leads to a key that works', async ({ window, simulator }) => {
  const site = simulator.sites.openproject;
  const [old, fresh] = [site.issueKey(), site.issueKey()];
  await addConnection(window, { ...logistics, address: site.url, secret: old });

  await test.step('nothing is wrong: every question is answered well', async () => {
    await openMenu(window, 'Logistics', 'Run a diagnosis');
    const dialog = window.getByRole('dialog', { name: 'Diagnosis of “Logistics”' });
    await expect(dialog.getByText('Everything works')).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
  });

  site.revokeKey(old);
  await openMenu(window, 'Logistics', 'Run a diagnosis');
  const dialog = window.getByRole('dialog', { name: 'Diagnosis of “Logistics”' });
  await test.step('a revoked key is the one cause', async () => {
    await expect(dialog.getByRole('alert')).toContainText('OpenProject did not accept the API token');
    await dialog.getByRole('button', { name: 'Copy report' }).click();
    await expect(dialog).not.toContainText(old);
  });
  await test.step('its button leads to the rotation, and after it all is well', async () => {
    await dialog.getByRole('button', { name: 'Rotate the key…' }).click();
    const rotation = window.getByRole('dialog', { name: 'Rotate the key of “Logistics”' });
    await rotation.getByLabel('New API token').first().fill(fresh);
    await rotation.getByRole('button', { name: 'Check the new key' }).click();
    await expect(rotation).toContainText('could not be compared');
    await rotation.getByRole('button', { name: /^Use (the new key|it all the same)$/ }).click();
    await expect(rotation.getByText('The new key is in use')).toBeVisible();
    await rotation.getByRole('button', { name: 'Done' }).click();
    await expect(row(window, 'Logistics')).toContainText('Works');
  });
});

test('all keys are on one time line, in a calendar, and in a file for one’s own', async ({ window, simulator }) => {
  const { openproject, jiraDataCenter } = simulator.sites;
  await addConnection(window, { ...logistics, address: openproject.url, secret: openproject.issueKey() });
  await addConnection(window, {
    ...{ system: 'Jira', name: 'Warehouse', address: jiraDataCenter.url },
    ...{ method: 'Personal access token (Data Center)', secretLabel: 'Personal access token' },
    secret: jiraDataCenter.issueKey({ name: 'laptop', expiresInDays: 5 }),
  });
  await openScreen(window, 'Keys');

  await test.step('what the system itself says of a token is there without asking', async () => {
    await expect(window.getByRole('link', { name: /^Warehouse/ })).toContainText(/5 days/);
    await expect(window.getByRole('list', { name: 'To do' })).toContainText('Warehouse');
  });
  await test.step('the next one due comes first', async () => {
    const keys = window.getByRole('list', { name: /^Keys/ }).getByRole('link');
    await expect(keys.first()).toContainText('Warehouse');
    await expect(keys.last()).toContainText('Logistics');
  });
  await test.step('a reminder can be put off', async () => {
    await window.getByRole('button', { name: /^Remind me later: .*Warehouse/ }).click();
    await window.getByRole('menuitem', { name: 'In 3 days' }).click();
    await expect(window.getByRole('link', { name: /^Rotate/ })).toBeHidden();
  });
  await test.step('the calendar file holds both', async () => {
    const download = window.waitForEvent('download');
    await window.getByRole('button', { name: /Export to calendar/ }).click();
    const path = await (await download).path();
    const text = await readFile(path, 'utf8');
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(text).toContain('Warehouse');
    expect(text).toContain('Logistics');
  });
});
