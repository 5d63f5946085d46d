import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { silentLogger } from '../../../src/lib/logger.ts';
import { createVaultAgent } from '../../../src/secrets/vault-agent.ts';
import { vaultAgentPath } from '../../../src/secrets/vault-agent-wire.ts';
import { createVault } from '../../../src/secrets/vault.ts';
import { startHost } from '../built-host.ts';
import { clientEnv, hostWithKeychain, madePlace, placeInKeychain, madeProgram, secret, storing } from './children.ts';
import { canStartSession, startSession } from '../secrets/surrounding-keyring.ts';

let host = '';
let folder = '';
let keychainPlace = '';
let place: Awaited<ReturnType<typeof madePlace>>;
beforeAll(async () => {
  [host, place] = await Promise.all([hostWithKeychain(), madePlace()]);
  ({ folder } = place);
  keychainPlace = await placeInKeychain();
}, 60_000);

type RunOptions = { readonly profile?: string; readonly env?: Record<string, string> };

/** `keyring-host run server -- <command>`, started as a client starts its servers. */
const run = (command: readonly string[], { profile = 'server', env = {} }: RunOptions = {}) =>
  startHost([process.execPath, host, 'run', profile, '--home', folder, '--', ...command], {
    ...clientEnv(folder),
    ...env,
  });
const node = (source: string, ...args: string[]) => ['node', '-e', source, ...args];
const told = async (started: ReturnType<typeof run>) => {
  const exit = await started.exited;
  return { ...exit, ...started.output };
};

