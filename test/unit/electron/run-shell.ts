import { build } from 'esbuild';
import { chmod, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { afterEach, beforeAll, expect, vi } from 'vitest';
import { nodeBundle } from '../../../scripts/node-bundle.ts';
import { fakeElectron, type FakeElectron } from '../../fakes/electron.ts';

/** Bundles an entry of the shell as scripts/build.ts does, and returns the code. */
export async function compiled(entry: 'main' | 'preload'): Promise<string> {
  const result = await build({
    ...nodeBundle,
    entryPoints: [`src/electron/${entry}.ts`],
    write: false,
  });
  return result.outputFiles[0]!.text;
}

/** Runs compiled code with a stand-in for the `electron` module. */
export function execute(code: string, electron: unknown, ownProcess: unknown = process): void {
  const real = createRequire(import.meta.url);
  const require = (name: string): unknown => {
    if (name === 'electron') return electron;
    return name === 'node:process' || name === 'process' ? ownProcess : real(name);
  };
  const module = { exports: {} };
  const run = compileFunction(code, ['require', 'module', 'exports', 'process']) as (...args: unknown[]) => void;
  run(require, module, module.exports, ownProcess);
}

/** A host that answers with what it was asked, says where it runs, and dies or hangs when told to. */
const host = `
// Whoever asked may be gone.
const known = {};
const asked = [];
const send = (message) => process.send(message, () => undefined);
process.on('message', ({ id, request: { name, input } }) => {
  if (name === 'die') process.exit(1);
  if (name === 'hang') return;
  if (name === 'say') send({ type: 'event', message: input });
  if (name === 'know') Object.assign(known, input);
  asked.push(name);
  if (name === 'asked') return send({ type: 'answer', id, answer: { ok: true, output: asked } });
  if (name in known) return send({ type: 'answer', id, answer: { ok: true, output: known[name] } });
  if (name === 'nonsense') send({ type: 'answer', id, answer: 'nonsense' });
  send({ type: 'answer', id, answer: { ok: true, output: { name, input, argv: process.argv.slice(2), pid: process.pid } } });
});
send({ type: 'ready' });
send({ type: 'event', message: { event: 'server.changed', payload: { state: 'running' } } });
process.on('disconnect', () => {
  require('node:fs').writeFileSync(__dirname + '/ended-' + process.pid, '');
  process.exit();
});
`;

export type Shell = FakeElectron & {
  readonly folder: string;
  /** A call as the page makes it. */
  call(name: string, input?: unknown): unknown;
};

export type ShellOptions = {
  readonly platform?: NodeJS.Platform;
  readonly argv?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly packaged?: boolean;
  readonly alone?: boolean;
  /** The system opened it at login: no window is to come. */
  readonly hidden?: boolean;
  readonly openedAtLogin?: boolean;
  readonly resourcesPath?: string;
  /** What the window remembers from last time. */
  readonly remembered?: object;
};

/** Starts the compiled main process in a folder of its own. */
async function runShell(code: string, options: ShellOptions = {}): Promise<Shell> {
  const folder = await mkdtemp(join(tmpdir(), 'shell-'));
  await mkdir(join(folder, 'out', 'renderer', 'assets'), { recursive: true });
  await writeFile(join(folder, 'out', 'renderer', 'index.html'), '<title>page</title>');
  await writeFile(join(folder, 'out', 'renderer', 'assets', 'main-1a2B.js'), 'void 0');
  await writeFile(join(folder, 'out', 'host.cjs'), host);
  if (options.remembered !== undefined) {
    await mkdir(join(folder, 'mcp-keyring-window'));
    await writeFile(join(folder, 'mcp-keyring-window', 'window.json'), JSON.stringify(options.remembered));
  }
  const electron = fakeElectron({ folder, ...options });
  const noListeners = { value: () => undefined };
  const ownProcess = Object.create(process, {
    platform: { value: options.platform ?? 'linux' },
    argv: { value: ['electron', '.', ...(options.argv ?? [])] },
    env: { value: { MCP_KEYRING_NODE: process.execPath, MCP_KEYRING_HOME: folder, ...options.env } },
    resourcesPath: { value: options.resourcesPath ?? '' },
    // Libraries listen for the end of the process; this one runs many.
    on: noListeners,
    once: noListeners,
  }) as NodeJS.Process;
  execute(code, electron.module, ownProcess);
  const call = (name: string, input: unknown = {}): unknown => {
    const sender = electron.windows[0]?.webContents;
    const event = { sender, senderFrame: { url: sender?.url, parent: null } };
    return electron.handlers['keyring:call']!(event as never, { name, input } as never);
  };
  return { ...electron, folder, call };
}

export const remembered = async (folder: string): Promise<unknown> =>
  JSON.parse(await readFile(join(folder, 'mcp-keyring-window', 'window.json'), 'utf8'));

/** Compiles the main process once for a test file, and ends what a test started. */
export function shells(): (options?: ShellOptions) => Promise<Shell> {
  let code: string;
  const started: Shell[] = [];
  beforeAll(async () => {
    code = await compiled('main');
  });
  afterEach(async () => {
    for (const { app } of started) if (!app.exited) app.quit();
    for (const shell of started.splice(0)) await exited(shell);
  });
  return async (options = {}) => {
    const shell = await runShell(code, options);
    started.push(shell);
    if (options.alone !== false && options.hidden !== true)
      await vi.waitFor(() => {
        expect(shell.windows).toHaveLength(1);
      });
    return shell;
  };
}

export const exited = ({ app }: Shell): Promise<void> =>
  vi.waitFor(() => {
    expect(app.exited).toBe(true);
  });

/** What the host of `run-shell.ts` says about itself. */
export const askHost = (shell: Shell) =>
  shell.call('where') as Promise<{ ok: boolean; output: { pid: number; argv: string[] } }>;

/** A packaged app's resources with a host that is a program. */
export async function packagedHost(): Promise<string> {
  const resources = await mkdtemp(join(tmpdir(), 'resources-'));
  await mkdir(join(resources, 'host'));
  await mkdir(join(resources, 'renderer'));
  await writeFile(join(resources, 'renderer', 'index.html'), '');
  const program = join(resources, 'host', 'keyring-host');
  const script = `process.on('message', ({ id }) => process.send({ type: 'answer', id, answer: { ok: true, output: { argv: process.argv.slice(2), pid: process.pid } } }));
process.on('disconnect', () => process.exit());`;
  await writeFile(join(resources, 'host', 'host.cjs'), script);
  await writeFile(program, `#!/bin/sh\nexec "${process.execPath}" "$(dirname "$0")/host.cjs" "$@"\n`);
  await chmod(program, 0o755);
  return resources;
}
