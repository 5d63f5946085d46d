import { mkdir, mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createBackups } from '../../../src/clients/files/backups.ts';
import type { ClientId } from '../../../src/clients/client.ts';
import { createFileChanges, type ChangeFile } from '../../../src/clients/files/change-file.ts';
import { createFileLocks } from '../../../src/clients/files/file-locks.ts';
import { systemDisk } from '../../../src/clients/files/disk.ts';
import { AppError } from '../../../src/lib/app-error.ts';
import { systemClock } from '../../../src/lib/system-clock.ts';
import type { RunningProcess } from '../../../src/lib/processes.ts';
import { createEntryMoves } from '../../../src/profiles/entry-moves.ts';
import { setUp } from './set-up.ts';

const token = 'ghp_0123456789abcdefghij0123456789abcdef';
const host = { command: '/opt/keyring-host', args: [] };
const cursor = (text: object) => JSON.stringify({ mcpServers: text }, undefined, 2);
const github = { command: 'npx', args: ['-y', 'server-github'], env: { GITHUB_TOKEN: token, LOG_LEVEL: 'debug' } };

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'keyring-moves-'));
});

async function write(path: string, text: string): Promise<string> {
  await mkdir(dirname(join(home, path)), { recursive: true });
  await writeFile(join(home, path), text);
  return join(home, path);
}

type World = { readonly processes?: readonly RunningProcess[]; readonly around?: (change: ChangeFile) => ChangeFile };

async function movesOver({ processes = [], around = (change) => change }: World = {}) {
  const { profiles, keychain, clock, text } = await setUp();
  const backups = createBackups({ folder: join(home, 'backups'), clock });
  let changes = 0;
  const moves = createEntryMoves({
    surroundings: { platform: 'linux', home, env: {} },
    disk: systemDisk,
    profiles,
    changeFile: around(createFileChanges({ backups, clock: systemClock, locks: createFileLocks(join(home, 'locks')) })),
    backups,
    host,
    processes: () => Promise.resolve(processes),
    changed: () => (changes += 1),
  });
  return { moves, profiles, keychain, backups, profileText: text, changes: () => changes };
}

const inCursor = (path: string, server = 'github') => ({ client: 'cursor' as ClientId, path, server });

/** Every byte that lies below the home folder, client files and backups. */
async function everything(): Promise<string> {
  const files = await readdir(home, { recursive: true, withFileTypes: true });
  const texts = files.filter((each) => each.isFile()).map((each) => readFile(join(each.parentPath, each.name), 'utf8'));
  return (await Promise.all(texts)).join('\n');
}

describe('looking through the clients', () => {
  it('names servers with variables that may be keys, and never what is in them', async () => {
    const path = await write(
      '.cursor/mcp.json',
      cursor({
        github,
        remote: { url: 'https://example.com/mcp', headers: { Authorization: `Bearer ${token}` } },
        asked: { command: 'npx', env: { SLACK_TOKEN: '${input:slack}', NODE_OPTIONS: '--inspect' } },
        plain: { command: 'npx' },
      }),
    );
    const { moves } = await movesOver();
    const overview = await moves.overview();
    expect(overview).toEqual({
      uses: [],
      movable: [
        {
          client: 'cursor',
          clientName: 'Cursor',
          path,
          server: 'github',
          reload: expect.any(String) as string,
          variables: [
            { name: 'GITHUB_TOKEN', likely: true },
            { name: 'LOG_LEVEL', likely: false },
          ],
        },
      ],
    });
    expect(JSON.stringify(overview)).not.toContain(token);
  });

  it('passes over files that nobody can read', async () => {
    await write('.cursor/mcp.json', '{ "mcpServers": {');
    const { moves } = await movesOver();
    expect(await moves.overview()).toEqual({ uses: [], movable: [] });
  });
});

