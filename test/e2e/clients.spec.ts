import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { clientOf } from '../../src/clients/catalog.ts';
import type { ClientId } from '../../src/clients/client.ts';
import { serverIn } from '../../src/clients/formats/put-server.ts';
import { expect, test } from './fixtures.ts';
import type { KeyringHost } from './keyring-host.ts';
import { startNewEraClient } from './mcp-clients.ts';
import { addConnection, openScreen, row, type NewConnection } from './steps.ts';

const installed: readonly { id: ClientId; name: string; file: string; text: string }[] = [
  {
    id: 'cursor',
    name: 'Cursor',
    file: '.cursor/mcp.json',
    text: '{\r\n\t"mcpServers": {\r\n\t\t"other": { "url": "https://x.example" } // mine\r\n\t}\r\n}',
  },
  {
    id: 'codex',
    name: 'Codex',
    file: '.codex/config.toml',
    text: 'model = "x" # mine\n\n[mcp_servers.other]\ncommand = "npx"\n',
  },
  {
    id: 'goose',
    name: 'Goose',
    file: '.config/goose/config.yaml',
    text: 'GOOSE_MODEL: x\nextensions:\n  developer: # mine\n    enabled: true\n    type: builtin\n',
  },
];

async function install(host: KeyringHost): Promise<void> {
  for (const { file, text } of installed) {
    await mkdir(dirname(join(host.home, file)), { recursive: true });
    await writeFile(join(host.home, file), text);
  }
}

const textOf = (host: KeyringHost, file: string): Promise<string> => readFile(join(host.home, file), 'utf8');

async function entryOf(host: KeyringHost, id: ClientId, file: string) {
  const { format, list, understand } = clientOf(id);
  const found = serverIn(format, await textOf(host, file), list, 'mcp-keyring');
  const entry = found && understand(found.value);
  return entry && { command: entry.command, args: [...entry.args] };
}

test('other clients get the entry as it was shown, and their files back to the byte', async ({ window, host }) => {
  await install(host);
  await openScreen(window, 'Clients');
  for (const { id, name, file } of installed) {
    await window.getByRole('button', { name: `Add to ${name}` }).click();
    const dialog = window.getByRole('dialog');
    await expect(dialog.getByRole('region', { name: /change/ })).toContainText('mcp-keyring');
    await dialog.getByRole('button', { name: /^Add( to the file)?$/ }).click();
    await expect(dialog.getByText(`MCP Keyring is in ${name}`)).toBeVisible();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(row(window, name)).toContainText('Added');
    expect((await entryOf(host, id, file))?.args.slice(-2)).toEqual(['--client', id]);
  }
  for (const { name, file, text } of installed) {
    await window.getByRole('button', { name: `Remove from ${name}` }).click();
    const dialog = window.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(row(window, name)).toContainText('Not added');
    expect(await textOf(host, file)).toBe(text);
  }
});

test('one client sees fewer connections than another, from its next call on', async ({ window, host, simulator }) => {
  await install(host);
  const { url } = simulator.sites.openproject;
  const secret = simulator.sites.openproject.issueKey();
  const connection = (name: string): NewConnection => ({
    ...{ system: 'OpenProject', name, address: url, secretLabel: 'API token', secret },
  });
  await addConnection(window, connection('Work'));
  await addConnection(window, connection('Home'));
  await openScreen(window, 'Clients');
  for (const name of ['Codex', 'Goose']) {
    await window.getByRole('button', { name: `Add to ${name}` }).click();
    await window.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
    await window.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  }
  const [codex, goose] = await Promise.all(
    installed.slice(1).map(async ({ id, file }) => {
      const entry = await entryOf(host, id, file);
      return startNewEraClient(host, entry && { entry });
    }),
  );
  const seen = async (client: typeof codex) => (await client!.call('list_connections')).text;
  expect(await seen(codex)).toMatch(/Work.*Home/s);

  await window.getByRole('button', { name: /^Access of Codex/ }).click();
  const dialog = window.getByRole('dialog', { name: 'Access of Codex' });
  await dialog.getByRole('radio', { name: 'its own' }).check();
  await dialog.getByRole('combobox', { name: 'Access to Home' }).click();
  await window.getByRole('option', { name: 'No access' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(window.getByRole('button', { name: 'Access of Codex: No access to “Home”' })).toBeVisible();

  expect(await seen(codex)).not.toContain('Home');
  expect(await codex!.call('check_connection', { connection: 'Home' })).toMatchObject({ isError: true });
  expect(await seen(goose)).toMatch(/Work.*Home/s);
  await Promise.all([codex!.close(), goose!.close()]);
});
