import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** `unknown`: nobody to ask, because dbus-send is missing or the service does not answer. */
export type SecretServiceState = 'ready' | 'locked' | 'no-keyring' | 'unknown';
/** Runs a program to its end and answers what it printed; rejects when it fails. */
export type RunProgram = (command: string, args: readonly string[]) => Promise<string>;

const service = 'org.freedesktop.secrets';
const runProgram: RunProgram = async (command, args) =>
  (await promisify(execFile)(command, args, { timeout: 5_000 })).stdout;

/** Asks whether new items can be stored without a dialog, which the addon cannot tell without opening one. */
export async function secretServiceState(run: RunProgram = runProgram): Promise<SecretServiceState> {
  const ask = (path: string, ...call: string[]): Promise<string> =>
    run('dbus-send', ['--session', '--print-reply', '--reply-timeout=3000', `--dest=${service}`, path, ...call]);
  try {
    const alias = await ask('/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.ReadAlias', 'string:default');
    const path = /object path "([^"]+)"/.exec(alias)?.[1];
    if (path === undefined) return 'unknown';
    if (path === '/') return 'no-keyring';
    const property = ['string:org.freedesktop.Secret.Collection', 'string:Locked'];
    const locked = await ask(path, 'org.freedesktop.DBus.Properties.Get', ...property);
    return /boolean true/.test(locked) ? 'locked' : 'ready';
  } catch {
    return 'unknown';
  }
}
