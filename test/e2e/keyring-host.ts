import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { Simulator } from '../../src/simulator/simulator.ts';

type StartOptions = {
  readonly args?: readonly string[];
  readonly simulator?: Simulator;
  readonly home?: string;
  /** False: a computer without a keychain. */
  readonly keychain?: boolean;
};

/** `keyring-host web` as a user starts it, in a home of its own with a Claude Desktop that was never configured. */
export class KeyringHost {
  readonly home: string;
  readonly address: string;
  /** Whether the programs of this computer reach a keychain. */
  readonly keychain: boolean;
  readonly #child: ChildProcess;
  readonly #lines: string[];

  private constructor(
    start: { home: string; address: string; keychain: boolean },
    child: ChildProcess,
    lines: string[],
  ) {
    this.home = start.home;
    this.address = start.address;
    this.keychain = start.keychain;
    this.#child = child;
    this.#lines = lines;
  }

  static async start(options: StartOptions = {}): Promise<KeyringHost> {
    const home = options.home ?? (await emptyHome());
    const child = spawn(process.execPath, [resolve('out/host.cjs'), 'web', ...(options.args ?? [])], {
      env: environment(home, options),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const lines: string[] = [];
    const address = await new Promise<string>((found, failed) => {
      const read = (line: string): void => {
        lines.push(line);
        const match = /http:\/\/127\.0\.0\.1:\d+\/open\?token=\S+/.exec(line);
        if (match !== null) found(match[0]);
      };
      createInterface({ input: child.stdout }).on('line', read);
      createInterface({ input: child.stderr }).on('line', read);
      child.once('exit', (code) => {
        failed(new Error(`keyring-host ended with ${String(code)}:\n${lines.join('\n')}`));
      });
    });
    return new KeyringHost({ home, address, keychain: options.keychain ?? true }, child, lines);
  }

  /** The same program in another mode beside it, in the same home, until it ends. */
  async run(args: readonly string[]): Promise<{ code: number | null; output: string }> {
    const child = spawn(process.execPath, [resolve('out/host.cjs'), ...args], {
      env: environment(this.home, { keychain: this.keychain }),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [output, code] = await Promise.all([
      text(child.stdout),
      new Promise<number | null>((ended) => child.once('close', ended)),
    ]);
    return { code, output };
  }

  /** Everything it printed. */
  get output(): string {
    return this.#lines.join('\n');
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get dataFolder(): string {
    return join(this.home, '.config', 'mcp-keyring');
  }

  get claudeConfig(): string {
    return join(this.home, '.config', 'Claude', 'claude_desktop_config.json');
  }

  /** Ends it as Ctrl+C does, and waits until it is gone. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGINT');
    await gone;
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.home, { recursive: true, force: true });
  }
}

async function emptyHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'keyring-e2e-'));
  await mkdir(join(home, '.config', 'Claude'), { recursive: true });
  return home;
}

/** Only what a login session has; the user's own settings and proxies stay out. */
function environment(home: string, { simulator, keychain = true }: StartOptions): NodeJS.ProcessEnv {
  // Without a session bus there is no Secret Service: a server over ssh, a container.
  const bus = keychain ? process.env['DBUS_SESSION_BUS_ADDRESS'] : 'disabled:';
  return {
    HOME: home,
    PATH: process.env['PATH'],
    ...(bus === undefined ? {} : { DBUS_SESSION_BUS_ADDRESS: bus }),
    ...(simulator && {
      MCP_KEYRING_ATLASSIAN_GATEWAY: simulator.gateway.url,
      MCP_KEYRING_CLICKUP: simulator.sites.clickup.url,
    }),
  };
}
