import spawn from 'cross-spawn';
import { constants } from 'node:os';
import type { Start } from './replace-process.ts';

export type ChildEnd =
  | { readonly kind: 'ended'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: NodeJS.Signals }
  | { readonly kind: 'not-started'; readonly code: string };

const passedOn: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'];

/**
 * Starts the other program beside us, with our own file descriptors for its stdin, stdout and stderr, and waits for its
 * end. On Windows it dies with us whatever kills us: libuv puts it into a job that ends with our process.
 */
export function startChild({ name, args, env }: Omit<Start, 'path'>): Promise<ChildEnd> {
  return new Promise((resolve) => {
    const child = spawn(name, [...args], { stdio: 'inherit', env: { ...env }, windowsHide: true });
    const passOn = (signal: NodeJS.Signals): void => {
      // Ctrl+C reaches every program of a Windows console by itself, and kill() would end it without asking.
      if (process.platform !== 'win32') child.kill(signal);
    };
    for (const signal of passedOn) process.on(signal, passOn);
    const end = (how: ChildEnd): void => {
      for (const signal of passedOn) process.off(signal, passOn);
      resolve(how);
    };
    child.on('error', (error) => {
      end({ kind: 'not-started', code: 'code' in error ? String(error.code) : 'unknown' });
    });
    child.on('exit', (code, signal) => {
      end(signal === null ? { kind: 'ended', code: code ?? 1 } : { kind: 'killed', signal });
    });
  });
}

/** Ends as the child did: parents and shells tell a signal from a code. */
export function endLike(end: Exclude<ChildEnd, { kind: 'not-started' }>): void {
  if (end.kind === 'ended') process.exit(end.code);
  process.kill(process.pid, end.signal);
  // A signal that does not end us, as on Windows: what shells say of it.
  setTimeout(() => process.exit(128 + constants.signals[end.signal]), 1_000);
}
