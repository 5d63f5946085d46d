import { mkdir, mkdtemp, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CommandOutcome } from '../../../src/secrets/command-reference.ts';
import { createReferenceReader, type ReferenceParts } from '../../../src/secrets/reference-reader.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';

const minute = 60_000;
const printed = (stdout: string): CommandOutcome => ({ kind: 'ended', code: 0, stdout });

async function setUp(edits: Partial<ReferenceParts> = {}) {
  const home = await mkdtemp(join(tmpdir(), 'references-'));
  const clock = new FakeClock();
  const runs: (readonly string[])[] = [];
  const reads: string[] = [];
  let outcome: CommandOutcome | Promise<CommandOutcome> = printed('first-key\n');
  const reader = createReferenceReader({
    platform: 'linux',
    home,
    env: {},
    startedBy: 'user',
    clock,
    files: {
      stat: (path) => stat(path),
      readFile: (path) => {
        reads.push(path);
        return readFile(path);
      },
    },
    run: (command) => {
      runs.push(command);
      return Promise.resolve(outcome);
    },
    ...edits,
  });
  const commandGives = (next: typeof outcome): void => {
    outcome = next;
  };
  const put = async (content: string | Buffer): Promise<{ kind: 'file'; path: string }> => {
    const path = join(home, 'key');
    await writeFile(path, content);
    return { kind: 'file', path };
  };
  return { home, reader, clock, runs, reads, commandGives, put };
}

describe('a key in a file', () => {
  it.each([
    ['a trailing line break', 'the-key\n'],
    ['a line break of Windows', 'the-key\r\n'],
    ['a byte order mark', '\uFEFFthe-key'],
    ['what PowerShell writes', Buffer.from('\uFEFFthe-key\r\n', 'utf16le')],
  ])('is read without %s', async (_what, content) => {
    const { reader, put } = await setUp();
    expect(await reader.read(await put(content))).toBe('the-key');
  });

  it('is read once while the file stays as it is, and again when it was replaced or written', async () => {
    const { reader, put, home, reads } = await setUp();
    const file = await put('first');
    expect([await reader.read(file), await reader.read(file)]).toEqual(['first', 'first']);
    expect(reads).toHaveLength(1);
    await writeFile(join(home, 'other'), 'other');
    await rename(join(home, 'other'), file.path);
    expect(await reader.read(file)).toBe('other');
    await writeFile(file.path, 'written');
    expect(await reader.read(file)).toBe('written');
  });

  it('is found through a link, as Kubernetes mounts secrets, and below the home folder', async () => {
    const { reader, put, home } = await setUp();
    const { path } = await put('linked');
    await symlink(path, join(home, 'link'));
    expect(await reader.read({ kind: 'file', path: join(home, 'link') })).toBe('linked');
    expect(await reader.read({ kind: 'file', path: '~/key' })).toBe('linked');
    expect(await reader.resolve({ kind: 'file', path: '~/key' })).toEqual({ kind: 'file', path });
  });

  it('is read again when asked for anew', async () => {
    const { reader, put, reads } = await setUp();
    const file = await put('key');
    await reader.read(file);
    await reader.readAnew(file);
    expect(reads).toHaveLength(2);
  });

  it('says what is there instead', async () => {
    const { reader, put, home } = await setUp();
    const messageOf = async (path: string) =>
      reader.read({ kind: 'file', path }).catch((error: unknown) => (error as Error).message);
    expect(await messageOf(join(home, 'nothing'))).toBe(`There is no file ${join(home, 'nothing')}.`);
    await mkdir(join(home, 'folder'));
    expect(await messageOf(join(home, 'folder'))).toBe(`${join(home, 'folder')} is a folder, not a file.`);
    expect(await messageOf('/dev/null')).toBe('/dev/null is not an ordinary file.');
    const { path } = await put('\n');
    expect(await messageOf(path)).toBe(`${path} is empty.`);
    await put('x'.repeat(8193));
    expect(await messageOf(path)).toBe(`${path} is too long for a key.`);
    expect(await messageOf('key.txt')).toBe('“key.txt” is not a full path.');
  });

  it('tells a file that may not be read from one that is not there', async () => {
    const denied = Object.assign(new Error('EACCES'), { code: 'EACCES' });
    const { reader, put } = await setUp({
      files: { stat: (path) => stat(path), readFile: () => Promise.reject(denied) },
    });
    const file = await put('key');
    await expect(reader.read(file)).rejects.toMatchObject({
      code: 'secret-source-failed',
      message: `${file.path} cannot be read.`,
    });
  });

  it('is found on Windows by a path with a drive', async () => {
    const { reader } = await setUp({ platform: 'win32', home: 'C:\\Users\\Ada' });
    expect(await reader.resolve({ kind: 'file', path: '~\\jira.key' })).toEqual({
      kind: 'file',
      path: 'C:\\Users\\Ada\\jira.key',
    });
  });
});

describe('a key in an environment variable', () => {
  it('is read', async () => {
    const { reader } = await setUp({ env: { JIRA_TOKEN: 'from-env' } });
    expect(await reader.read({ kind: 'env', name: 'JIRA_TOKEN' })).toBe('from-env');
  });

  it('that is missing or empty says so', async () => {
    const { reader } = await setUp({ env: { EMPTY: '' } });
    await expect(reader.read({ kind: 'env', name: 'NONE' })).rejects.toMatchObject({
      code: 'secret-source-failed',
      message: 'The environment variable NONE is not set for MCP Keyring.',
    });
    await expect(reader.read({ kind: 'env', name: 'EMPTY' })).rejects.toThrow('EMPTY is empty');
  });

  it('that does not reach a process of Claude says why, and what to choose instead', async () => {
    const { reader } = await setUp({ startedBy: 'client' });
    await expect(reader.read({ kind: 'env', name: 'JIRA_TOKEN' })).rejects.toMatchObject({
      message: 'The environment variable JIRA_TOKEN does not reach the MCP server.',
      next: expect.stringMatching(/almost no environment.*a file or a command/) as string,
    });
  });
});