describe.skipIf(process.platform === 'win32')('another server, started with keys', () => {
  it('finds its keys in its environment, beside everything it would have had, and its arguments as they were', async () => {
    const args = ['--home', '--', '', 'ü ☃', '-v', '$HOME', "it's"];
    const source = 'console.log(JSON.stringify([process.argv.slice(1), process.env, process.cwd()]))';
    const { stdout, stderr } = await told(run(node(source, '--', ...args), { env: { LOG_LEVEL: 'debug' } }));
    const [argv, env, cwd] = JSON.parse(stdout) as [string[], Record<string, string>, string];
    expect(argv).toEqual(args);
    expect(env).toEqual({ ...clientEnv(folder), LOG_LEVEL: 'debug', SERVER_TOKEN: secret });
    expect(cwd).toBe('/');
    expect(stderr).toBe('');
  });

  it('gets every byte of stdin and gives every byte of stdout, however long the lines', async () => {
    const bytes = Buffer.concat([randomBytes(300_000), Buffer.alloc(1_100_000, 'x'), Buffer.from('\r\n\0\n')]);
    const child = spawn(process.execPath, [host, 'run', 'server', '--home', folder, '--', 'cat'], {
      env: clientEnv(folder),
    });
    child.stdin.end(bytes);
    const out = await buffer(child.stdout);
    const hash = (each: Buffer) => createHash('sha256').update(each).digest('hex');
    expect([out.length, hash(out)]).toEqual([bytes.length, hash(bytes)]);
  });

  it('ends with its own exit code, and its stderr is its own', async () => {
    const source = 'process.stderr.write("one\\ntwo"); process.exitCode = Number(process.argv[1])';
    for (const code of [0, 3, 127]) {
      expect(await told(run(node(source, String(code))))).toEqual({
        code,
        signal: null,
        stdout: '',
        stderr: 'one\ntwo',
      });
    }
  });

  it.each(['SIGTERM', 'SIGKILL', 'SIGSEGV', 'SIGPIPE'] as const)('dies of %s, and that is seen', async (signal) => {
    expect(await told(run(['sh', '-c', `kill -${signal.slice(3)} $$; sleep 5`]))).toMatchObject({ code: null, signal });
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('hears %s, and may answer it', async (signal) => {
    const source = `process.on('${signal}', () => { console.log('heard'); process.exit(7); }); setInterval(() => {}, 1e6); console.log('ready')`;
    const started = run(node(source));
    await new Promise((resolve) => started.child.stdout.once('data', resolve));
    started.child.kill(signal);
    expect(await told(started)).toMatchObject({ code: 7, stdout: 'ready\nheard\n' });
  });

  it('sees the end of stdin', async () => {
    const started = run(node('process.stdin.resume().on("end", () => console.log("end"))'));
    started.child.stdin.end();
    expect(await told(started)).toMatchObject({ code: 0, stdout: 'end\n' });
  });

  it('is not left alone when its client kills it hard: there is no other process', async () => {
    const started = run(node('console.log(process.pid); setInterval(() => {}, 1e6)'));
    await new Promise((resolve) => started.child.stdout.once('data', resolve));
    expect(Number(started.output.stdout)).toBe(started.child.pid);
    started.child.kill('SIGKILL');
    expect(await started.exited).toEqual({ code: null, signal: 'SIGKILL' });
    expect(() => process.kill(Number(started.output.stdout), 0)).toThrow('ESRCH');
  });

  it.skipIf(process.platform !== 'linux')('has the open files and the signals that it would have had', async () => {
    const looks = [
      ['/bin/ls', '/proc/self/fd'],
      ['/bin/grep', '-E', 'Sig(Blk|Ign)', '/proc/self/status'],
    ];
    for (const look of looks) {
      const [through, bare] = [await told(run(look)), await told(startHost(look))];
      expect(through.stdout).toBe(bare.stdout);
    }
  });

  it('starts with a large environment, and with one too large to become it', async () => {
    const source = 'console.log(Object.keys(process.env).length, process.env.SERVER_TOKEN.length)';
    for (const count of [30, 80]) {
      const env = Object.fromEntries(Array.from({ length: count }, (_, at) => [`BIG_${at}`, 'x'.repeat(4_000)]));
      const expected = Object.keys(clientEnv(folder)).length + count + 1;
      expect(await told(run(node(source), { env }))).toMatchObject({ stdout: `${expected} ${secret.length}\n` });
    }
  });

  it('may be a script, with or without a first line that names its interpreter', async () => {
    await madeProgram(folder, 'with-line', '#!/usr/bin/env node\nconsole.log(process.env.SERVER_TOKEN.length)\n');
    await madeProgram(folder, 'without-line', 'echo "${#SERVER_TOKEN}"\n');
    for (const name of ['with-line', 'without-line']) {
      expect(await told(run([name]))).toMatchObject({ code: 0, stdout: `${secret.length}\n`, stderr: '' });
    }
  });
});

describe.skipIf(process.platform === 'win32')('a server that cannot be started', () => {
  it('for want of the program: 127, the PATH that was searched and what to do', async () => {
    const { code, stdout, stderr } = await told(run(['npx-that-is-not-there', '--token', 'abc']));
    expect([code, stdout]).toEqual([127, '']);
    expect(stderr).toContain('“npx-that-is-not-there” was not found on this PATH: ');
    expect(stderr).toContain(clientEnv(folder)['PATH']);
    expect(stderr).not.toContain('abc');
    expect((await told(run(['/nowhere/npx']))).stderr).toContain('There is no program /nowhere/npx.');
  });

  it('for want of the right to start it: 126', async () => {
    await madeProgram(folder, 'no-right', '#!/bin/sh\n', 0o644);
    await madeProgram(folder, 'no-interpreter', '#!/nowhere/node\n');
    expect(await told(run(['no-right']))).toMatchObject({ code: 126, stdout: '' });
    expect(await told(run(['no-interpreter']))).toMatchObject({ signal: null, stdout: '' });
  });

  it('for want of the profile: 64, and the ones there are', async () => {
    const { code, stdout, stderr } = await told(run(['cat'], { profile: 'gitlab' }));
    expect([code, stdout]).toEqual([64, '']);
    expect(stderr).toContain('There is no profile “gitlab”. There are: server.');
  });

  it('for want of words: 64', async () => {
    for (const args of [
      ['run'],
      ['run', 'server'],
      ['run', 'server', '--'],
      ['run', '--', 'cat'],
      ['run', 'a', 'b', '--', 'cat'],
    ]) {
      const started = startHost([process.execPath, host, ...args], clientEnv(folder));
      expect(await told(started)).toMatchObject({ code: 64, stdout: '' });
    }
  });

  it.skipIf(!canStartSession)('for want of an open keychain: 69', async () => {
    const session = await startSession();
    const args = [host, 'run', 'server', '--home', keychainPlace, '--', 'cat'];
    const source = `import { spawnSync } from 'node:child_process';
      const { status, stdout, stderr } = spawnSync(process.execPath, ${JSON.stringify(args)}, { encoding: 'utf8' });
      console.log(JSON.stringify({ status, stdout, stderr }));`;
    await session.run('unlocked', storing('profile/server/SERVER_TOKEN/1'));
    const ended = JSON.parse(await session.run('locked', source)) as { status: number; stdout: string; stderr: string };
    await session.close();
    expect(ended).toMatchObject({ status: 69, stdout: '' });
    expect(ended.stderr).toMatch(/^keyring-host run: The keychain \(Secret Service\) is locked\. /);
  });

  it('for want of an unlocked vault: 69, and it starts once the vault is open', async () => {
    const vault = createVault({ path: join(folder, 'vault.json') });
    await vault.create('a passphrase of the tests');
    const path = vaultAgentPath({ folder, platform: 'linux', home: folder });
    const agent = createVaultAgent({ vault, path, logger: silentLogger });
    await place.inVault(vault, secret);
    const closed = await told(run(['cat'], { profile: 'vaulted' }));
    expect([closed.code, closed.stdout]).toEqual([69, '']);
    expect(closed.stderr).toContain('vault is locked');
    await agent.open();
    const open = await told(run(node('console.log(process.env.VAULTED)'), { profile: 'vaulted' }));
    await agent.close();
    expect(open).toMatchObject({ code: 0, stdout: `${secret}\n`, stderr: '' });
  });

  it('for want of the key: 69, and no word of any key', async () => {
    const bus = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere/bus' };
    await place.profiles.create({ name: 'Other', variables: { OTHER_TOKEN: { kind: 'file', path: '/nowhere/key' } } });
    const { code, stdout, stderr } = await told(run(['cat'], { profile: 'other', env: bus }));
    expect([code, stdout]).toEqual([69, '']);
    expect(stderr).toContain('There is no file /nowhere/key.');
    expect(await readFile(join(folder, 'profiles.json'), 'utf8')).not.toContain(secret);
  });
});
