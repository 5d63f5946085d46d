import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildHost, type PartName } from '../../scripts/host-bundle.ts';

/** keyring-host, built into a folder of its own: nobody's `out/` is touched. */
export async function builtHost(names: readonly PartName[] = ['mcp-session']): Promise<string> {
  const outdir = await mkdtemp(join(tmpdir(), 'keyring-host-'));
  await buildHost(outdir, names);
  return join(outdir, 'host.cjs');
}

export type Exit = { code: number | null; signal: NodeJS.Signals | null };

/** What a client like Claude Desktop starts: next to no environment, the root folder, pipes. */
export function startHost(command: readonly string[], env: Record<string, string> = {}) {
  const [file = '', ...args] = command;
  const child: ChildProcessWithoutNullStreams = spawn(file, args, { cwd: '/', env });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  child.stdin.on('error', () => undefined); // It may be gone before we wrote.
  const exited = new Promise<Exit>((resolve) => {
    child.on('exit', (code, signal) => {
      resolve({ code, signal });
    });
  });
  const say = (...messages: object[]): void => {
    child.stdin.write(messages.map((message) => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`).join(''));
  };
  const answers = (): { id?: unknown; result?: unknown; error?: unknown }[] =>
    output.stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as object);
  return { child, output, exited, say, answers };
}

export const hello = (protocolVersion = '2025-11-25') => ({
  id: 1,
  method: 'initialize',
  params: { protocolVersion, capabilities: {}, clientInfo: { name: 'a-client', version: '1' } },
});
export const initialized = { method: 'notifications/initialized' };
export const listTools = { id: 2, method: 'tools/list' };
export const callTool = (id: number, name: string, args: object = {}) => ({
  id,
  method: 'tools/call',
  params: { name, arguments: args },
});
