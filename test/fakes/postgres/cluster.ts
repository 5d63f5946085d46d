import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, chown, copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

/** A real PostgreSQL of its own on the loopback, in a temporary folder. */
export type Cluster = {
  /** `user` and `password` are of a user who may do everything unless others are given. */
  readonly url: (changes?: { user?: string; password?: string; database?: string; query?: string }) => string;
  /** As the user who may do everything. */
  readonly sql: (text: string, database?: string) => Promise<void>;
  readonly socketFolder: string;
  readonly close: () => Promise<void>;
};

export const owner = { user: 'keeper', password: 'p@ss/wörd-of-the-keeper' } as const;

type Rights = { readonly uid?: number; readonly gid?: number };

/** `certificate`: a folder with `cert.pem` and `key.pem`; TLS is offered with it. */
export async function startCluster(programs: string, certificate?: { cert: string; key: string }): Promise<Cluster> {
  const rights = await rightsOfServer();
  const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
  const data = join(folder, 'data');
  await writeFile(join(folder, 'password'), owner.password);
  await Promise.all([folder, join(folder, 'password')].map((path) => give(path, rights)));
  await promisify(execFile)(
    join(programs, 'initdb'),
    [
      '-D',
      data,
      '-U',
      owner.user,
      '--pwfile',
      join(folder, 'password'),
      '-A',
      'scram-sha-256',
      '-E',
      'UTF8',
      '--no-sync',
    ],
    { ...rights, cwd: folder, timeout: 60_000 },
  );
  const port = await freePort();
  // In the file and not among the arguments, which could not be changed while it runs.
  const tls = certificate === undefined ? [] : await tlsSettings(folder, certificate, rights);
  await appendFile(join(data, 'postgresql.conf'), tls.map((line) => `${line}\n`).join(''));
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'fsync=off'];
  const args = ['-D', data, ...settings.flatMap((each) => ['-c', each])];
  const server = spawn(join(programs, 'postgres'), args, {
    ...rights,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await ready(server);
  const url: Cluster['url'] = ({ user, password, database, query } = {}) => {
    const login = `${user ?? owner.user}:${encodeURIComponent(password ?? owner.password)}`;
    return `postgresql://${login}@127.0.0.1:${port}/${database ?? 'postgres'}${query === undefined ? '' : `?${query}`}`;
  };
  return {
    url,
    socketFolder: folder,
    sql: (text, database) => run(url(database === undefined ? {} : { database }), text),
    close: () => stop(server, folder),
  };
}

/** PostgreSQL refuses to run as root. */
async function rightsOfServer(): Promise<Rights> {
  if (process.getuid?.() !== 0) return {};
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const user = ['postgres', 'nobody'].map((name) => users.find(([each]) => each === name)).find((each) => each);
  if (user === undefined) throw new Error('There is no user as whom PostgreSQL could run');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

const give = (path: string, rights: Rights): Promise<void> =>
  rights.uid === undefined ? Promise.resolve() : chown(path, rights.uid, rights.gid ?? rights.uid);

async function tlsSettings(
  folder: string,
  { cert, key }: { cert: string; key: string },
  rights: Rights,
): Promise<string[]> {
  const [certFile, keyFile] = [join(folder, 'server.crt'), join(folder, 'server.key')];
  await copyFile(cert, certFile);
  await writeFile(keyFile, await readFile(key), { mode: 0o600 });
  await Promise.all([certFile, keyFile].map((path) => give(path, rights)));
  return ['ssl = on', `ssl_cert_file = '${certFile}'`, `ssl_key_file = '${keyFile}'`];
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why: string): void => {
      reject(new Error(`PostgreSQL did not start: ${why}\n${said}`));
    };
    const limit = setTimeout(fail, 30_000, 'no answer in 30 s');
    server.once('error', (error) => {
      fail(error.message);
    });
    server.once('exit', () => {
      fail('it ended');
    });
    server.stderr?.on('data', (data: Buffer) => {
      said += data.toString();
      if (!said.includes('ready to accept connections')) return;
      clearTimeout(limit);
      resolve();
    });
  });
}

async function run(connectionString: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

async function stop(server: ChildProcess, folder: string): Promise<void> {
  const ended = server.exitCode === null ? once(server, 'exit') : Promise.resolve();
  server.kill('SIGINT');
  await ended;
  await rm(folder, { recursive: true, force: true });
}
