import { execFile } from 'node:child_process';
import { readdir, readlink } from 'node:fs/promises';
import { win32 } from 'node:path';
import { promisify } from 'node:util';

export type RunningProcess = { readonly pid: number; readonly path: string };

const run = promisify(execFile);
const bounds = { timeout: 8_000, maxBuffer: 8 * 1024 * 1024, windowsHide: true } as const;

type System = {
  readonly platform: 'darwin' | 'win32' | 'linux';
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** The running programs with the absolute path of their executable, as far as this user may see it. */
export function systemProcesses({ platform, env }: System): Promise<readonly RunningProcess[]> {
  switch (platform) {
    case 'linux':
      return fromProc('/proc');
    case 'darwin':
      return list('/bin/ps', ['-axo', 'pid=,comm=']);
    case 'win32':
      return list(powershell(env), ['-NoProfile', '-NonInteractive', '-Command', getProcess]);
  }
}

/** Whether a process of this number runs now, whosever it is. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

const getProcess =
  '[Console]::OutputEncoding = [Text.Encoding]::UTF8; Get-Process | Where-Object Path | ForEach-Object { "$($_.Id) $($_.Path)" }';

/** By its full path, so that no other powershell.exe on the PATH is started. */
const powershell = (env: System['env']): string =>
  win32.join(env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');

async function list(command: string, args: readonly string[]): Promise<readonly RunningProcess[]> {
  return parseProcesses((await run(command, args, bounds)).stdout);
}

/** Lines of "pid path"; a path may hold spaces. Lines of another form are left out. */
export function parseProcesses(output: string): readonly RunningProcess[] {
  return output.split(/\r?\n/).flatMap((line) => {
    const [, pid, path] = /^\s*(\d+)\s+(\S.*?)\s*$/.exec(line) ?? [];
    return pid === undefined || path === undefined ? [] : [{ pid: Number(pid), path }];
  });
}

export async function fromProc(folder: string): Promise<readonly RunningProcess[]> {
  const pids = (await readdir(folder)).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map((pid) => executableOf(folder, pid)));
  return found.filter((process) => process !== undefined);
}

/** A process that ended meanwhile, belongs to someone else or to the kernel has no executable to read. */
async function executableOf(folder: string, pid: string): Promise<RunningProcess | undefined> {
  const path = await readlink(`${folder}/${pid}/exe`).catch(() => undefined);
  // After an update the kernel marks the old executable of a running program.
  return path === undefined ? undefined : { pid: Number(pid), path: path.replace(/ \(deleted\)$/, '') };
}
