import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { filesIn, findMarks, watchPage } from './canary-watch.ts';
import { expect, test } from './fixtures.ts';
import type { KeyringHost } from './keyring-host.ts';

const key = 'ghp_e2eCanary0123456789abcdefghijklmnop';
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Somebody else's MCP server: it tells what its key hashes to. */
const server = `
const { createHash } = require('node:crypto');
const say = (id, result) => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', id, result }) + '\\n');
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params } = JSON.parse(line);
  if (method === 'initialize')
    say(id, { protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'theirs', version: '1' } });
  if (method === 'tools/list') say(id, { tools: [{ name: 'key', inputSchema: { type: 'object' } }] });
  if (method === 'tools/call')
    say(id, { content: [{ type: 'text', text: createHash('sha256').update(process.env.THEIR_TOKEN ?? '').digest('hex') + ' ' + process.env.LOG_LEVEL }] });
});
`;

const cursorFile = z.object({
  mcpServers: z.object({
    theirs: z.object({
      command: z.string(),
      args: z.array(z.string()),
      env: z.record(z.string(), z.string()).optional(),
    }),
  }),
});

/** A Cursor whose file holds a key, laid out as its user likes it. */
async function cursorWithKey(host: KeyringHost): Promise<{ path: string; text: string }> {
  const script = join(host.home, 'their server.cjs');
  const path = join(host.home, '.cursor', 'mcp.json');
  const text = `{
  // Mine.
  "mcpServers": {
    "theirs": {
      "command": ${JSON.stringify(process.execPath)},
      "args": [${JSON.stringify(script)}],
      "env": { "THEIR_TOKEN": "${key}",
               "LOG_LEVEL": "info" }
    },
  }
}\n`;
  await mkdir(join(host.home, '.cursor'));
  await Promise.all([writeFile(script, server), writeFile(path, text)]);
  return { path, text };
}

/** Starts the server as Cursor does from its file, and asks it. */
async function askThroughEntry(host: KeyringHost, path: string): Promise<string> {
  const withoutComments = (await readFile(path, 'utf8')).replace(/^\s*\/\/.*$/gm, '').replace(/,(\s*})/g, '$1');
  const { command, args, env = {} } = cursorFile.parse(JSON.parse(withoutComments)).mcpServers.theirs;
  const bus = process.env['DBUS_SESSION_BUS_ADDRESS'];
  const transport = new StdioClientTransport({
    command,
    args,
    env: { HOME: host.home, ...(bus === undefined ? {} : { DBUS_SESSION_BUS_ADDRESS: bus }), ...env },
    cwd: '/',
  });
  const client = new Client({ name: 'cursor-vscode', version: '1.0.0' });
  await client.connect(transport);
  const answer = z
    .object({ content: z.array(z.object({ text: z.string() })) })
    .parse(await client.callTool({ name: 'key' }));
  await client.close();
  return answer.content[0]?.text ?? '';
}

test('a key goes from Cursor’s file to the keychain with one click, works from there, is replaced, and goes back', async ({
  host,
  window,
}) => {
  const { path, text } = await cursorWithKey(host);
  const page = await watchPage(window);
  await test.step('one click moves it', async () => {
    await window.getByRole('link', { name: 'Other servers' }).click();
    const found = window.getByRole('article', { name: 'theirs in Cursor' });
    await expect(found.getByRole('checkbox', { name: 'THEIR_TOKEN' })).toBeChecked();
    await expect(found.getByRole('checkbox', { name: 'LOG_LEVEL' })).not.toBeChecked();
    await found.getByRole('button', { name: /Move the keys of theirs/ }).click();
    await expect(window.getByText('“theirs” now gets its keys from MCP Keyring.')).toBeVisible();
    await expect(window.getByRole('article', { name: 'theirs', exact: true })).toContainText('“theirs” in Cursor');
  });
  await test.step('the file and everything that was written holds no key, and the server has it', async () => {
    expect(await readFile(path, 'utf8')).toContain('// Mine.');
    expect(findMarks(await filesIn(host.home), { key })).toEqual([]);
    expect(await askThroughEntry(host, path)).toBe(`${hash(key)} info`);
  });
  await test.step('a replaced key is there at the next start', async () => {
    await window.getByRole('button', { name: 'Replace the key in THEIR_TOKEN' }).click();
    await window.getByLabel('New key').fill('ghp_another');
    await window.getByRole('button', { name: 'Save' }).click();
    await expect(window.getByText(/it gets the new key when it starts/)).toBeVisible();
    expect(await askThroughEntry(host, path)).toBe(`${hash('ghp_another')} info`);
    await window.getByRole('button', { name: 'Replace the key in THEIR_TOKEN' }).click();
    await window.getByLabel('New key').fill(key);
    await window.getByRole('button', { name: 'Save' }).click();
    await expect(window.getByRole('dialog')).toBeHidden();
  });
  await test.step('it is not removed while Cursor needs it', async () => {
    await window.getByRole('button', { name: 'Actions for theirs' }).click();
    await window.getByRole('menuitem', { name: 'Remove…' }).click();
    await window.getByRole('button', { name: 'Remove', exact: true }).last().click();
    await expect(window.getByText(/“theirs” is still used by “theirs” in Cursor/)).toBeVisible();
    await window.getByRole('button', { name: 'Cancel' }).click();
  });
  await test.step('putting back gives the file back, byte for byte', async () => {
    await window.getByRole('button', { name: 'Put the keys of theirs back into Cursor' }).click();
    await window.getByRole('button', { name: 'Put back in plain text' }).click();
    await expect(window.getByRole('article', { name: 'theirs in Cursor' })).toBeVisible();
    expect(await readFile(path, 'utf8')).toBe(text);
    expect(await askThroughEntry(host, path)).toBe(`${hash(key)} info`);
  });
  // Only Cursor's own file has it again.
  await writeFile(path, '{}');
  expect(
    findMarks([...(await page.seen()), ...(await filesIn(host.home)), { where: 'output', text: host.output }], { key }),
  ).toEqual([]);
});
