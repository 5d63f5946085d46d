import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLogger } from '../../../src/lib/logger.ts';
import { createVaultAgent, type VaultAgent } from '../../../src/secrets/vault-agent.ts';
import { vaultAgentPath } from '../../../src/secrets/vault-agent-wire.ts';
import { createVaultClient } from '../../../src/secrets/vault-client.ts';
import { createVault, type Vault } from '../../../src/secrets/vault.ts';
import { itIsASecretStore } from './secret-store-contract.ts';

const passphrase = 'correct horse battery';
const { platform } = process;
const system = platform === 'win32' || platform === 'darwin' ? platform : 'linux';
let folder: string;
let path: string;
let agents: VaultAgent[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agent-'));
  path = vaultAgentPath({ folder, platform: system, home: folder });
  agents = [];
});
afterEach(async () => {
  await Promise.all(agents.map((agent) => agent.close()));
  await rm(folder, { recursive: true });
});

async function newVault(): Promise<Vault> {
  const vault = createVault({ path: join(folder, 'vault.json'), cost: 2 ** 10 });
  await vault.create(passphrase);
  return vault;
}
function agentFor(vault: Vault): VaultAgent {
  const agent = createVaultAgent({ vault, path, logger: silentLogger });
  agents.push(agent);
  return agent;
}

itIsASecretStore('vault', async () => {
  const vault = await newVault();
  await agentFor(vault).open();
  return { store: createVaultClient({ path }), writer: vault };
});

const locked = { code: 'vault-locked', next: expect.stringContaining('Unlock MCP Keyring') as unknown };

describe('a process that Claude started', () => {
  test('says that MCP Keyring must be unlocked when no app runs', async () => {
    const client = createVaultClient({ path });
    await expect(client.get('a/b/1')).rejects.toMatchObject(locked);
    expect(await client.status()).toMatchObject({ state: 'locked', problem: locked });
  });

  test('works from the moment the vault is unlocked, and stops when it is locked', async () => {
    const [vault, client] = [await newVault(), createVaultClient({ path })];
    await vault.set('a/b/1', 'secret');
    vault.lock();
    const agent = agentFor(vault);
    await expect(client.get('a/b/1')).rejects.toMatchObject(locked);
    await vault.unlock(passphrase);
    await agent.open();
    expect(await client.get('a/b/1')).toBe('secret');
    await agent.close();
    vault.lock();
    await expect(client.get('a/b/1')).rejects.toMatchObject(locked);
  });

  test('gets nothing from an app that forgot to close its door when locking', async () => {
    const vault = await newVault();
    await agentFor(vault).open();
    vault.lock();
    const client = createVaultClient({ path });
    await expect(client.get('a/b/1')).rejects.toMatchObject(locked);
    expect(await client.status()).toMatchObject({ state: 'locked' });
  });

  test('hears of a damaged vault as such', async () => {
    const vault = await newVault();
    await agentFor(vault).open();
    await rm(join(folder, 'vault.json'));
    await expect(createVaultClient({ path }).get('a/b/1')).rejects.toMatchObject({ code: 'vault-absent' });
  });

  test('cannot store or delete anything', async () => {
    const client = createVaultClient({ path });
    await expect(client.set('a/b/1', 'secret')).rejects.toMatchObject({ code: 'not-running' });
    await expect(client.delete('a/b/1')).rejects.toMatchObject({ code: 'not-running' });
  });

  test('takes an answer that makes no sense for no answer', async () => {
    const impostor = createServer((socket) => socket.end('hello\n')).listen(path);
    await once(impostor, 'listening');
    await expect(createVaultClient({ path }).get('a/b/1')).rejects.toMatchObject(locked);
    impostor.close();
  });
});

describe('the door', () => {
  test.skipIf(system === 'win32')('is open to its owner alone', async () => {
    await agentFor(await newVault()).open();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test.each(['nonsense\n', '{"ask":"everything"}\n', '{"ask":"get"}\n', 'x'.repeat(5_000)])(
    'is shut for who asks otherwise (%#)',
    async (request) => {
      await agentFor(await newVault()).open();
      const socket = connect(path);
      socket.on('error', () => undefined);
      socket.write(request);
      expect(await text(socket).catch(() => '')).toBe('');
    },
  );

  test('opens and closes any number of times', async () => {
    const vault = await newVault();
    const agent = agentFor(vault);
    await agent.open();
    await agent.open();
    await agent.close();
    await agent.close();
    await agent.open();
    expect(await createVaultClient({ path }).status()).toEqual({ state: 'ready' });
  });

  test.skipIf(system === 'win32')('is made anew when a crash left the old one behind', async () => {
    const crash = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
    spawnSync(process.execPath, ['-e', crash]);
    expect((await stat(path)).isSocket()).toBe(true);
    await agentFor(await newVault()).open();
    expect(await createVaultClient({ path }).status()).toEqual({ state: 'ready' });
  });
});

describe('two apps', () => {
  test('the second leaves the first alone, and takes its place when it ends', async () => {
    const [first, second] = [await newVault(), createVault({ path: join(folder, 'vault.json') })];
    await first.set('a/b/1', 'secret');
    await second.unlock(passphrase);
    const [firstAgent, secondAgent] = [agentFor(first), agentFor(second)];
    await firstAgent.open();
    await secondAgent.open();
    const client = createVaultClient({ path });
    expect(await client.get('a/b/1')).toBe('secret');
    await firstAgent.close();
    first.lock();
    await expect.poll(() => client.get('a/b/1').catch(() => 'not yet')).toBe('secret');
  });

  test('at the same moment: one of them answers', async () => {
    const vault = await newVault();
    await Promise.all(Array.from({ length: 4 }, () => agentFor(vault).open()));
    expect(await createVaultClient({ path }).status()).toEqual({ state: 'ready' });
  });
});

describe('the way to the door', () => {
  const home = '/home/ada';
  test('leads into the data folder', () => {
    expect(vaultAgentPath({ folder: '/home/ada/.config/mcp-keyring', platform: 'linux', home })).toBe(
      '/home/ada/.config/mcp-keyring/vault.sock',
    );
  });

  test('is short where the data folder is too deep for a socket, and differs by folder', () => {
    const at = (name: string) => vaultAgentPath({ folder: `/data/${name.repeat(120)}`, platform: 'darwin', home });
    expect(at('a')).toMatch(/^\/home\/ada\/\.mcp-keyring-[0-9a-f]{16}\.sock$/);
    expect(at('a')).not.toBe(at('b'));
  });

  test('is a pipe on Windows, however the folder is written', () => {
    const at = (folder: string) => vaultAgentPath({ folder, platform: 'win32', home });
    expect(at('C:\\Users\\Ada\\.mcp-keyring')).toMatch(/^\\\\\.\\pipe\\mcp-keyring-[0-9a-f]{16}$/);
    expect(at('C:\\Users\\Ada\\.mcp-keyring')).toBe(at('c:\\users\\ada\\.mcp-keyring'));
  });

  test.skipIf(system === 'win32')('works from a folder that is too deep', async () => {
    const deep = join(folder, 'd'.repeat(120));
    await mkdir(deep);
    path = vaultAgentPath({ folder: deep, platform: system, home: folder });
    await agentFor(await newVault()).open();
    expect(await createVaultClient({ path }).status()).toEqual({ state: 'ready' });
  });
});
