import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export type RunOptions = {
  readonly timeoutMs: number;
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Ended when nothing matching this was printed within `withinMs`: a download that never begins. */
  readonly mustPrint?: { readonly pattern: RegExp; readonly withinMs: number } | undefined;
};
export type RunResult = { readonly ok: boolean; readonly output: string };

/** Runs a program to its end without a shell; a program that is missing or takes too long is `ok: false`. */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  return new Promise((resolve) => {
    let output = '';
    let stopped: string | undefined;
    const child = spawn(command, args, { env: options.env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
    const stop = (why: string): void => {
      stopped = why;
      child.kill('SIGKILL');
    };
    const timers = [setTimeout(stop, options.timeoutMs, `no end after ${options.timeoutMs / 1000} s`)];
    const { mustPrint } = options;
    if (mustPrint) {
      const check = (): void => {
        if (!mustPrint.pattern.test(output)) stop(`nothing arrived within ${mustPrint.withinMs / 1000} s`);
      };
      timers.push(setTimeout(check, mustPrint.withinMs));
    }
    const finish = (ok: boolean, text: string): void => {
      timers.forEach(clearTimeout);
      resolve({ ok, output: text.trim() });
    };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
    child.on('error', (error) => {
      finish(false, error.message);
    });
    child.on('close', (code) => {
      finish(code === 0, stopped === undefined ? output : `${output}\n${stopped}`);
    });
  });
}

/** The full path of a program on PATH, as `which` finds it. */
export function which(name: string, path = process.env['PATH'] ?? ''): string | undefined {
  const names = process.platform === 'win32' ? [`${name}.exe`, name] : [name];
  const candidates = path.split(delimiter).flatMap((folder) => names.map((file) => join(folder, file)));
  return candidates.find(isExecutable);
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The last line a program printed, to explain a failure in one line. */
export const lastLine = (output: string): string => output.split('\n').at(-1)?.trim() ?? '';
