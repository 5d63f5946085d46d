import { AppError, toProblem, type Problem } from '../lib/app-error.ts';
import type { Clock } from '../lib/clock.ts';
import { createLogLines } from './log-lines.ts';
import { startServerProcess, type ServerCommand, type ServerProcess, type StartServer } from './server-process.ts';
import type { LogLine, ServerStatus, ToolAnswer } from './server-status.ts';

export type SupervisorParts = ServerCommand & {
  readonly clock: Clock;
  /** Only tests pass one. */
  readonly startProcess?: StartServer;
  readonly changed: (status: ServerStatus) => void;
  readonly logged: (line: LogLine) => void;
};

/** Keeps one MCP server process running for the window. */
export interface Supervisor {
  status(): ServerStatus;
  /** Resolves when the process has answered tools/list, or with the problem in the status when it did not. */
  start(): Promise<ServerStatus>;
  /** Resolves when the process is gone. Call it before the app ends. */
  stop(): Promise<ServerStatus>;
  restart(): Promise<ServerStatus>;
  log(): readonly LogLine[];
  /** AppError `not-running`, `unknown-tool`, or `timeout`. */
  callTool(name: string, args: Record<string, unknown>): Promise<ToolAnswer>;
}

const longestPauseMs = 60_000;
/** Who ran this long has recovered: the next crash starts with a short pause again. */
const healthyAfterMs = 60_000;

/** 1 s, 2 s, 4 s ... 60 s. */
const pauseAfter = (crashes: number): number => Math.min(longestPauseMs, 1000 * 2 ** (crashes - 1));

const stopped: ServerStatus = { state: 'stopped', tools: [], restarts: 0 };

export function createSupervisor(parts: SupervisorParts): Supervisor {
  return new ProcessSupervisor(parts);
}

class ProcessSupervisor implements Supervisor {
  readonly #parts: SupervisorParts;
  readonly #lines: ReturnType<typeof createLogLines>;
  #status: ServerStatus = stopped;
  #process: ServerProcess | undefined;
  /** Ends the current run: the process, the wait before the next, or the start under way. */
  #run: AbortController | undefined;
  /** Everything that starts or ends a process waits for what came before. */
  #last: Promise<unknown> = Promise.resolve();
  #crashesInARow = 0;

  constructor(parts: SupervisorParts) {
    this.#parts = parts;
    this.#lines = createLogLines(() => parts.clock.now());
  }

  status(): ServerStatus {
    return this.#status;
  }

  log(): readonly LogLine[] {
    return this.#lines.all();
  }

  start(): Promise<ServerStatus> {
    return this.#inTurn(() => (this.#run === undefined ? this.#begin() : Promise.resolve()));
  }

  stop(): Promise<ServerStatus> {
    // Not in turn: a start under way is cut short, the end itself waits for it.
    this.#run?.abort(new AppError('cancelled', 'The server was stopped.', 'Start it again.'));
    return this.#inTurn(() => this.#end());
  }

  async restart(): Promise<ServerStatus> {
    await this.stop();
    return this.start();
  }

  async callTool(name: string, args: Record<string, unknown>): Promise<ToolAnswer> {
    const { clock } = this.#parts;
    const process = this.#process;
    if (process === undefined)
      throw new AppError('not-running', 'The MCP server is not running.', 'Start it, then try again.');
    if (!process.tools.some((tool) => tool.name === name))
      throw new AppError('unknown-tool', `There is no tool "${name}".`, 'Choose one from the list.');
    const started = clock.now();
    const answer = await process.callTool(name, args).catch((error: unknown) => {
      throw new AppError(
        this.#process === process ? 'timeout' : 'not-running',
        'The MCP server did not answer this call.',
        'Look at the log, then try again.',
        { cause: error },
      );
    });
    return { ...answer, durationMs: this.#since(started) };
  }

  #inTurn(work: () => Promise<void>): Promise<ServerStatus> {
    const turn = this.#last.then(work).then(() => this.#status);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #begin(): Promise<void> {
    this.#crashesInARow = 0;
    this.#run = new AbortController();
    this.#set(stopped);
    await this.#launch(this.#run);
  }

  async #end(): Promise<void> {
    const process = this.#process;
    this.#run = undefined;
    this.#process = undefined;
    await process?.close();
    this.#set(stopped);
  }

  async #launch(run: AbortController): Promise<void> {
    const { clock, startProcess = startServerProcess } = this.#parts;
    const startedAt = clock.now();
    this.#set({ ...this.#kept(), state: 'starting', startedAt: startedAt.toISOString() });
    try {
      const listener = {
        logged: (line: string) => {
          this.#log(line);
        },
        closed: () => {
          this.#closed(run, startedAt);
        },
      };
      const process = await startProcess(this.#parts, listener, run.signal);
      // Stopped while it started: the end, which waits for us, closes it.
      this.#process = process;
      const { pid, protocolVersion } = process;
      const startupMs = this.#since(startedAt);
      this.#set({ ...this.#status, state: 'running', pid, protocolVersion, startupMs, tools: [...process.tools] });
    } catch (error) {
      if (run.signal.aborted) return;
      this.#log(`The server did not start: ${causeOf(error)}`);
      this.#retryLater(run, toProblem(error));
    }
  }

  #closed(run: AbortController, startedAt: Date): void {
    // A process that ends while starting makes the start fail, which is handled there.
    if (run !== this.#run || run.signal.aborted || this.#process === undefined) return;
    this.#process = undefined;
    if (this.#since(startedAt) >= healthyAfterMs) this.#crashesInARow = 0;
    this.#retryLater(run, {
      code: 'not-running',
      message: 'The MCP server ended unexpectedly.',
      next: 'It is started again by itself. If this goes on, look at the log.',
    });
  }

  #retryLater(run: AbortController, lastProblem: Problem): void {
    const { clock } = this.#parts;
    this.#crashesInARow += 1;
    const pause = pauseAfter(this.#crashesInARow);
    const nextStartAt = new Date(clock.now().getTime() + pause).toISOString();
    this.#log(`${lastProblem.message} Next start in ${pause / 1000} s.`);
    this.#set({ ...this.#kept(), state: 'waiting', nextStartAt, lastProblem });
    void clock.wait(pause, run.signal).then(
      () =>
        this.#inTurn(async () => {
          if (run.signal.aborted) return;
          this.#status = { ...this.#status, restarts: this.#status.restarts + 1 };
          await this.#launch(run);
        }),
      // Stopped while waiting.
      () => undefined,
    );
  }

  /** What stays from one process to the next. */
  #kept(): ServerStatus {
    const { restarts, lastProblem, tools } = this.#status;
    return { ...stopped, restarts, tools, ...(lastProblem !== undefined && { lastProblem }) };
  }

  #log(line: string): void {
    this.#parts.logged(this.#lines.add(line));
  }

  #set(status: ServerStatus): void {
    this.#status = status;
    this.#parts.changed(status);
  }

  #since(start: Date): number {
    return Math.max(0, this.#parts.clock.now().getTime() - start.getTime());
  }
}

/** The innermost cause says it best: `spawn /opt/host ENOENT`. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : causeOf(error.cause);
}
