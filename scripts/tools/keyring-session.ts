import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeyringFound } from './keyring.ts';
import { lastLine, run } from './run.ts';

/** How to start a program inside a session with a throw-away, unlocked keyring. */
export type KeyringSession = {
  wrap(command: readonly string[]): { command: string; args: readonly string[]; env: NodeJS.ProcessEnv };
  close(): Promise<void>;
};

/** The keyring is in an empty home, so that nothing here touches the user's own. */
export async function openKeyringSession({ dbusRunSession, daemon }: KeyringFound): Promise<KeyringSession> {
  const home = await mkdtemp(join(tmpdir(), 'mcp-keyring-tests-'));
  const runtime = join(home, 'run');
  await mkdir(runtime, { mode: 0o700 });
  const env = {
    ...process.env,
    DBUS_SESSION_BUS_ADDRESS: undefined,
    MCP_KEYRING_HOME: undefined,
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    MCP_KEYRING_TEST_KEYRING: '1',
  };
  const unlock = `printf tests | '${daemon}' --unlock --components=secrets >/dev/null 2>&1; exec "$@"`;
  return {
    wrap: (command) => ({ command: dbusRunSession, args: ['--', 'sh', '-c', unlock, 'sh', ...command], env }),
    close: () => rm(home, { recursive: true, force: true, maxRetries: 5 }),
  };
}

const probe = `
  const { AsyncEntry } = require('keytar');
  const entry = new AsyncEntry('mcp-keyring-tests', 'probe', { linux: { store: 'secret-service' } });
  entry.setPassword('probe').then(() => entry.deletePassword()).then(
    () => process.exit(0),
    (error) => { console.error(error.message); process.exit(1); });
`;

/** In some containers the daemon is there and may not run; the answer is undefined, or why not. */
export async function whyKeyringFails(session: KeyringSession): Promise<string | undefined> {
  const { command, args, env } = session.wrap([process.execPath, '-e', probe]);
  const { ok, output } = await run(command, args, { timeoutMs: 30_000, env });
  return ok ? undefined : `gnome-keyring does not work here: ${lastLine(output)}`;
}
