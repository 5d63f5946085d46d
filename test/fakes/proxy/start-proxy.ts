import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A running proxy process; `seen` are its requests. */
export async function startProxy(status?: number) {
  const script = join(import.meta.dirname, 'proxy-process.ts');
  const args = status === undefined ? [script] : [script, String(status)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const [port] = (await once(lines, 'line')) as [string];
  const seen: string[] = [];
  lines.on('line', (line) => seen.push(line));
  const close = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  };
  return { url: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, seen, close };
}
