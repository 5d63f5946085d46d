import { lastLine, run, which } from './run.ts';

const minutes = 60_000;

/** Why this machine cannot install packages by itself; undefined when it can (Debian or Ubuntu, as root). */
export function whyNoApt(): string | undefined {
  if (process.platform !== 'linux' || which('apt-get') === undefined) return 'no apt-get here';
  return process.getuid?.() === 0 ? undefined : 'not root';
}

/** Installs Debian packages; the answer is undefined, or why it did not work. */
export async function aptInstall(packages: readonly string[]): Promise<string | undefined> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // An outdated list is no reason to stop: the install tells whether it was good enough.
  await run('apt-get', ['update', '-q'], { timeoutMs: 3 * minutes, env });
  const args = ['install', '-y', '-q', '--no-install-recommends', ...packages];
  const installed = await run('apt-get', args, { timeoutMs: 8 * minutes, env });
  return installed.ok ? undefined : lastLine(installed.output);
}
