import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { entry } from '../open-claude.ts';
import { guardedHome, secondMs } from './guarded-home.ts';

const secret = 'other-server-secret-1';
const others = `{"globalShortcut":"","mcpServers":{"jira":{"command":"uvx","args":[],"env":{"JIRA_TOKEN":"${secret}"}}}}`;
const withUs = { mcpServers: { 'mcp-keyring': { command: entry.command, args: entry.args } } };
const minuteMs = 60 * secondMs;

let on: Awaited<ReturnType<typeof guardedHome>>;
beforeEach(async () => {
  on = await guardedHome();
  await on.write(others);
});
const holdsUs = async () => (await on.read()).includes('mcp-keyring');
/** As Claude does: the whole file anew, from memory. */
const drop = () => on.write(others);

describe('a change while Claude runs', () => {
  it('waits until Claude has really ended, and is written then', async () => {
    await on.runs(7);
    expect(await on.add('on-quit')).toEqual({ path: on.path, waiting: true });
    await on.look();
    expect(await on.read()).toBe(others);
    expect(await on.state()).toBe('waiting');
    await on.runs();
    expect(await holdsUs()).toBe(false);
    on.clock.advance(2 * secondMs);
    await on.look();
    expect(await holdsUs()).toBe(true);
    expect(await on.state()).toBe('guarded');
    expect(await on.kinds()).toEqual(['waiting', 'written']);
    expect(on.notices).toHaveLength(1);
  });

  it('goes on waiting when Claude was only started anew', async () => {
    await on.runs(7);
    await on.add('on-quit');
    await on.runs();
    await on.runs(8);
    on.clock.advance(minuteMs);
    await on.look();
    expect(await holdsUs()).toBe(false);
    expect(await on.state()).toBe('waiting');
  });

  it('is still known after a restart of MCP Keyring', async () => {
    await on.runs(7);
    await on.add('on-quit');
    await on.restart();
    expect(await on.state()).toBe('waiting');
    await on.ends();
    expect(await holdsUs()).toBe(true);
  });

  it('is made on what the file holds by then', async () => {
    await on.runs(7);
    await on.add('on-quit');
    await on.write('{"preferences":{"theme":"dark"}}');
    await on.ends();
    expect(JSON.parse(await on.read())).toMatchObject({ preferences: { theme: 'dark' }, ...withUs });
  });

  it('can be called off, and made at once', async () => {
    await on.runs(7);
    await on.add('on-quit');
    await on.guard().cancel(on.path);
    await on.ends();
    expect(await on.read()).toBe(others);
    await on.runs(8);
    await on.add('on-quit');
    await on.guard().writeNow(on.path);
    expect(await holdsUs()).toBe(true);
    await expect(on.guard().writeNow(on.path)).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await on.kinds()).toEqual(['waiting', 'cancelled', 'waiting', 'written']);
  });

  it('waits on while nobody can say whether Claude runs, and that is said', async () => {
    on.hides();
    await on.look();
    await on.add('on-quit');
    await on.look();
    expect(await on.read()).toBe(others);
    expect(await on.guard().status()).toMatchObject({ claude: 'unknown', files: [{ state: 'waiting' }] });
  });

  it('is refused and explained when the file has become unreadable, and is not tried again and again', async () => {
    await on.runs(7);
    await on.add('on-quit');
    await on.write('{"mcpServers": ');
    await on.ends();
    await on.look();
    expect(await on.read()).toBe('{"mcpServers": ');
    expect((await on.kinds()).filter((kind) => kind === 'refused')).toHaveLength(1);
    expect(await on.guard().status()).toMatchObject({
      files: [{ state: 'refused', problem: { code: 'file-not-parsable' } }],
    });
  });
});

