import { describe, expect, it, vi } from 'vitest';
import type { ServerListener, ServerProcess, StartServer } from '../../../src/mcp/server-process.ts';
import type { LogLine, ServerStatus } from '../../../src/mcp/server-status.ts';
import { createSupervisor } from '../../../src/mcp/supervisor.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';

/** Processes that start, crash and answer as the test says. */
class FakeProcesses {
  readonly running: { listener: ServerListener; closed: boolean }[] = [];
  startsFail = false;
  starts = 0;
  /** Called while a process starts; lets a test hold it there. */
  gate: (signal: AbortSignal) => Promise<void> = () => Promise.resolve();

  readonly start: StartServer = async (_command, listener, signal): Promise<ServerProcess> => {
    this.starts += 1;
    await this.gate(signal);
    if (this.startsFail) throw new Error('spawn failed');
    const entry = { listener, closed: false };
    this.running.push(entry);
    return {
      pid: 4000 + this.starts,
      protocolVersion: '2026-07-28',
      tools: [{ name: 'get_item', inputSchema: {}, readOnly: true }],
      callTool: (name) =>
        entry.closed ? Promise.reject(new Error('gone')) : Promise.resolve({ isError: false, text: name }),
      close: () => {
        entry.closed = true;
        listener.closed();
        return Promise.resolve();
      },
    };
  };

  crash(): void {
    const last = this.running.at(-1)!;
    last.closed = true;
    last.listener.closed();
  }
}

function aSupervisor() {
  const clock = new FakeClock();
  const processes = new FakeProcesses();
  const seen: ServerStatus['state'][] = [];
  const lines: LogLine[] = [];
  const supervisor = createSupervisor({
    command: 'host',
    args: ['mcp'],
    startProcess: processes.start,
    clock,
    changed: ({ state }) => seen.push(state),
    logged: (line) => lines.push(line),
  });
  const until = (state: ServerStatus['state']) =>
    vi.waitFor(() => {
      expect(supervisor.status().state).toBe(state);
    });
  return { clock, processes, supervisor, seen, lines, until };
}

describe('the supervisor', () => {
  it('starts a process and knows its protocol, tools and how long it took', async () => {
    const { clock, processes, supervisor, seen } = aSupervisor();
    processes.gate = () => {
      clock.advance(85);
      return Promise.resolve();
    };
    expect(await supervisor.start()).toMatchObject({
      state: 'running',
      pid: 4001,
      protocolVersion: '2026-07-28',
      startupMs: 85,
      tools: [{ name: 'get_item' }],
      restarts: 0,
    });
    expect(seen).toEqual(['stopped', 'starting', 'running']);
  });

  it('starts only one, however often it is asked', async () => {
    const { processes, supervisor } = aSupervisor();
    await Promise.all([supervisor.start(), supervisor.start(), supervisor.start()]);
    expect(processes.starts).toBe(1);
  });

  it('waits longer after each crash in a row, up to a minute', async () => {
    const { clock, processes, supervisor, until } = aSupervisor();
    await supervisor.start();
    const waits: number[] = [];
    for (let crash = 1; crash <= 8; crash += 1) {
      processes.crash();
      await until('waiting');
      waits.push(clock.waits[0]! / 1000);
      clock.advance(clock.waits[0]!);
      await until('running');
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect(supervisor.status()).toMatchObject({ restarts: 8, lastProblem: { code: 'not-running' } });
  });

  it('waits only a second again after a process was well for a minute', async () => {
    const { clock, processes, supervisor, until } = aSupervisor();
    await supervisor.start();
    for (const wait of [1000, 2000]) {
      processes.crash();
      clock.advance(wait);
      await until('running');
    }
    clock.advance(60_000);
    processes.crash();
    expect(clock.waits).toEqual([1000]);
    expect(supervisor.status().nextStartAt).toBe(new Date(clock.now().getTime() + 1000).toISOString());
  });

  it('tries again when a process does not even start, and says why it is not there', async () => {
    const { clock, processes, supervisor, until } = aSupervisor();
    processes.startsFail = true;
    expect(await supervisor.start()).toMatchObject({ state: 'waiting', lastProblem: { code: 'internal' } });
    processes.startsFail = false;
    clock.advance(1000);
    await until('running');
  });

  it('ends the process when it is stopped, and leaves it ended', async () => {
    const { clock, processes, supervisor } = aSupervisor();
    await supervisor.start();
    expect(await supervisor.stop()).toMatchObject({ state: 'stopped', tools: [], restarts: 0 });
    expect(processes.running.map(({ closed }) => closed)).toEqual([true]);
    expect(clock.waits).toEqual([]);
  });

  it('does not start again when it is stopped while it waits', async () => {
    const { clock, processes, supervisor } = aSupervisor();
    await supervisor.start();
    processes.crash();
    await supervisor.stop();
    clock.advance(60_000);
    await supervisor.stop();
    expect(processes.starts).toBe(1);
    expect(supervisor.status().state).toBe('stopped');
  });

  it('leaves no process behind when it is stopped while one starts', async () => {
    const { processes, supervisor } = aSupervisor();
    let go = (): void => undefined;
    processes.gate = () => new Promise((resolve) => (go = resolve));
    const starting = supervisor.start();
    await vi.waitFor(() => {
      expect(processes.starts).toBe(1);
    });
    const stopping = supervisor.stop();
    go();
    await starting;
    expect((await stopping).state).toBe('stopped');
    expect(processes.running.map(({ closed }) => closed)).toEqual([true]);
  });

  it('starts a new process on restart', async () => {
    const { processes, supervisor } = aSupervisor();
    await supervisor.start();
    expect(await supervisor.restart()).toMatchObject({ state: 'running', pid: 4002, restarts: 0 });
    expect(processes.running.map(({ closed }) => closed)).toEqual([true, false]);
  });

  it('calls a tool, and refuses one that is not there or when nothing runs', async () => {
    const { processes, supervisor } = aSupervisor();
    await expect(supervisor.callTool('get_item', {})).rejects.toMatchObject({ code: 'not-running' });
    await supervisor.start();
    expect(await supervisor.callTool('get_item', {})).toEqual({ isError: false, text: 'get_item', durationMs: 0 });
    await expect(supervisor.callTool('drop_table', {})).rejects.toMatchObject({ code: 'unknown-tool' });
    processes.running[0]!.closed = true;
    await expect(supervisor.callTool('get_item', {})).rejects.toMatchObject({ code: 'timeout' });
  });

  it('keeps the last thousand lines, counted through', async () => {
    const { processes, supervisor, lines } = aSupervisor();
    await supervisor.start();
    const { logged } = processes.running[0]!.listener;
    logged('{"level":30,"time":"2026-11-21T09:00:00.000Z","msg":"tool called","tool":"get_item","durationMs":12}');
    logged('(node:1) ExperimentalWarning');
    expect(lines).toEqual([
      { seq: 1, at: '2026-11-21T09:00:00.000Z', level: 'info', message: 'tool called tool=get_item durationMs=12' },
      { seq: 2, at: '2026-11-21T09:00:00.000Z', level: 'warn', message: '(node:1) ExperimentalWarning' },
    ]);
    for (let line = 3; line <= 1500; line += 1) logged(`line ${line}`);
    expect(supervisor.log()).toHaveLength(1000);
    expect(supervisor.log()[0]!.seq).toBe(501);
  });
});
