import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { hostMessage, type CallAnswer, type CallRequest, type EventMessage, type HostRequest } from '../api/wire.ts';
import type { Clock } from '../lib/clock.ts';

/** `down`: it died and will be started again. */
export type HostState = 'starting' | 'up' | 'down';

type HostParts = {
  /** Starts it with an IPC channel. */
  readonly spawn: () => ChildProcess;
  readonly clock: Clock;
  readonly onEvent: (message: EventMessage) => void;
  readonly onState: (state: HostState) => void;
};

const firstPauseMs = 250;
const longestPauseMs = 30_000;
/** One that ran this long was sound: the next start does not wait longer. */
const soundAfterMs = 60_000;
const endWithinMs = 5_000;

const gone: CallAnswer = {
  ok: false,
  error: {
    code: 'not-running',
    message: 'The part of MCP Keyring that does the work has stopped.',
    next: 'It is being started again: try again in a moment. If that does not help, quit MCP Keyring and open it again.',
  },
};

/** The host as a child process: calls go in, events come out, and it is started again whenever it dies. */
export class HostProcess {
  readonly #parts: HostParts;
  readonly #pending = new Map<number, (answer: CallAnswer) => void>();
  readonly #stopping = new AbortController();
  #child: ChildProcess | undefined;
  #lastId = 0;
  #startedAt = 0;
  #failures = 0;

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  start(): void {
    const { spawn, clock, onState } = this.#parts;
    onState('starting');
    this.#startedAt = clock.now().getTime();
    const child = spawn();
    this.#child = child;
    child.on('message', (message) => {
      this.#receive(message);
    });
    // A program that cannot be started has an error and no exit; one that died may have both.
    const ended = (): void => {
      if (this.#child === child) this.#ended();
    };
    child.once('exit', ended);
    child.on('error', ended);
  }

  /** Never rejects: without a host the answer is a problem. */
  call(request: CallRequest): Promise<CallAnswer> {
    const child = this.#child;
    if (child?.connected !== true) return Promise.resolve(gone);
    this.#lastId += 1;
    const message: HostRequest = { type: 'call', id: this.#lastId, request };
    return new Promise((resolve) => {
      this.#pending.set(message.id, resolve);
      child.send(message, (error) => {
        if (error !== null) this.#answer(message.id, gone);
      });
    });
  }

  /** Resolves when it has ended; one that does not end by itself is killed. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    if (child.connected) child.disconnect();
    const inTime = new AbortController();
    const limit = this.#parts.clock.wait(endWithinMs, inTime.signal).then(
      () => child.kill('SIGKILL'),
      () => undefined,
    );
    await exit;
    inTime.abort();
    await limit;
  }

  #receive(raw: unknown): void {
    const message = hostMessage.safeParse(raw).data;
    switch (message?.type) {
      case 'ready':
        this.#parts.onState('up');
        break;
      case 'answer':
        this.#answer(message.id, message.answer);
        break;
      case 'event':
        this.#parts.onEvent(message.message);
        break;
      case undefined:
        break;
    }
  }

  #answer(id: number, answer: CallAnswer): void {
    this.#pending.get(id)?.(answer);
    this.#pending.delete(id);
  }

  #ended(): void {
    this.#child = undefined;
    for (const id of [...this.#pending.keys()]) this.#answer(id, gone);
    if (this.#stopping.signal.aborted) return;
    this.#parts.onState('down');
    void this.#startAgain();
  }

  async #startAgain(): Promise<void> {
    const { clock } = this.#parts;
    const sound = clock.now().getTime() - this.#startedAt >= soundAfterMs;
    this.#failures = sound ? 0 : this.#failures + 1;
    const pause = Math.min(firstPauseMs * 2 ** Math.max(0, this.#failures - 1), longestPauseMs);
    const stopped = await clock.wait(pause, this.#stopping.signal).then(
      () => false,
      () => true,
    );
    if (!stopped) this.start();
  }
}
