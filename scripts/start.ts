import { spawn } from 'node:child_process';
import { ensureElectron } from './tools/electron.ts';

/** `npm start [-- --demo] [-- --web]`: builds, then opens the window in Electron where that is possible, else in the browser. */
const args = process.argv.slice(2);

await import('./build.ts');
const electron = args.includes('--web') ? { missing: 'the browser was asked for' } : ensureElectron();
const opened = 'executablePath' in electron && (await runElectron(electron.executablePath));
if (!opened) {
  console.log(
    `MCP Keyring opens in the browser: ${'missing' in electron ? electron.missing : 'Electron did not start'}.`,
  );
  const rest = args.filter((arg) => arg !== '--web');
  process.exitCode = (await run(process.execPath, ['out/host.cjs', 'web', '--open', ...rest])).code;
}

/** Whether it ran. Ends within seconds with an error where a library or the sandbox is missing: then the browser is used. */
async function runElectron(executable: string): Promise<boolean> {
  // Chromium refuses to run its sandbox as root.
  const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const started = Date.now();
  const { code } = await run(executable, [...sandbox, '.', ...args], { MCP_KEYRING_NODE: process.execPath });
  if (code !== 0 && Date.now() - started < 10_000) return false;
  process.exitCode = code;
  return true;
}

function run(command: string, argv: readonly string[], env: Record<string, string> = {}): Promise<{ code: number }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, argv, { stdio: 'inherit', env: { ...process.env, ...env } });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
    child.on('error', reject);
    child.on('exit', (code) => {
      resolve({ code: code ?? 1 });
    });
  });
}
