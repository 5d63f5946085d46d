import crossSpawn from 'cross-spawn';
import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SightReport, SightStep } from '../../../src/clients/claude-desktop/sight/sight-report.ts';
import { createSight } from '../../../src/clients/claude-desktop/sight/sight.ts';
import { systemClock } from '../../../src/lib/system-clock.ts';
import { allTools } from '../../tool-names.ts';
import { builtHost } from '../built-host.ts';

let host = '';
let home = '';
beforeAll(async () => {
  [host, home] = await Promise.all([builtHost(), mkdtemp(join(tmpdir(), 'keyring-sight-'))]);
}, 60_000);

type Entry = { readonly command: string; readonly args: readonly string[] };

/** Looks at an entry as if it were the one to be written. */
async function lookAt(entry: Entry, connections: { id: string; name: string; active: boolean }[] = []) {
  const told: SightStep[] = [];
  const platform = process.platform as 'linux' | 'darwin' | 'win32';
  const sight = createSight({
    surroundings: { platform, home, env: { PATH: process.env['PATH'], SECRET_OF_THE_USER: 'not for Claude' } },
    status: () =>
      Promise.resolve({ locations: [], entry: { name: 'mcp-keyring', command: entry.command, args: [...entry.args] } }),
    connections: () => Promise.resolve(connections),
    spawn: crossSpawn,
    clock: systemClock,
    mask: (line) => line,
  });
  const report = await sight.look((step) => told.push(step));
  return { report, told };
}

async function script(name: string, text: string): Promise<string> {
  const folder = join(home, 'scripts');
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  await writeFile(path, text);
  await chmod(path, 0o755);
  return path;
}

const stateOf = (report: SightReport, id: SightStep['id']) => report.steps.find((step) => step.id === id)?.state;
const node = process.execPath;
const ownServer = () => [host, 'mcp', '--home', join(home, 'data'), '--client', 'claude-desktop'];

describe('seeing what Claude sees', () => {
  it('starts the built server twice at once and finds all well', async () => {
    const { report, told } = await lookAt({ command: node, args: ownServer() });
    expect(report.verdict).toMatchObject({ state: 'good', title: 'Claude could use MCP Keyring as it is.' });
    expect(report.steps.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'entry good',
      'start good',
      'hello good',
      'tools good',
      'connections good',
      'key skipped',
      'output good',
      'end good',
    ]);
    expect(report.tools.map(({ name }) => name)).toEqual(allTools);
    expect(report.helloMs).toBeLessThan(report.helloWithinMs);
    expect(report.started.environment).toEqual(['PATH']);
    expect(told.filter(({ state }) => state === 'running').map(({ id }) => id)).toEqual(
      report.steps.map(({ id }) => id),
    );
  });

  it('notices that Claude would see another data folder than the window', async () => {
    const { report } = await lookAt({ command: node, args: ownServer() }, [
      { id: crypto.randomUUID(), name: 'Jira', active: true },
    ]);
    expect(report.verdict).toMatchObject({
      state: 'failed',
      title: expect.stringContaining('another data folder') as string,
    });
  });

  it('says when the command is not there, and leaves the rest out', async () => {
    const { report } = await lookAt({ command: join(home, 'nowhere', 'keyring-host'), args: ['mcp'] });
    expect(report.verdict).toMatchObject({ state: 'failed', title: 'The command is not there.' });
    expect(stateOf(report, 'hello')).toBe('skipped');
    expect(stateOf(report, 'end')).toBe('skipped');
  });

  it.skipIf(process.platform === 'win32')('says when the command may not be executed', async () => {
    const path = await script('not-executable', '#!/bin/sh\n');
    await chmod(path, 0o644);
    const { report } = await lookAt({ command: path, args: [] });
    expect(report.verdict.title).toBe('The command may not be executed.');
  });

  it('says when the program ends at once, with its last words', async () => {
    const path = await script('ends.mjs', 'console.error("no such module: left-pad"); process.exit(3);');
    const { report } = await lookAt({ command: node, args: [path] });
    expect(report.verdict.title).toBe('The program ended at once (exit code 3), without an answer.');
    expect(report.log).toContain('no such module: left-pad');
  });

  it('names the lines on standard output that are no MCP messages, though the server answers', async () => {
    const path = await script(
      'prints.mjs',
      `import { spawn } from 'node:child_process';
       console.log('Welcome back, Ada!');
       const child = spawn(process.execPath, process.argv.slice(2), { stdio: 'inherit' });
       child.on('exit', (code) => process.exit(code));`,
    );
    const { report } = await lookAt({ command: node, args: [path, ...ownServer()] });
    expect(stateOf(report, 'connections')).toBe('good');
    expect(report.strayLines).toEqual(['Welcome back, Ada!', 'Welcome back, Ada!']);
    expect(report.verdict).toMatchObject({
      state: 'failed',
      title: expect.stringContaining('standard output') as string,
    });
  });

  it('notices a server that bears no second one beside it', async () => {
    const lock = join(home, 'one-at-a-time');
    const path = await script(
      'locks.mjs',
      `import { mkdirSync } from 'node:fs';
       try { mkdirSync(${JSON.stringify(lock)}); } catch { console.error('already running'); process.exit(1); }
       process.argv.splice(1, 1);
       await import('node:url').then(({ pathToFileURL }) => import(pathToFileURL(process.argv[1])));`,
    );
    const { report } = await lookAt({ command: node, args: [path, ...ownServer()] });
    expect(report.verdict.title).toMatch(/^Of two started at once only one answers\./);
  });

  it('stops a server that does not end with its input', async () => {
    const path = await script(
      'stays.mjs',
      `import { createInterface } from 'node:readline';
       setInterval(() => undefined, 1000);
       const answers = { initialize: {}, 'tools/list': { tools: [{ name: 'list_connections' }] }, 'tools/call': { structuredContent: { connections: [] } } };
       createInterface({ input: process.stdin }).on('line', (line) => {
         const { id, method } = JSON.parse(line);
         if (id !== undefined) console.log(JSON.stringify({ jsonrpc: '2.0', id, result: answers[method] }));
       });`,
    );
    const { report } = await lookAt({ command: node, args: [path] });
    expect(report.verdict).toMatchObject({
      state: 'warning',
      title: 'The program does not end when Claude closes it.',
    });
  });
});
