import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createClaudeDesktop, type ClaudeDesktop } from '../../../../src/clients/claude-desktop/claude-desktop.ts';
import { claudePreview, claudeStatus, claudeWritten } from '../../../../src/clients/claude-desktop/status.ts';
import { entry, openClaude } from './open-claude.ts';
import { corpus, refused } from './corpus.ts';

let now: Date;
let home: string;
let path: string;
let claude: ClaudeDesktop;
let processes: () => Promise<{ pid: number; path: string }[]>;
const clock = { now: () => now, wait: () => Promise.resolve() };

beforeEach(async () => {
  now = new Date('2026-11-21T01:02:03.456Z');
  home = await mkdtemp(join(tmpdir(), 'claude-'));
  path = join(home, '.config', 'Claude', 'claude_desktop_config.json');
  processes = () => Promise.resolve([]);
  ({ claude } = await openClaude(home, { clock, processes: () => processes() }));
});

const install = async (content?: string | Buffer): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  if (content !== undefined) await writeFile(path, content);
};
const change = async (kind: 'write' | 'remove') => {
  const { fingerprint } = await claude.preview({ path, change: kind });
  return claudeWritten.parse(await claude.apply({ path, change: kind, fingerprint }));
};
const states = async (): Promise<string[]> => (await claude.status()).locations.map(({ state }) => state);
const refusal = (code: string, text = /./) =>
  expect.objectContaining({ code, message: expect.stringMatching(text) as string }) as Error;

describe('writing the entry into Claude Desktop', () => {
  it('finds no Claude where none is, and makes no folder for it', async () => {
    expect(await claude.status()).toMatchObject({ installed: false, locations: [] });
    await expect(claude.preview({ path, change: 'write' })).rejects.toThrow(refusal('invalid-input'));
    await expect(claude.apply({ path, change: 'write', fingerprint: 'absent' })).rejects.toThrow(
      refusal('invalid-input'),
    );
    expect(await readdir(home)).toEqual([]);
  });

  it('touches no file that is not Claude’s, whatever path it is given', async () => {
    await install('{}');
    const other = join(home, 'other.json');
    await writeFile(other, '{}');
    await expect(claude.preview({ path: other, change: 'write' })).rejects.toThrow(refusal('invalid-input'));
    await expect(claude.preview({ path: `${dirname(path)}/../../other.json`, change: 'write' })).rejects.toThrow(
      refusal('invalid-input'),
    );
  });

  it('makes the file where Claude has none yet, readable by this user alone', async () => {
    await install();
    expect(await states()).toEqual(['missing']);
    const written = await change('write');
    expect(written).toEqual({ path });
    expect(await states()).toEqual(['current']);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      mcpServers: { 'mcp-keyring': { command: entry.command, args: ['mcp'] } },
    });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  // Most of the time goes into waiting for the disk, so several go at once, each with a Claude of its own.
  it.concurrent.each(corpus)('keeps every byte of the rest and gives all of them back: %s', async (_, text) => {
    const own = await mkdtemp(join(tmpdir(), 'claude-'));
    const file = join(own, '.config', 'Claude', 'claude_desktop_config.json');
    const { claude: itsClaude } = await openClaude(own, { clock, processes: () => Promise.resolve([]) });
    const itsChange = async (kind: 'write' | 'remove') => {
      const { fingerprint } = await itsClaude.preview({ path: file, change: kind });
      return itsClaude.apply({ path: file, change: kind, fingerprint });
    };
    const state = async () => (await itsClaude.status()).locations[0]?.state;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    expect(await state()).toBe('without-entry');
    const { backupPath } = await itsChange('write');
    expect(await state()).toBe('current');
    expect(await readFile(backupPath!)).toEqual(Buffer.from(text));
    await itsChange('remove');
    expect(await readFile(file)).toEqual(Buffer.from(text));
    expect(await state()).toBe('without-entry');
  });

  it.each(refused)('refuses and leaves alone, byte and date: %s', async (_, content, where) => {
    await install(content);
    const longAgo = new Date('2026-01-02T03:04:05Z');
    await utimes(path, longAgo, longAgo);
    expect((await claude.status()).locations).toMatchObject([
      {
        state: 'not-parsable',
        problem: { code: 'file-not-parsable', message: expect.stringMatching(where) as string },
      },
    ]);
    for (const kind of ['write', 'remove'] as const)
      await expect(change(kind)).rejects.toThrow(refusal('file-not-parsable', where));
    expect(await readFile(path)).toEqual(Buffer.from(content));
    expect((await stat(path)).mtime).toEqual(longAgo);
    expect(await readdir(home)).toEqual(['.config']);
  });

  it('says outdated when the program has moved, and puts the entry right', async () => {
    await install('{"mcpServers": {"mcp-keyring": {"command": "/old/keyring-host", "args": ["mcp"]}}}');
    expect(await states()).toEqual(['outdated']);
    await change('write');
    expect(await states()).toEqual(['current']);
  });

  it('writes nothing, and no backup, when there is nothing to change', async () => {
    await install('{"a": 1}');
    expect(await claude.preview({ path, change: 'remove' })).toMatchObject({ changes: false, diff: '' });
    expect(await change('remove')).toEqual({ path });
    expect(await readdir(home)).toEqual(['.config']);
  });

  it('refuses a change to a file that is no longer the one that was looked at', async () => {
    await install('{"a": 1}');
    const { fingerprint } = await claude.preview({ path, change: 'write' });
    await writeFile(path, '{"a": 2}');
    await expect(claude.apply({ path, change: 'write', fingerprint })).rejects.toThrow(
      refusal('file-changed-meanwhile'),
    );
    expect(await readFile(path, 'utf8')).toBe('{"a": 2}');
    expect(await readdir(home)).toEqual(['.config']);
  });

  it('refuses when Claude made the file after it was seen missing', async () => {
    await install();
    const { fingerprint } = await claude.preview({ path, change: 'write' });
    await writeFile(path, '{}');
    await expect(claude.apply({ path, change: 'write', fingerprint })).rejects.toThrow(
      refusal('file-changed-meanwhile'),
    );
  });

  it('lets only the first of two changes at once through', async () => {
    await install('{"a": 1}');
    const { fingerprint } = await claude.preview({ path, change: 'write' });
    const apply = () => claude.apply({ path, change: 'write', fingerprint });
    const results = await Promise.allSettled([apply(), apply()]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await states()).toEqual(['current']);
  });

  it('changes the file behind a link and keeps the link', async () => {
    await install();
    const dotfile = join(home, 'dotfiles.json');
    await writeFile(dotfile, '{"a": 1}');
    await symlink(dotfile, path);
    await change('write');
    expect(await readlink(path)).toBe(dotfile);
    expect(JSON.parse(await readFile(dotfile, 'utf8'))).toHaveProperty('mcpServers');
    await change('remove');
    expect(await readFile(dotfile, 'utf8')).toBe('{"a": 1}');
  });

  it('does not replace a link that leads nowhere', async () => {
    await install();
    await symlink(join(home, 'gone.json'), path);
    expect((await claude.status()).locations).toMatchObject([
      { state: 'unreadable', problem: { code: 'file-unreadable', message: expect.stringContaining('link') as string } },
    ]);
    await expect(change('write')).rejects.toThrow(refusal('file-unreadable', /link/));
    expect(await readlink(path)).toBe(join(home, 'gone.json'));
  });

  it('keeps the mode of the file', async () => {
    await install('{}');
    await chmod(path, 0o640);
    await change('write');
    expect((await stat(path)).mode & 0o777).toBe(0o640);
  });

  it('respects a write-protected file', async () => {
    await install('{"a": 1}');
    await chmod(path, 0o444);
    await expect(change('write')).rejects.toThrow(refusal('file-unreadable', /write-protected/));
    expect(await readFile(path, 'utf8')).toBe('{"a": 1}');
    expect(await readdir(home)).toEqual(['.config']);
  });

  it('says so when a folder stands where the file should be', async () => {
    await install();
    await mkdir(path);
    expect(await states()).toEqual(['unreadable']);
    await expect(change('write')).rejects.toThrow(refusal('file-unreadable'));
  });

  it('changes nothing when no backup can be made', async () => {
    await install('{"a": 1}');
    await writeFile(join(home, 'data'), 'a file where the folder should be');
    await expect(change('write')).rejects.toThrow(refusal('file-unreadable', /backup/));
    expect(await readFile(path, 'utf8')).toBe('{"a": 1}');
  });

  it('leaves nothing but the file in Claude’s folder', async () => {
    await install('{"a": 1}');
    await change('write');
    expect(await readdir(dirname(path))).toEqual(['claude_desktop_config.json']);
  });
});

