import { EventEmitter } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { describe, expect, it, vi } from 'vitest';
import { HostProcess, type HostState } from '../../../src/electron/host-process.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';

class FakeChild extends EventEmitter {
  connected = true;
  exitCode: number | null = null;
  signalCode: string | null = null;
  readonly sent: { id: number }[] = [];
  readonly killed: string[] = [];
  readonly obeys: boolean;
  constructor(obeys = true) {
    super();
    this.obeys = obeys;
  }
  send(message: { id: number }, done: (error: Error | null) => void): boolean {
    this.sent.push(message);
    done(null);
    return true;
  }
  disconnect(): void {
    this.connected = false;
    if (this.obeys) this.die(0);
  }
  kill(signal: string): boolean {
    this.killed.push(signal);
    this.die(137);
    return true;
  }
  die(code: number): void {
    this.connected = false;
    this.exitCode = code;
    this.emit('exit', code, null);
  }
}

function start(obeys = true) {
  const clock = new FakeClock();
  const children: FakeChild[] = [];
  const states: HostState[] = [];
  const host = new HostProcess({
    spawn: () => {
      const child = new FakeChild(obeys);
      children.push(child);
      return child as unknown as ChildProcess;
    },
    clock,
    onEvent: () => undefined,
    onState: (state) => states.push(state),
  });
  host.start();
  const dieAndReturn = async (): Promise<number> => {
    const count = children.length;
    children.at(-1)!.die(1);
    const pause = clock.waits[0]!;
    clock.advance(pause);
    await vi.waitFor(() => {
      expect(children).toHaveLength(count + 1);
    });
    return pause;
  };
  return { host, clock, children, states, dieAndReturn };
}

describe('a host that keeps dying', () => {
  it('is started again after longer and longer pauses, at most half a minute', async () => {
    const { dieAndReturn } = start();
    const pauses: number[] = [];
    for (let round = 0; round < 9; round += 1) pauses.push(await dieAndReturn());
    expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it('is started quickly again once one ran for a minute', async () => {
    const { dieAndReturn, clock } = start();
    await dieAndReturn();
    await dieAndReturn();
    clock.advance(60_000);
    expect(await dieAndReturn()).toBe(250);
  });

  it('is started once, even when it has an error and an exit', () => {
    const { children, states } = start();
    children[0]!.emit('error', new Error('spawn ENOENT'));
    children[0]!.die(1);
    expect(states).toEqual(['starting', 'down']);
  });

  it('is not started again after the app has quit', async () => {
    const { host, children, clock } = start();
    children[0]!.die(1);
    await host.stop();
    clock.advance(60_000);
    expect(children).toHaveLength(1);
  });
});

describe('ending the host', () => {
  it('lets it end by itself', async () => {
    const { host, children, states } = start();
    await host.stop();
    expect(children[0]!.killed).toEqual([]);
    expect(states).toEqual(['starting']);
  });

  it('kills one that does not, after five seconds', async () => {
    const { host, children, clock } = start(false);
    const stopped = host.stop();
    clock.advance(4_999);
    expect(children[0]!.killed).toEqual([]);
    clock.advance(1);
    await stopped;
    expect(children[0]!.killed).toEqual(['SIGKILL']);
  });
});

describe('a call', () => {
  it('gets its own answer, in whatever order they come, and only once', async () => {
    const { host, children } = start();
    const [first, second] = [host.call({ name: 'a', input: {} }), host.call({ name: 'b', input: {} })];
    const answerWith = (id: number, output: string): void => {
      children[0]!.emit('message', { type: 'answer', id, answer: { ok: true, output } });
    };
    answerWith(children[0]!.sent[1]!.id, 'to b');
    answerWith(children[0]!.sent[0]!.id, 'to a');
    answerWith(children[0]!.sent[0]!.id, 'again');
    answerWith(99, 'to nobody');
    expect(await Promise.all([first, second])).toEqual([
      { ok: true, output: 'to a' },
      { ok: true, output: 'to b' },
    ]);
  });

  it('is answered with a problem while there is no host', async () => {
    const { host, children } = start();
    children[0]!.die(1);
    expect(await host.call({ name: 'a', input: {} })).toMatchObject({ ok: false, error: { code: 'not-running' } });
  });
});
