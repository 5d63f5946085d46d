import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { z } from 'zod';
import { filesIn, findMarks, watchPage, watchProcesses, type Seen } from './canary-watch.ts';
import { expect, openWindow, test, testWithoutKeychain } from './fixtures.ts';
import type { KeyringHost } from './keyring-host.ts';
import { firstItem, startNewEraClient, startOldEraClient, type McpClient } from './mcp-clients.ts';
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
import type { KeytarModule } from '../../src/secrets/load-keytar.ts';
import { keychainService } from '../../src/secrets/secret-store.ts';

/** Unlike anything else, and with signs that URLs and JSON write differently. */
const mark = (name: string): string => `canary+${name}/${crypto.randomUUID()}==`;

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

/** Everything a test gathers while it runs. */
async function gather(host: KeyringHost, page: Page) {
  await openWindow(page, host);
  const clients: McpClient[] = [];
  const answers: { where: string; text: string }[] = [];
  const inPage = await watchPage(page);
  const processes = watchProcesses(() => [host.pid, ...clients.map(({ pid }) => pid)]);
  return {
    start: async (client: Promise<McpClient>) => {
      clients.push(await client);
    },
    /** Calls every tool through every client. */
    callAll: async (connection: string) => {
      for (const client of clients) {
        const ask = async (tool: string, args: Record<string, unknown>) => {
          const answer = await client.call(tool, args);
          answers.push({ where: `answer of ${tool}`, text: JSON.stringify(answer.raw) });
          return answer;
        };
        await ask('list_connections', {});
        await ask('list_projects', { connection, limit: 2 });
        await ask('check_connection', { connection });
        const found = await ask('search_items', { connection, limit: 2 });
        if (!found.isError) await ask('get_item', { connection, ids: firstItem(found).id });
      }
    },
    /** Writes, moves files and calls the system itself, through the last client; what is refused is an answer too. */
    writeAll: async (connection: string) => {
      const client = clients.at(-1);
      if (client === undefined) throw new Error('There is no client');
      const ask = async (tool: string, args: Record<string, unknown>) => {
        const answer = await client.call(tool, { connection, ...args });
        answers.push({ where: `answer of ${tool}`, text: JSON.stringify(answer.raw) });
        return answer;
      };
      const found = await ask('search_items', { limit: 1 });
      const item = found.isError ? '1' : firstItem(found).id;
      const include = ['comments', 'history', 'links', 'attachments', 'time', 'watchers'];
      const answered = [
        await ask('get_item', { ids: item, include }),
        await ask('update_item', { items: [{ id: item, title: 'Renamed', state: 'no such state' }] }),
        await ask('comment_item', { item, action: 'add', text: 'A comment' }),
        await ask('add_attachment', { item, file: 'note.txt' }),
        await ask('get_attachment', { item, attachment: 'note.txt' }),
        await ask('list_people', { limit: 2 }),
        await ask('call_operation', { method: 'GET', path: '/no/such/path' }),
      ];
      return answered.filter(({ isError }) => !isError).length;
    },
    /** Ends everything, and says all that was seen. */
    end: async (): Promise<Seen> => {
      const fromPage = await inPage.seen();
      const fromProcesses = await processes.stop();
      await Promise.all(clients.map((client) => client.close()));
      await host.stop();
      return [
        ...fromPage,
        ...fromProcesses,
        ...answers,
        ...clients.map((client) => ({ where: 'stderr of an MCP server', text: client.log() })),
        { where: 'output of the host', text: host.output },
        ...(await filesIn(host.home)),
      ];
    },
  };
}

/** A watcher that sees nothing would find no marks either: what is no secret has to be found in all these places. */
function expectToHaveLooked(seen: Seen, host: KeyringHost): void {
  const places = findMarks(seen, { name: 'Logistics' }).join('\n');
  const known = ['answer of /api/call', 'page', 'answer of list_connections', 'answer of get_item', 'connections.json'];
  for (const place of known) expect(places).toContain(place);
  expect(findMarks(seen, { tool: 'search_items' }).join('\n')).toContain(join('mcp-keyring', 'activity'));
  expect(findMarks(seen, { owner: 'Mia Larsen' })).toContain('answer of /api/call: owner');
  expect(findMarks(seen, { event: 'connections.changed' })).toContain('event: event');
  expect(findMarks(seen, { output: host.address })).toContain('output of the host: output');
  for (const file of ['host.log', 'claude_desktop_config.json'])
    expect(seen.some(({ where }) => where.endsWith(file))).toBe(true);
  if (process.platform === 'linux') expect(findMarks(seen, { home: host.home })).toContain('process: home');
}

const connectionFile = z.looseObject({
  connections: z.array(
    z.looseObject({ id: z.string(), name: z.string(), credential: z.looseObject({ field: z.string() }) }),
  ),
});

/** The keychain's account for a version of a connection's key. */
async function accountOf(host: KeyringHost, name: string, version: number): Promise<string> {
  const file = connectionFile.parse(JSON.parse(await readFile(join(host.dataFolder, 'connections.json'), 'utf8')));
  const connection = file.connections.find((each) => each.name === name);
  if (connection === undefined) throw new Error(`There is no connection "${name}"`);
  return `${connection.id}/${connection.credential.field}/${version}`;
}

/** Read past the product. Null: there is none. */
async function keptInKeychain(account: string): Promise<string | null> {
  const { AsyncEntry } = createRequire(import.meta.url)('keytar') as KeytarModule;
  const store = process.platform === 'linux' ? ({ linux: { store: 'secret-service' } } as const) : undefined;
  return (await new AsyncEntry(keychainService, account, store).getPassword()) ?? null;
}

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