describe('moving an entry', () => {
  it('takes the key out of the file and its copies, and names who uses the profile', async () => {
    const text = cursor({ github, other: { command: 'x' } });
    const path = await write('.cursor/mcp.json', text);
    const { moves, profiles, changes, profileText } = await movesOver();
    const written = await moves.moveEntry({ ...inCursor(path), variables: ['GITHUB_TOKEN'] });
    expect(written).toMatchObject({ profileId: 'github', path });
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      mcpServers: {
        github: {
          command: '/opt/keyring-host',
          args: ['run', 'github', '--', 'npx', '-y', 'server-github'],
          env: { LOG_LEVEL: 'debug' },
        },
        other: { command: 'x' },
      },
    });
    expect(await profiles.read('github')).toEqual({ GITHUB_TOKEN: token });
    expect(await everything()).not.toContain(token);
    expect(await profileText()).not.toContain(token);
    expect((await moves.overview()).uses).toMatchObject([{ profileId: 'github', client: 'cursor', server: 'github' }]);
    expect(changes()).toBe(1);
  });

  it('takes a key out of the copies that JSON writes with escapes', async () => {
    const key = 'tulip"meadow\\77';
    const path = await write('.cursor/mcp.json', cursor({ db: { command: 'npx', env: { DB_PASSWORD: key } } }));
    const { moves, profiles } = await movesOver();
    await moves.moveEntry({ ...inCursor(path, 'db'), variables: ['DB_PASSWORD'] });
    expect(await profiles.read('db')).toEqual({ DB_PASSWORD: key });
    expect(await everything()).not.toContain('meadow');
  });

  it('is undone to the byte by putting back', async () => {
    const text = cursor({ github }).replace(
      '"args": [\n        "-y",\n        "server-github"\n      ]',
      '"args": [ "-y",  "server-github" ]',
    );
    const path = await write('.cursor/mcp.json', text);
    const { moves, profiles } = await movesOver();
    await moves.moveEntry({ ...inCursor(path), variables: ['GITHUB_TOKEN', 'LOG_LEVEL'] });
    expect(await everything()).not.toContain(token);
    await moves.putBack(inCursor(path));
    expect(await readFile(path, 'utf8')).toBe(text);
    expect(await profiles.list()).toHaveLength(1);
    await moves.removeProfile('github');
  });

  it('puts the key in force back, where it was replaced in between', async () => {
    const path = await write('.cursor/mcp.json', cursor({ github }));
    const { moves, profiles } = await movesOver();
    await moves.moveEntry({ ...inCursor(path), variables: ['GITHUB_TOKEN'] });
    await profiles.setVariable('github', 'GITHUB_TOKEN', 'ghp_another');
    await moves.putBack(inCursor(path));
    expect(await readFile(path, 'utf8')).toBe(cursor({ github }).replace(token, 'ghp_another'));
  });

  it('uses a profile again that has the same keys: the same server in another client', async () => {
    const path = await write('.cursor/mcp.json', cursor({ github }));
    const windsurf = await write('.codeium/windsurf/mcp_config.json', cursor({ gh: github }));
    const { moves, profiles } = await movesOver();
    await moves.moveEntry({ ...inCursor(path), variables: ['GITHUB_TOKEN'] });
    await moves.moveEntry({ client: 'windsurf', path: windsurf, server: 'gh', variables: ['GITHUB_TOKEN'] });
    expect((await profiles.list()).map(({ id }) => id)).toEqual(['github']);
    expect((await moves.overview()).uses).toHaveLength(2);
  });

  it('makes another profile where the name is taken by other keys', async () => {
    const path = await write('.cursor/mcp.json', cursor({ github }));
    const { moves, profiles } = await movesOver();
    await profiles.create({ name: 'GitHub', variables: { GITHUB_TOKEN: 'another-key' } });
    await moves.moveEntry({ ...inCursor(path), variables: ['GITHUB_TOKEN'] });
    expect((await profiles.list()).map(({ name }) => name)).toEqual(['GitHub', 'github 2']);
  });

  it('takes the keys out of the keychain again when the file is changed by somebody else', async () => {
    const path = await write('.cursor/mcp.json', cursor({ github }));
    const refused = new AppError('file-changed-meanwhile', 'It was changed.', 'Look again.');
    const { moves, profiles, keychain } = await movesOver({ around: () => () => Promise.reject(refused) });
    await expect(moves.moveEntry({ ...inCursor(path), variables: ['GITHUB_TOKEN'] })).rejects.toBe(refused);
    expect(await profiles.list()).toEqual([]);
    expect(keychain.items.size).toBe(0);
    expect(await readFile(path, 'utf8')).toBe(cursor({ github }));
  });

  it('keeps the keys when the file was written and only what follows failed', async () => {
    const path = await write('.cursor/mcp.json', cursor({ github }));
    const late =
      (change: ChangeFile): ChangeFile =>
      async (asked) => {
        await change(asked);
        throw new AppError('file-unreadable', 'The disk is gone.', 'Look.');
      };
    const { moves, profiles } = await movesOver({ around: late });
    await expect(moves.moveEntry({ ...inCursor(path), variables: ['GITHUB_TOKEN'] })).rejects.toBeInstanceOf(AppError);
    expect(await profiles.read('github')).toEqual({ GITHUB_TOKEN: token });
  });

  it('reaches nothing but the files of clients, and servers that are there', async () => {
    const path = await write('elsewhere/mcp.json', cursor({ github }));
    await write('.cursor/mcp.json', cursor({ github }));
    const { moves } = await movesOver();
    const gone = { code: 'file-changed-meanwhile' };
    await expect(moves.moveEntry({ ...inCursor(path), variables: ['GITHUB_TOKEN'] })).rejects.toMatchObject(gone);
    const there = join(home, '.cursor/mcp.json');
    await expect(moves.putBack(inCursor(there))).rejects.toMatchObject(gone);
    await expect(moves.moveEntry({ ...inCursor(there, 'x'), variables: ['A'] })).rejects.toMatchObject(gone);
    await expect(moves.moveEntry({ ...inCursor(there), variables: ['OTHER'] })).rejects.toMatchObject(gone);
  });

  it('leaves Claude Desktop’s file alone while Claude runs', async () => {
    const path = await write('.config/Claude/claude_desktop_config.json', cursor({ github }));
    const running = [
      { pid: 7, path: '/usr/lib/claude-desktop/claude-desktop' },
    ] as unknown as readonly RunningProcess[];
    const { moves } = await movesOver({ processes: running });
    const move = { client: 'claude-desktop' as const, path, server: 'github', variables: ['GITHUB_TOKEN'] };
    await expect(moves.moveEntry(move)).rejects.toMatchObject({ code: 'busy' });
    expect(await readFile(path, 'utf8')).toBe(cursor({ github }));
  });
});

describe('a profile that is in use', () => {
  it('is not removed, and the places are named', async () => {
    const path = await write('.cursor/mcp.json', cursor({ github }));
    const { moves, keychain } = await movesOver();
    await moves.moveEntry({ ...inCursor(path), variables: ['GITHUB_TOKEN'] });
    await expect(moves.removeProfile('github')).rejects.toMatchObject({
      code: 'invalid-input',
      message: `“github” is still used by “github” in Cursor (${path}).`,
    });
    expect(keychain.items.size).toBe(1);
  });
});
