import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { clip } from '../../../lib/clip.ts';
import type { Clock } from '../../../lib/clock.ts';
import { parseJson } from '../../../lib/json.ts';

export type SpawnServer = (command: string, args: readonly string[], options: SpawnOptions) => ChildProcess;
export type ServerStart = {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string | undefined;
};
type Parts = { readonly spawn: SpawnServer; readonly clock: Clock };

/** Why there is no answer. */
export type Silence =
  | { readonly why: 'not-started'; readonly code: string | undefined }
  | { readonly why: 'ended'; readonly code: number | null; readonly signal: string | null }
  | { readonly why: 'timeout' }
  | { readonly why: 'refused'; readonly message: string };
export type Reply = { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly silence: Silence };

const message = z.looseObject({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string(), z.number()]).optional(),
  result: z.unknown().optional(),
  error: z.looseObject({ message: z.string() }).optional(),
});

const keptStrayLines = 20;
const keptLogLines = 40;
const longestLine = 400;
const endsWithinMs = 1_000;
/** After its end, what it still had to say may be on the way. */
const lastWordsMs = 300;
/** No server says so much in a look at it: a program that prints without end is stopped. */
const mostBytes = 16 * 1024 * 1024;

/** A server that was started as Claude starts it, and the talk with it. What it says besides is kept, within bounds. */
export class Conversation {
  readonly strayLines: string[] = [];
  readonly log: string[] = [];
  readonly #child: ChildProcess;
  readonly #clock: Clock;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  /** When it ended, and after its last words. */
  readonly #gone: Promise<Date>;
  #end: Silence | undefined;
  #asked = 0;

  constructor({ command, args, env, cwd }: ServerStart, { spawn, clock }: Parts) {
    this.#clock = clock;
    this.#child = spawn(command, args, {
      ...{ env, stdio: 'pipe', shell: false, windowsHide: true },
      ...(cwd !== undefined && { cwd }),
    });
    this.#child.stdin?.on('error', () => undefined); // It may end before it has read.
    this.#listen(this.#child.stdout, (line) => {
      this.#hear(line);
    });
    this.#listen(this.#child.stderr, (line) => {
      this.log.push(line);
      if (this.log.length > keptLogLines) this.log.shift();
    });
    this.#gone = this.#untilGone();
  }

  /** Undefined when it runs. */
  async started(): Promise<Silence | undefined> {
    if (this.#child.pid === undefined) await this.#gone;
    return this.#end;
  }

  /** Never rejects. */
  async ask(method: string, params: object, withinMs: number): Promise<Reply> {
    if (this.#end !== undefined) return { ok: false, silence: this.#end };
    this.#asked += 1;
    const id = this.#asked;
    const limit = new AbortController();
    const answered = new Promise<Reply>((resolve) => {
      this.#waiting.set(id, resolve);
    });
    this.#say({ id, method, params });
    const tooLate = this.#clock.wait(withinMs, limit.signal).then(
      () => ({ ok: false, silence: { why: 'timeout' } }) as const,
      () => answered,
    );
    const reply = await Promise.race([answered, tooLate]);
    limit.abort();
    this.#waiting.delete(id);
    return reply;
  }

  tell(method: string): void {
    this.#say({ method });
  }

  /** Closes its input, as Claude does. Undefined when it did not end by itself and had to be killed. */
  async close(): Promise<number | undefined> {
    const before = this.#clock.now().getTime();
    this.#child.stdin?.end();
    const inTime = await this.#within(endsWithinMs);
    if (!inTime) this.#child.kill('SIGKILL');
    const endedAt = await this.#gone;
    return inTime ? Math.max(0, endedAt.getTime() - before) : undefined;
  }

  async #within(ms: number): Promise<boolean> {
    const limit = new AbortController();
    const tooLate = this.#clock.wait(ms, limit.signal).then(
      () => false,
      () => true,
    );
    const inTime = await Promise.race([this.#gone.then(() => true), tooLate]);
    limit.abort();
    return inTime;
  }

  #say(content: object): void {
    this.#child.stdin?.write(`${JSON.stringify({ jsonrpc: '2.0', ...content })}\n`);
  }

  #listen(stream: Readable | null, heard: (line: string) => void): void {
    if (stream === null) return;
    let bytes = 0;
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > mostBytes) this.#child.kill('SIGKILL');
    });
    createInterface({ input: stream }).on('line', heard);
  }

  #hear(line: string): void {
    const said = message.safeParse(parseJson(line)).data;
    if (said === undefined) {
      if (this.strayLines.length < keptStrayLines) this.strayLines.push(clip(line, longestLine));
      return;
    }
    const { id, result, error } = said;
    const answer = typeof id === 'number' ? this.#waiting.get(id) : undefined;
    if (error === undefined) answer?.({ ok: true, result });
    else answer?.({ ok: false, silence: { why: 'refused', message: error.message } });
  }

  async #untilGone(): Promise<Date> {
    const silent = new Promise<void>((resolve) => {
      this.#child.once('close', () => {
        resolve();
      });
    });
    this.#end = await new Promise<Silence>((resolve) => {
      this.#child.once('error', (error) => {
        if (this.#child.pid === undefined)
          resolve({ why: 'not-started', code: 'code' in error ? String(error.code) : undefined });
      });
      this.#child.once('exit', (code, signal) => {
        resolve({ why: 'ended', code, signal });
      });
    });
    const endedAt = this.#clock.now();
    if (this.#end.why === 'ended') await this.#lastWords(silent);
    for (const answer of this.#waiting.values()) answer({ ok: false, silence: this.#end });
    return endedAt;
  }

  /** Not for ever: a process that it left behind may hold its output open. */
  async #lastWords(silent: Promise<void>): Promise<void> {
    const limit = new AbortController();
    await Promise.race([silent, this.#clock.wait(lastWordsMs, limit.signal).catch(() => undefined)]);
    limit.abort();
  }
}
