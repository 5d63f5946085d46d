import { Client as ModernClient } from '@modelcontextprotocol/client';
import { StdioClientTransport as ModernTransport } from '@modelcontextprotocol/client/stdio';
import { Client as FirstClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as FirstTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { allTools } from '../../tool-names.ts';
import { builtHost, callTool, hello, initialized, listTools, startHost } from '../built-host.ts';

let host = '';
beforeAll(async () => {
  host = await builtHost();
}, 60_000);

const node = process.execPath;
const anEmptyHome = () => mkdtemp(join(tmpdir(), 'keyring-home-'));

describe('keyring-host mcp', () => {
  it('serves the v1 SDK client', async () => {
    const home = await anEmptyHome();
    const client = new FirstClient({ name: 'v1', version: '1' });
    await client.connect(new FirstTransport({ command: node, args: [host, 'mcp', '--home', home], stderr: 'ignore' }));
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(allTools);
    expect(await client.callTool({ name: 'list_connections', arguments: {} })).toMatchObject({
      structuredContent: { connections: [] },
    });
    await client.ping();
    await client.close();
  });

  it('serves the v2 client in the 2026 era', async () => {
    const home = await anEmptyHome();
    const client = new ModernClient(
      { name: 'v2', version: '1' },
      { versionNegotiation: { mode: { pin: '2026-07-28' } } },
    );
    await client.connect(new ModernTransport({ command: node, args: [host, 'mcp', '--home', home], stderr: 'ignore' }));
    expect(client.getNegotiatedProtocolVersion()).toBe('2026-07-28');
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(allTools);
    const answer = await client.callTool({ name: 'check_connection', arguments: { connection: 'Nowhere' } });
    expect(answer).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('(unknown-connection)') as string }],
    });
    await client.close();
  });

  it('answers the opening without a file being touched, and with an empty environment', async () => {
    const home = join(await anEmptyHome(), 'not-made');
    const server = startHost([node, host, 'mcp', '--home', home]);
    server.say(hello(), initialized, listTools);
    await vi.waitFor(() => {
      expect(server.answers()).toHaveLength(2);
    });
    server.child.stdin.end();
    expect(await server.exited).toEqual({ code: 0, signal: null });
    await expect(readdir(home)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(server.output.stderr).toBe('');
  });

  it('runs five times at once over one data folder', async () => {
    const home = await anEmptyHome();
    const servers = Array.from({ length: 5 }, () => startHost([node, host, 'mcp'], { MCP_KEYRING_HOME: home }));
    for (const { say } of servers) say(hello(), initialized, callTool(3, 'list_connections'));
    await vi.waitFor(
      () => {
        for (const { answers } of servers) expect(answers().map(({ id }) => id)).toEqual([1, 3]);
      },
      { timeout: 15_000 },
    );
    for (const { child } of servers) child.stdin.end();
    for (const { exited } of servers) expect((await exited).code).toBe(0);
  });

  it('says what is wrong with a damaged file, and nothing but JSON-RPC on stdout', async () => {
    const home = await anEmptyHome();
    await writeFile(join(home, 'connections.json'), '{ not json');
    const server = startHost([node, host, 'mcp', '--home', home]);
    server.say(hello(), initialized, callTool(3, 'list_connections'), callTool(4, 'no_such_tool'));
    await vi.waitFor(
      () => {
        expect(server.answers()).toHaveLength(3);
      },
      { timeout: 15_000 },
    );
    expect(server.answers().find(({ id }) => id === 3)).toMatchObject({ result: { isError: true } });
    server.child.stdin.end();
    await server.exited;
    for (const line of server.output.stderr.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('msg');
  });

  describe.each([
    ['before its first call', false],
    ['after its first call', true],
  ])('%s', (_when, called) => {
    const ends: [string, (child: ReturnType<typeof startHost>['child']) => void][] = [
      ['its input ends', (child) => child.stdin.end()],
      ['SIGINT comes', (child) => child.kill('SIGINT')],
      ['SIGTERM comes', (child) => child.kill('SIGTERM')],
      ['SIGHUP comes', (child) => child.kill('SIGHUP')],
    ];
    it.skipIf(process.platform === 'win32').each(ends)('ends promptly and cleanly when %s', async (_what, end) => {
      const server = startHost([node, host, 'mcp', '--home', await anEmptyHome()]);
      server.say(hello(), initialized, called ? callTool(2, 'list_connections') : listTools);
      await vi.waitFor(
        () => {
          expect(server.answers()).toHaveLength(2);
        },
        { timeout: 15_000 },
      );
      end(server.child);
      expect(await server.exited).toEqual({ code: 0, signal: null });
    });

    it('ends when nobody reads its answers any more', async () => {
      const server = startHost([node, host, 'mcp', '--home', await anEmptyHome()]);
      server.say(hello(), initialized, called ? callTool(2, 'list_connections') : listTools);
      await vi.waitFor(
        () => {
          expect(server.answers()).toHaveLength(2);
        },
        { timeout: 15_000 },
      );
      server.child.stdout.destroy();
      server.say(callTool(9, 'list_connections'), { id: 10, method: 'ping' });
      expect((await server.exited).signal).toBe(null);
    });
  });

  it('ends with its input even while a call is under way', async () => {
    const server = startHost([node, host, 'mcp', '--home', await anEmptyHome()]);
    server.say(hello(), initialized, callTool(2, 'list_connections'));
    server.child.stdin.end();
    expect(await server.exited).toEqual({ code: 0, signal: null });
  });
});

describe('keyring-host', () => {
  it.each([
    [['--version'], 0, /^\d+\.\d+\.\d+\n$/, /^$/],
    [['--help'], 0, /keyring-host mcp/, /^$/],
    [[], 2, /^$/, /Say what to do/],
    [['dance'], 2, /^$/, /There is no "dance"/],
    [['mcp', 'now'], 2, /^$/, /too much/],
    [['--colour'], 2, /^$/, /--colour/],
  ])('answers %j with exit code %i', async (args, code, stdout, stderr) => {
    const server = startHost([node, host, ...args]);
    expect((await server.exited).code).toBe(code);
    expect(server.output.stdout).toMatch(stdout);
    expect(server.output.stderr).toMatch(stderr);
  });
});
