import { ChildProcess, spawn } from 'node:child_process';
import type { CommandOutcome, RunCommand } from './command-reference.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Starts programs with this environment, without a shell, with nothing on stdin and stderr going nowhere. */
export function createCommandRunner(env: Env, platform: NodeJS.Platform): RunCommand {
  return ([program = '', ...args], limits) =>
    new Promise((resolve) => {
      const child = start(program, args, env, platform);
      if (child instanceof ChildProcess) watch(child, limits, platform !== 'win32', resolve);
      else resolve(child);
    });
}

function start(program: string, args: string[], env: Env, platform: NodeJS.Platform): ChildProcess | CommandOutcome {
  try {
    return spawn(program, args, {
      env: { ...env },
      shell: false,
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide: true,
      // A group of its own, so that what it starts ends with it; and no terminal to ask questions in.
      detached: platform !== 'win32',
    });
  } catch (error) {
    // Batch files, and arguments that no system takes.
    return { kind: 'not-startable', error };
  }
}

function watch(
  child: ChildProcess,
  { timeoutMs, maxBytes }: Parameters<RunCommand>[1],
  isGroup: boolean,
  resolve: (outcome: CommandOutcome) => void,
): void {
  const kill = (): void => {
    killAll(child, isGroup);
  };
  const end = (outcome: CommandOutcome): void => {
    clearTimeout(timer);
    process.off('exit', kill);
    child.stdout?.destroy();
    resolve(outcome);
  };
  const stop = (outcome: CommandOutcome): void => {
    kill();
    end(outcome);
  };
  const timer = setTimeout(stop, timeoutMs, { kind: 'too-slow' });
  // It must not wait on alone when we end.
  process.on('exit', kill);

  const chunks: Buffer[] = [];
  let length = 0;
  child.stdout?.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBytes) stop({ kind: 'too-much' });
  });
  child.on('error', (error) => {
    end('code' in error && error.code === 'ENOENT' ? { kind: 'not-found' } : { kind: 'not-startable', error });
  });
  child.on('close', (code, signal) => {
    if (code === null) end({ kind: 'killed', signal: signal ?? 'a signal' });
    else end({ kind: 'ended', code, stdout: Buffer.concat(chunks).toString('utf8') });
  });
}

function killAll(child: ChildProcess, isGroup: boolean): void {
  try {
    if (isGroup && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}