describe('the status', () => {
  it('says whether Claude runs, and that it cannot tell where it cannot', async () => {
    await install('{}');
    expect(await claude.status()).toMatchObject({ installed: true, running: false });
    processes = () => Promise.resolve([{ pid: 7, path: '/usr/lib/claude-desktop/claude-desktop' }]);
    expect(await claude.status()).toMatchObject({ running: true });
    processes = () => Promise.reject(new Error('forbidden by policy'));
    expect(claudeStatus.parse(await claude.status())).toMatchObject({ running: false, runningUnknown: true });
  });

  it('refuses to be made with a command that is not absolute', () => {
    const parts = {
      surroundings: { platform: 'linux', home, env: {} },
      processes,
      guard: { apply: () => Promise.reject(new Error()) },
    } as const;
    expect(() => createClaudeDesktop({ ...parts, entry: { ...entry, command: 'keyring-host' } })).toThrow(/absolute/);
  });
});

describe('the preview', () => {
  it('shows the change as a diff and hides the keys of other servers everywhere', async () => {
    const secret = 'sekrit-value-1';
    await install(
      JSON.stringify(
        { mcpServers: { jira: { command: 'uvx', args: ['mcp-atlassian'], env: { JIRA_API_TOKEN: secret } } } },
        null,
        2,
      ),
    );
    const preview = claudePreview.parse(await claude.preview({ path, change: 'write' }));
    expect(JSON.stringify(preview)).not.toContain(secret);
    expect(preview.changes).toBe(true);
    expect(preview.before.split('\n')).toHaveLength(13);
    expect(preview.diff).toBe(
      [
        `--- ${path}`,
        `+++ ${path}`,
        '@@ -8,6 +8,10 @@',
        '       "env": {',
        '         "JIRA_API_TOKEN": "●●●●"',
        '       }',
        '+    },',
        '+    "mcp-keyring": {',
        `+      "command": "${entry.command}",`,
        '+      "args": ["mcp"]',
        '     }',
        '   }',
        ' }',
        '\\ No newline at end of file',
        '',
      ].join('\n'),
    );
    await claude.apply({ path, change: 'write', fingerprint: preview.fingerprint });
    expect(await readFile(path, 'utf8')).toContain(secret);
  });
});