describe('a key that a command prints', () => {
  const op = { kind: 'command' as const, command: ['/usr/bin/op', 'read', 'op://Private/Jira/token'] };

  it('is kept for five minutes', async () => {
    const { reader, runs, clock, commandGives } = await setUp();
    expect(await reader.read(op)).toBe('first-key');
    commandGives(printed('second-key'));
    clock.advance(5 * minute - 1);
    expect(await reader.read(op)).toBe('first-key');
    clock.advance(1);
    expect(await reader.read(op)).toBe('second-key');
    expect(runs).toEqual([op.command, op.command]);
  });

  it('is asked for once by those who come at the same moment, also after a refusal', async () => {
    const { reader, runs } = await setUp();
    await Promise.all([reader.read(op), reader.read(op), reader.readAnew(op)]);
    expect(runs).toHaveLength(1);
    await Promise.all([reader.readAnew(op), reader.readAnew(op), reader.read(op)]);
    expect(runs).toHaveLength(2);
  });

  it('is asked for at once when a new one is wanted, or after everything was forgotten', async () => {
    const { reader, commandGives, runs } = await setUp();
    await reader.read(op);
    commandGives(printed('second-key'));
    expect(await reader.readAnew(op)).toBe('second-key');
    expect(await reader.read(op)).toBe('second-key');
    reader.forget();
    await reader.read(op);
    expect(runs).toHaveLength(3);
  });

  it('is asked for again after a failure', async () => {
    const { reader, commandGives } = await setUp();
    commandGives({ kind: 'ended', code: 1, stdout: '' });
    await expect(reader.read(op)).rejects.toThrow('“op” ended with exit code 1 and gave no key.');
    commandGives(printed('key'));
    expect(await reader.read(op)).toBe('key');
  });

  it.each<[CommandOutcome, string]>([
    [{ kind: 'not-found' }, 'The command “op” was not found.'],
    [{ kind: 'not-startable', error: new Error('EACCES') }, '“op” is not a program that can be started.'],
    [{ kind: 'too-slow' }, '“op” did not answer within 30 seconds.'],
    [{ kind: 'too-much' }, '“op” printed more than a key.'],
    [{ kind: 'killed', signal: 'SIGTERM' }, '“op” ended with SIGTERM and gave no key.'],
    [printed('\n'), '“op” printed nothing.'],
  ])('that does not come says why: %j', async (outcome, message) => {
    const { reader, commandGives } = await setUp();
    commandGives(outcome);
    await expect(reader.read(op)).rejects.toMatchObject({ code: 'secret-source-failed', message });
  });

  it('repeats neither what a failed command printed nor its arguments', async () => {
    const { reader, commandGives } = await setUp();
    commandGives({ kind: 'ended', code: 3, stdout: 'half-a-secret' });
    const error: unknown = await reader.read(op).catch((thrown: unknown) => thrown);
    expect(JSON.stringify({ ...(error as object), message: (error as Error).message })).not.toMatch(/half|Private/);
  });

  it('tells a process of Claude that its PATH is short', async () => {
    const { reader, commandGives } = await setUp({ startedBy: 'client' });
    commandGives({ kind: 'not-found' });
    await expect(reader.read(op)).rejects.toMatchObject({
      next: expect.stringContaining('Claude starts our server with a very short PATH') as string,
    });
  });
});

describe('the program of a command', () => {
  const programs = (...paths: string[]) => ({
    stat: (path: string) =>
      paths.includes(path)
        ? Promise.resolve({ isFile: () => true, isDirectory: () => false, size: 9, mtimeMs: 0, ino: 1, mode: 0o755 })
        : Promise.reject(new Error('ENOENT')),
    readFile: () => Promise.reject(new Error('not read')),
  });
  const resolved = async (program: string, parts: Partial<ReferenceParts>) => {
    const { reader } = await setUp(parts);
    const reference = await reader.resolve({ kind: 'command', command: [program, 'read', '~/x'] });
    return reference.kind === 'command' ? reference.command : reference;
  };

  it('is stored with its full path, its arguments as they are', async () => {
    const files = programs('/opt/bin/op', '/usr/bin/op');
    expect(await resolved('op', { files, env: { PATH: 'bin:/none:/opt/bin:/usr/bin' } })).toEqual([
      '/opt/bin/op',
      'read',
      '~/x',
    ]);
  });

  it('may be given below the home folder, not by a path that depends on where we were started', async () => {
    const files = programs('/home/ada/bin/key.sh');
    expect(await resolved('~/bin/key.sh', { files, home: '/home/ada' })).toContain('/home/ada/bin/key.sh');
    await expect(resolved('bin/key.sh', { files })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('is not one that nobody may run', async () => {
    const { reader, put } = await setUp();
    const { path } = await put('no program');
    await expect(reader.resolve({ kind: 'command', command: [path] })).rejects.toThrow('is not a program');
    await expect(reader.resolve({ kind: 'command', command: ['none'] })).rejects.toThrow('“none” was not found');
  });

  it('is found on Windows with its ending, and a batch file is refused', async () => {
    const windows = { platform: 'win32', home: 'C:\\Users\\Ada', env: { Path: '"C:\\op";C:\\aws' } } as const;
    const files = programs('C:\\op\\op.exe', 'C:\\aws\\aws.cmd');
    expect(await resolved('op', { ...windows, files })).toContain('C:\\op\\op.exe');
    await expect(resolved('aws', { ...windows, files })).rejects.toThrow('“aws.cmd” is a batch file');
  });
});
