import { unpackExtension, validateManifest } from '@anthropic-ai/mcpb';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { allTools } from '../../tool-names.ts';
import { builtHost, callTool, hello, initialized, listTools, startHost } from '../built-host.ts';

const run = promisify(execFile);

const manifest = z.object({
  manifest_version: z.literal('0.3'),
  name: z.literal('mcp-keyring'),
  tools: z.array(z.object({ name: z.string(), description: z.string() })),
  server: z.object({
    type: z.literal('binary'),
    // No environment, so no key in it.
    mcp_config: z.strictObject({ command: z.string(), args: z.array(z.string()) }),
  }),
});

let host = '';
let home = '';
beforeAll(async () => {
  host = await builtHost(['mcp-session', 'extension']);
  home = await mkdtemp(join(tmpdir(), 'keyring-extension-'));
}, 60_000);

// In development there is none for Windows, which is said there.
describe.skipIf(process.platform === 'win32')('keyring-host extension', () => {
  it('makes a bundle that Claude’s own library accepts and that starts as Claude starts it', async () => {
    const to = join(home, 'exports', 'MCP-Keyring.mcpb');
    const data = join(home, 'data');
    const { stdout } = await run(process.execPath, [host, 'extension', '--home', data, '--to', to]);
    expect(stdout).toBe(`Made ${to}\n`);
    expect(await readdir(join(home, 'exports'))).toEqual(['MCP-Keyring.mcpb']);
    expect((await stat(to)).mode & 0o777).toBe(0o600);
    expect((await stat(join(home, 'exports'))).mode & 0o777).toBe(0o700);

    const unpacked = join(home, 'Claude Extensions', 'local.mcpb.mcp-keyring');
    const quiet = vi.spyOn(console, 'log').mockReturnValue(undefined);
    expect(await unpackExtension({ mcpbPath: to, outputDir: unpacked, silent: true })).toBe(true);
    expect(validateManifest(join(unpacked, 'manifest.json'))).toBe(true);
    quiet.mockRestore();

    const { server, tools } = manifest.parse(JSON.parse(await readFile(join(unpacked, 'manifest.json'), 'utf8')));
    expect(tools.map(({ name }) => name)).toEqual(allTools);
    expect(server.mcp_config.args).toEqual(['mcp', '--home', data, '--client', 'claude-desktop']);
    const command = server.mcp_config.command.replace('${__dirname}', unpacked);
    const started = startHost([command, ...server.mcp_config.args], { PATH: process.env['PATH'] ?? '' });
    started.say(hello(), initialized, listTools, callTool(3, 'list_connections'));
    await vi.waitFor(
      () => {
        expect(started.answers().map(({ id }) => id)).toEqual([1, 2, 3]);
      },
      { timeout: 15_000 },
    );
    started.child.stdin.end();
    expect(await started.exited).toEqual({ code: 0, signal: null });
  });

  it('says what is wrong with a place it cannot write to, and leaves nothing behind', async () => {
    const failed = run(process.execPath, [host, 'extension', '--to', join(host, 'inside-a-file', 'x.mcpb')]);
    await expect(failed).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('cannot be used') as string,
    });
    const misnamed = run(process.execPath, [host, 'extension', '--to', join(home, 'extension.zip')]);
    await expect(misnamed).rejects.toMatchObject({ code: 2 });
  });
});
