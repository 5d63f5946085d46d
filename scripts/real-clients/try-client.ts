import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { clientOf } from '../../src/clients/catalog.ts';
import { createBackups } from '../../src/clients/files/backups.ts';
import { createFileChanges } from '../../src/clients/files/change-file.ts';
import { createFileLocks } from '../../src/clients/files/file-locks.ts';
import { changeOwnEntry } from '../../src/clients/own-entry.ts';
import { run, type RunResult } from '../tools/run.ts';
import type { Driver } from './drivers.ts';
import type { ClientResult } from './result.ts';

type Scene = { readonly folder: string; readonly host: string };

/** Installs a client into a folder of its own with a home of its own, writes our entry and asks the client about it. */
export async function tryClient(driver: Driver, scene: Scene): Promise<ClientResult> {
  const home = join(scene.folder, 'home');
  await mkdir(home, { recursive: true });
  const env = { ...process.env, ...homeOf(home), ...driver.env };
  const { path, shown } = await fileOf(driver, home);
  const about = { name: driver.name, package: driver.package, file: shown, command: commandOf(driver, shown) };
  const version = await install(driver, scene.folder, env);
  if (typeof version !== 'string') return { ...about, version: '', why: reasonIn(version) };
  await writeFile(path, driver.before);
  const changeFile = fileChanges(scene.folder);
  const entry = { command: process.execPath, args: [scene.host, 'mcp', '--client', driver.client] };
  const change = (kind: 'write' | 'remove') =>
    changeFile({ path, edit: (text) => changeOwnEntry(clientOf(driver.client), text, kind, entry) });
  await change('write');
  const answer = await ask(driver, scene.folder, path, env);
  await change('remove');
  const removed = (await readFile(path, 'utf8')) === driver.before;
  const saw = driver.saw(answer.output);
  const why = saw.reads ? driver.note : reasonIn(answer);
  return { ...about, version, ...saw, removed, ...(why !== undefined && { why }) };
}

const homeOf = (home: string) => ({
  HOME: home,
  USERPROFILE: home,
  XDG_CONFIG_HOME: join(home, '.config'),
  XDG_DATA_HOME: join(home, '.local', 'share'),
  XDG_STATE_HOME: join(home, '.local', 'state'),
  XDG_CACHE_HOME: join(home, '.cache'),
  MCP_KEYRING_HOME: join(home, 'mcp-keyring'),
});

/** The folder of the client is made as the client would; the place in it is the product's business. */
async function fileOf({ client }: Driver, home: string): Promise<{ path: string; shown: string }> {
  const env = { XDG_CONFIG_HOME: join(home, '.config') };
  const everything = { exists: () => Promise.resolve(true), list: () => Promise.resolve([]) };
  const { places } = await clientOf(client).find({ platform: 'linux', home, env }, everything);
  const path = places[0]?.path;
  if (path === undefined) throw new Error(`No file of ${client} is known`);
  await mkdir(dirname(path), { recursive: true });
  return { path, shown: path.replace(home, '~') };
}

async function install(driver: Driver, folder: string, env: NodeJS.ProcessEnv): Promise<string | RunResult> {
  await writeFile(join(folder, 'package.json'), '{}');
  const args = ['install', '--prefix', folder, '--no-audit', '--no-fund', driver.package];
  const installed = await run('npm', args, { timeoutMs: 600_000, env: { ...env, HOME: process.env['HOME'] } });
  if (!installed.ok) return installed;
  if (driver.setUp !== undefined) {
    const script = join(folder, 'node_modules', driver.setUp);
    const done = await run(process.execPath, [script], { timeoutMs: 120_000, env });
    if (!done.ok) return done;
  }
  const name = driver.package.replace(/(?<=.)@.*$/, '');
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
}

function ask(driver: Driver, folder: string, path: string, env: NodeJS.ProcessEnv): Promise<RunResult> {
  const node = dirname(process.execPath);
  const PATH = [node, env['PATH'] ?? ''].join(process.platform === 'win32' ? ';' : ':');
  const program = join(folder, 'node_modules', '.bin', driver.program);
  return run(program, driver.args(path), { timeoutMs: 120_000, env: { ...env, PATH } });
}

function fileChanges(folder: string) {
  const clock = {
    now: () => new Date(),
    wait: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  };
  const backups = createBackups({ folder: join(folder, 'backups'), clock });
  return createFileChanges({ backups, clock, locks: createFileLocks(join(folder, 'locks')) });
}

const commandOf = ({ program, args }: Driver, path: string): string => [program, ...args(path)].join(' ');
const reasonIn = ({ output }: RunResult): string =>
  output.split('\n').find((each) => /error|fail|cannot|no end/i.test(each)) ?? 'no answer';
