import { spawn } from 'node:child_process';

type Started = { readonly command: string; readonly args: readonly string[]; readonly env: NodeJS.ProcessEnv };
export type Ended = { readonly exitCode: number | null; readonly output: string };

/** Runs a program, shows what it prints while it prints it, and keeps it. */
export function stream({ command, args, env }: Started): Promise<Ended> {
  return new Promise((resolve) => {
    const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
    const child = spawn(command, args, { env: { ...env, ...colours }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const show = (to: NodeJS.WriteStream) => (data: Buffer) => {
      output += data.toString();
      to.write(data);
    };
    child.stdout.on('data', show(process.stdout));
    child.stderr.on('data', show(process.stderr));
    child.on('error', (error) => {
      resolve({ exitCode: null, output: `${output}\n${error.message}` });
    });
    child.on('close', (exitCode) => {
      resolve({ exitCode, output });
    });
  });
}