describe('an entry that was dropped', () => {
  beforeEach(async () => {
    await on.add();
    await on.look();
  });

  it('is put back as soon as Claude has ended', async () => {
    await on.runs(7);
    await drop();
    await on.look();
    expect(await holdsUs()).toBe(false);
    expect(await on.state()).toBe('waiting');
    await on.ends();
    expect(JSON.parse(await on.read())).toMatchObject({ mcpServers: { jira: {}, ...withUs.mcpServers } });
    expect(await on.kinds()).toEqual(['written', 'started', 'dropped', 'waiting', 'put-back']);
    expect(on.notices.map(({ title }) => title)).toEqual([
      'Claude Desktop dropped MCP Keyring',
      'MCP Keyring is back in Claude Desktop',
    ]);
  });

  it('is put back at once when Claude does not run, or when the user wants it so', async () => {
    await drop();
    await on.look();
    expect(await holdsUs()).toBe(true);
    on.settings.guardAtOnce = true;
    await on.runs(7);
    await drop();
    await on.look();
    expect(await holdsUs()).toBe(true);
  });

  it('is asked about when the user wants to be asked', async () => {
    on.settings.guard = 'ask';
    await drop();
    await on.look();
    await on.look();
    expect(await holdsUs()).toBe(false);
    expect(await on.guard().status()).toMatchObject({ files: [{ state: 'question', question: 'dropped' }] });
    expect(on.notices).toHaveLength(1);
    await on.guard().answer(on.path, 'put-back');
    await on.look();
    expect(await holdsUs()).toBe(true);
  });

  it('is left out when the user says that it was them', async () => {
    on.settings.guard = 'ask';
    await drop();
    await on.look();
    await on.guard().answer(on.path, 'leave');
    on.settings.guard = 'restore';
    await on.look();
    expect(await on.read()).toBe(others);
    expect((await on.guard().status()).files).toEqual([]);
    expect(await on.kinds()).toContain('left-out');
  });

  it('is only told of when the guard is off, and put back when it is on again', async () => {
    on.settings.guard = 'off';
    await drop();
    await on.look();
    expect(await on.state()).toBe('dropped');
    expect(on.notices.map(({ title }) => title)).toEqual(['Claude Desktop dropped MCP Keyring']);
    on.settings.guard = 'restore';
    await on.look();
    expect(await holdsUs()).toBe(true);
  });

  it('is not fought over: after three times in an hour the guard rests and names the other way', async () => {
    for (let times = 0; times < 3; times += 1) {
      on.clock.advance(5 * minuteMs);
      await drop();
      await on.look();
    }
    expect(await on.state()).toBe('stopped');
    expect(on.notices.at(-1)?.text).toContain('extension');
    await on.look();
    expect(await holdsUs()).toBe(false);
    await on.guard().answer(on.path, 'put-back');
    await on.look();
    expect(await holdsUs()).toBe(true);
    expect(await on.state()).toBe('guarded');
  });

  it('is put back each time when it happens now and then', async () => {
    for (let times = 0; times < 5; times += 1) {
      on.clock.advance(40 * minuteMs);
      await drop();
      await on.look();
      expect(await holdsUs()).toBe(true);
    }
  });

  it('stays away after the user removed it with the button', async () => {
    const { fingerprint } = await on.claude().preview({ path: on.path, change: 'remove' });
    await on.claude().apply({ path: on.path, change: 'remove', fingerprint });
    await on.look();
    expect(await on.read()).toBe(others);
    expect((await on.guard().status()).files).toEqual([]);
  });

  it('shows in its history what was in the file before and after, without the keys of others', async () => {
    await on.runs(7);
    await drop();
    await on.look();
    const dropped = (await on.guard().history(500)).find(({ kind }) => kind === 'dropped')!;
    const { diff } = await on.guard().difference(dropped.id);
    expect(diff).toContain('mcp-keyring');
    expect(diff).not.toContain(secret);
  });

  it('needs no more than the next start to be noticed when nobody looked', async () => {
    await drop();
    await on.restart();
    await on.look();
    expect(await holdsUs()).toBe(true);
    expect(await on.kinds()).toEqual(['written', 'dropped', 'put-back']);
  });
});

describe('the guard', () => {
  it('adds nothing that the user never asked for, and keeps no copy of such a file', async () => {
    await on.look();
    await on.write('{"other": 1}');
    await on.runs(7);
    await on.ends();
    expect(await on.read()).toBe('{"other": 1}');
    expect(await on.guard().history(500)).toEqual([]);
    expect(await readdir(join(on.home, 'data'))).not.toContain('backups');
  });

  it('answers for no file but those it watches, so that our entry gets into no other', async () => {
    const other = join(on.home, 'package.json');
    await writeFile(other, '{"name": "other"}');
    await expect(on.guard().answer(other, 'put-back')).rejects.toMatchObject({ code: 'invalid-input' });
    await on.look();
    await on.ends();
    expect(await readFile(other, 'utf8')).toBe('{"name": "other"}');
  });

  it('asks before it puts back an entry that was made by hand', async () => {
    await on.write(JSON.stringify(withUs));
    await on.look();
    await drop();
    await on.look();
    expect(await on.read()).toBe(others);
    expect(await on.guard().status()).toMatchObject({ files: [{ state: 'question', question: 'dropped' }] });
  });

  it('makes one of two entries, and puts an old path right', async () => {
    await on.add();
    const old = { command: join(on.home, 'gone', 'keyring-host'), args: ['mcp'] };
    await on.write(JSON.stringify({ mcpServers: { keyring: old, 'mcp-keyring': old, jira: { command: 'uvx' } } }));
    await on.look();
    expect(JSON.parse(await on.read())).toEqual({ mcpServers: { ...withUs.mcpServers, jira: { command: 'uvx' } } });
    expect(await on.kinds()).toContain('repaired');
  });

  it.each([
    ['a program of its own that is there', { command: process.execPath, args: ['mcp'] }],
    ['an environment of its own', { command: entry.command, args: entry.args, env: { A: '1' } }],
    ['another data folder', { command: entry.command, args: ['mcp', '--home', '/elsewhere'] }],
  ])('leaves an entry alone that somebody gave %s', async (_, own) => {
    await on.add();
    const text = JSON.stringify({ mcpServers: { 'mcp-keyring': own } });
    await on.write(text);
    await on.look();
    await on.look();
    expect(await on.read()).toBe(text);
  });

  it('counts what Claude writes all day instead of listing it', async () => {
    await on.add();
    for (const theme of ['a', 'b', 'c']) {
      await on.write(JSON.stringify({ ...withUs, theme }));
      await on.look();
    }
    expect(await on.guard().history(500)).toMatchObject([{ kind: 'changed', times: 3 }, { kind: 'written' }]);
  });

  it('notes that Claude was started, with or without our entry', async () => {
    await on.add();
    await on.look();
    await on.runs(7);
    await on.runs(7, 8);
    expect(await on.guard().history(1)).toMatchObject([{ kind: 'started', entry: 'with' }]);
    expect((await on.kinds()).filter((kind) => kind === 'started')).toHaveLength(1);
  });

  it('does nothing with a memory that is damaged, and says so; the button still works', async () => {
    await on.add();
    await on.look();
    await writeFile(on.memoryPath, '{"version": 1, "places": 7}');
    await drop();
    await on.look();
    expect(await on.read()).toBe(others);
    expect(await on.guard().status()).toMatchObject({ files: [], problem: { code: 'data-file-damaged' } });
    await on.add();
    expect(await holdsUs()).toBe(true);
    expect(await readFile(on.memoryPath, 'utf8')).toBe('{"version": 1, "places": 7}');
  });
});
