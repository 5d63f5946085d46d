import { unpackExtension } from '@anthropic-ai/mcpb';
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { buildSea } from '../../../scripts/sea.ts';
import { hostMessage, type HostMessage } from '../../../src/api/wire.ts';
import { clientEnv, madePlace, secret } from '../run/children.ts';
import { callTool, hello, initialized, listTools, startHost } from '../built-host.ts';

const root = resolve(import.meta.dirname, '../../..');
const outdir = join(root, 'out', 'test-sea');
const existing = join(outdir, `${process.platform}-${process.arch}`, 'keyring-host');

let executable = '';
beforeAll(async () => {
  executable = (await isCurrent()) ? existing : await buildSea(outdir);
}, 180_000);

/** About 120 MB and ten seconds: built again only when something that goes into it changed. */
async function isCurrent(): Promise<boolean> {
  const built = await stat(existing).catch(() => undefined);
  if (built === undefined) return false;
  const inputs = ['src', 'scripts', 'package.json', 'package-lock.json'].map((name) => join(root, name));
  const newest = await Promise.all(inputs.map(newestIn));
  return Math.max(...newest) < built.mtimeMs;
}

async function newestIn(path: string): Promise<number> {
  const { mtimeMs } = await stat(path);
  const entries = await readdir(path, { recursive: true }).catch(() => []);
  const times = await Promise.all(entries.map(async (entry) => (await stat(join(path, entry))).mtimeMs));
  return Math.max(mtimeMs, ...times);
}

// On macOS and Windows the same steps run when the program is packaged there.
describe.skipIf(process.platform !== 'linux')('the single executable', () => {
  it('knows its version', async () => {
    const host = startHost([executable, '--version']);
    expect((await host.exited).code).toBe(0);
    expect(host.output.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('speaks MCP over stdio with an empty environment', async () => {
    const home = await mkdtemp(join(tmpdir(), 'keyring-sea-'));
    const host = startHost([executable, 'mcp', '--home', home]);
    host.say(hello(), initialized, listTools, callTool(3, 'list_connections'));
    await vi.waitFor(
      () => {
        expect(host.answers().map(({ id }) => id)).toEqual([1, 2, 3]);
      },
      { timeout: 15_000 },
    );
    host.child.stdin.end();
    expect(await host.exited).toEqual({ code: 0, signal: null });
  });

  it('takes no options from the environment, which would run code under its name', async () => {
    const host = startHost([executable, '--version'], { NODE_OPTIONS: '--require=/nowhere.js' });
    expect(await host.exited).toEqual({ code: 0, signal: null });
  });

  it('has the keychain addon beside it, where it looks for it', () => {
    expect(createRequire(executable)('keytar')).toHaveProperty('AsyncEntry');
    expect(createRequire(executable).resolve('keytar')).toContain(join(dirname(executable), 'node_modules'));
  });

  it('becomes another server, with its keys', async () => {
    const { folder } = await madePlace();
    const source = 'console.log(process.pid, process.env.SERVER_TOKEN, process.argv[1])';
    const command = [process.execPath, '-e', source, '--', '--home'];
    const host = startHost([executable, 'run', 'server', '--home', folder, '--', ...command], clientEnv(folder));
    expect(await host.exited).toEqual({ code: 0, signal: null });
    expect(host.output).toEqual({ stdout: `${String(host.child.pid)} ${secret} --home\n`, stderr: '' });
  });

  // Packs and unpacks the whole program: some fifteen seconds.
  it('makes an extension of itself that starts without Node, with the keychain addon in it', async () => {
    const home = await mkdtemp(join(tmpdir(), 'keyring-sea-'));
    const to = join(home, 'exports', 'MCP-Keyring.mcpb');
    await promisify(execFile)(executable, ['extension', '--home', home, '--to', to]);
    const installed = join(home, 'installed');
    expect(await unpackExtension({ mcpbPath: to, outputDir: installed, silent: true })).toBe(true);
    const program = join(installed, 'server', 'keyring-host');
    expect(createRequire(program)('keytar')).toHaveProperty('AsyncEntry');
    const host = startHost([program, 'mcp', '--home', home, '--client', 'claude-desktop']);
    host.say(hello(), initialized, callTool(2, 'list_connections'));
    await vi.waitFor(
      () => {
        expect(host.answers().map(({ id }) => id)).toEqual([1, 2]);
      },
      { timeout: 15_000 },
    );
    host.child.stdin.end();
    expect(await host.exited).toEqual({ code: 0, signal: null });
    await rm(home, { recursive: true });
  }, 120_000);

  it('answers the window over its IPC channel', async () => {
    const home = await mkdtemp(join(tmpdir(), 'keyring-sea-'));
    const child = spawn(executable, ['serve', '--home', home], {
      env: { PATH: process.env['PATH'], HOME: home, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const messages: HostMessage[] = [];
    child.on('message', (message) => messages.push(hostMessage.parse(message)));
    await vi.waitFor(
      () => {
        expect(messages).toContainEqual({ type: 'ready' });
      },
      { timeout: 15_000 },
    );
    child.send({ type: 'call', id: 7, request: { name: 'secrets.status', input: {} } });
    await vi.waitFor(
      () => {
        expect(messages.find(({ type }) => type === 'answer')).toMatchObject({ id: 7, answer: { ok: true } });
      },
      { timeout: 15_000 },
    );
    const exited = new Promise((done) => child.on('exit', done));
    child.disconnect();
    await exited;
  });
});
