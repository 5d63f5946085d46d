import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';

/** Where Node reads further certificates from; set, it costs every start some 75 ms that are not ours. */
const env = { ...process.env };
delete env['NODE_EXTRA_CA_CERTS'];
delete env['NODE_OPTIONS'];

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('Nothing was measured');
  return middle;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** A bare `node -e 0`, from spawn to exit. */
export function bareNode(): Promise<void> {
  return new Promise((resolve, reject) => {
    spawn(process.execPath, ['-e', '0'], { stdio: 'ignore', env })
      .on('error', reject)
      .on('exit', () => {
        resolve();
      });
  });
}

type Waiting = { readonly resolve: (result: unknown) => void; readonly reject: (error: Error) => void };

/** An `mcp` process and the plainest client there is, so that a client's own time is not measured. */
export class MeasuredHost {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(command: readonly string[]) {
    const [file = '', ...args] = command;
    this.#child = spawn(file, args, { env });
    this.#child.stderr.resume();
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      const { id, result, error } = JSON.parse(line) as { id: number; result?: unknown; error?: { message: string } };
      const waiting = this.#waiting.get(id);
      if (error === undefined) waiting?.resolve(result);
      else waiting?.reject(new Error(error.message));
    });
    this.#child.on('exit', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('The process ended'));
    });
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('The process did not start');
    return this.#child.pid;
  }

  /** Up to the answer of tools/list, as a client does it: one message after the other. */
  async open(): Promise<void> {
    const clientInfo = { name: 'bench', version: '1' };
    await this.ask('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo });
    this.#say({ method: 'notifications/initialized' });
    await this.ask('tools/list');
  }

  async callTool(name: string, args: object): Promise<void> {
    const result = (await this.ask('tools/call', { name, arguments: args })) as { isError?: boolean; content: unknown };
    if (result.isError === true) throw new Error(JSON.stringify(result.content));
  }

  ask(method: string, params?: object): Promise<unknown> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#say({ id, method, ...(params !== undefined && { params }) });
    });
  }

  async close(): Promise<void> {
    this.#waiting.clear();
    const exited = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.stdin.end();
    await exited;
  }

  #say(message: object): void {
    this.#child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }
}

export type StartTimes = { readonly hostMs: number; readonly bareMs: number };

/** Medians, taken in turn so that both meet the same load. */
export async function measureStart(command: readonly string[], runs: number): Promise<StartTimes> {
  const bare: number[] = [];
  const host: number[] = [];
  await bareNode(); // Warms the file cache.
  for (let run = 0; run < runs; run += 1) {
    bare.push(await timed(bareNode));
    let started: MeasuredHost | undefined;
    host.push(
      await timed(() => {
        started = new MeasuredHost(command);
        return started.open();
      }),
    );
    await started?.close();
  }
  return { hostMs: median(host), bareMs: median(bare) };
}

/** Resident memory of a running process in MB; undefined where the system does not tell it in /proc. */
export async function residentMb(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

/** A Node that does nothing and waits, in MB. */
export async function bareMemoryMb(): Promise<number | undefined> {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume(); console.log(1)'], { env });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const memory = child.pid === undefined ? undefined : await residentMb(child.pid);
  child.stdin.end();
  return memory;
}
