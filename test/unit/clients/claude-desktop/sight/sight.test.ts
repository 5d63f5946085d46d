import { EventEmitter } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import type { SpawnServer } from '../../../../../src/clients/claude-desktop/sight/conversation.ts';
import { createSight, type SightParts } from '../../../../../src/clients/claude-desktop/sight/sight.ts';
import { FakeClock } from '../../../../fakes/fake-clock.ts';

type Answers = Readonly<Record<string, unknown>>;
type Started = { readonly command: string; readonly args: readonly string[]; readonly options: SpawnOptions };

const found = (id: string) => ({ structuredContent: { connections: [{ id, name: 'Jira' }] } });
const checked = (problem?: object) => ({ structuredContent: { works: problem === undefined, problem } });
const own = { id: 'a1', name: 'Jira', active: true };
const wellBehaved: Answers = {
  initialize: { protocolVersion: '2025-11-25' },
  'tools/list': { tools: [{ name: 'list_connections' }] },
  list_connections: found('a1'),
  check_connection: checked(),
};

/** A server that answers by method or tool, and ends with its input. Without an answer it is silent. */
function fakeServers(answers: Answers) {
  const started: Started[] = [];
  const spawn: SpawnServer = (command, args, options) => {
    started.push({ command, args, options });
    const child = Object.assign(new EventEmitter(), {
      ...{ pid: 7, stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() },
      kill: () => child.emit('exit', null, 'SIGKILL') && child.emit('close'),
    });
    child.stdin.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString().trim().split('\n')) {
        const { id, method, params } = JSON.parse(line) as { id?: number; method: string; params?: { name?: string } };
        const result = answers[params?.name ?? method];
        if (id !== undefined && result !== undefined)
          child.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result })}\n`);
      }
    });
    child.stdin.on('end', () => child.emit('exit', 0, null) && child.emit('close'));
    return child as unknown as ChildProcess;
  };
  return { spawn, started };
}

function lookWith(answers: Answers, changes: Partial<SightParts> = {}) {
  const clock = new FakeClock();
  const { spawn, started } = fakeServers(answers);
  const sight = createSight({
    surroundings: { platform: 'linux', home: '/home/ada', env: { PATH: '/usr/bin' } },
    status: () =>
      Promise.resolve({ locations: [], entry: { name: 'mcp-keyring', command: '/opt/keyring-host', args: ['mcp'] } }),
    connections: () => Promise.resolve([own]),
    ...{ spawn, clock, mask: (line: string) => line.replace('hunter2', '●●●●') },
    ...changes,
  });
  return { report: sight.look(() => undefined), clock, started };
}

describe('what Claude sees', () => {
  it('starts the entry as it stands in Claude’s file, in the root folder and without a shell', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'sight-')), 'claude_desktop_config.json');
    const entry = { command: '/old/keyring-host', args: ['mcp', '--token', 'hunter2'], env: { LANG: 'C' } };
    await writeFile(path, JSON.stringify({ mcpServers: { 'mcp-keyring': entry } }));
    const { report, started } = lookWith(wellBehaved, {
      status: () =>
        Promise.resolve({
          locations: [{ path, kind: 'standard', readByClaude: true, state: 'outdated' }],
          entry: { name: 'mcp-keyring', command: '/new/keyring-host', args: ['mcp'] },
        }),
    });
    expect((await report).started).toMatchObject({ from: 'file', path, args: ['mcp', '--token', '●●●●'] });
    expect(started).toHaveLength(2);
    expect(started[0]).toMatchObject({
      ...{ command: entry.command, args: entry.args },
      options: { cwd: '/', shell: false, windowsHide: true, env: { PATH: '/usr/bin', LANG: 'C' } },
    });
    expect((await report).verdict).toMatchObject({ state: 'good', title: 'Claude can use MCP Keyring.' });
  });

  it('does not start an entry that Claude would skip', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'sight-')), 'claude_desktop_config.json');
    await writeFile(path, JSON.stringify({ mcpServers: { 'mcp-keyring': { command: ['a', 'list'] } } }));
    const { report, started } = lookWith(wellBehaved, {
      status: () =>
        Promise.resolve({
          locations: [{ path, kind: 'standard', readByClaude: true, state: 'outdated' }],
          entry: { name: 'mcp-keyring', command: '/new/keyring-host', args: ['mcp'] },
        }),
    });
    expect((await report).verdict).toMatchObject({ state: 'failed', title: expect.stringMatching(/skips/) as string });
    expect(started).toEqual([]);
  });

  it('waits as long as Claude does, then says that there is no answer', async () => {
    const { report, clock } = lookWith({});
    await vi.waitFor(() => {
      expect(clock.waits).toEqual([60_000, 60_000]);
    });
    clock.advance(60_000);
    expect((await report).verdict).toMatchObject({ state: 'failed', title: 'The program runs but does not answer.' });
  });

  it.each([
    [{ code: 'keychain-locked', message: 'The keychain is locked.', next: 'Unlock it.' }, 'failed', /cannot be read/],
    [{ code: 'bad-credentials', message: 'Jira refused it.', next: 'Replace it.' }, 'warning', /does not work/],
  ])('tells a key that cannot be read from one that does not work: %j', async (problem, state, title) => {
    const { report } = lookWith({ ...wellBehaved, check_connection: checked(problem) });
    const { verdict } = await report;
    expect(verdict).toMatchObject({ state, next: problem.next, title: expect.stringMatching(title) as string });
  });

  it('takes a connection that is kept from Claude for no fault', async () => {
    const hidden = { id: 'b2', name: 'Private', active: true };
    const { report } = lookWith(wellBehaved, { connections: () => Promise.resolve([own, hidden]) });
    const { steps, verdict } = await report;
    expect(steps.find(({ id }) => id === 'connections')?.detail).toMatch(/^1 connection of the 2/);
    expect(verdict.state).toBe('good');
  });

  it('knows another program behind our name', async () => {
    const { report } = lookWith({ ...wellBehaved, 'tools/list': { tools: [{ name: 'read_file' }] } });
    expect((await report).verdict).toMatchObject({ state: 'failed', title: 'This is not MCP Keyring.' });
  });
});
