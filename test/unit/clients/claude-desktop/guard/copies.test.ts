import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { guardedHome } from './guarded-home.ts';

const secret = 'other-server-secret-1';
const others = `{"mcpServers":{"jira":{"command":"uvx","args":[],"env":{"JIRA_TOKEN":"${secret}"}}}}`;

let on: Awaited<ReturnType<typeof guardedHome>>;
beforeEach(async () => {
  on = await guardedHome();
  await on.write(others);
});
const holdsUs = async () => (await on.read()).includes('mcp-keyring');

describe('copies of Claude’s file', () => {
  beforeEach(async () => {
    await on.add();
    await on.look();
  });

  it('are listed with what they are for, and only this user can read them', async () => {
    const listed = await on.guard().backups();
    expect(listed.map(({ kind }) => kind).toSorted()).toEqual(['change', 'seen']);
    expect(listed.every(({ bytes, origin }) => bytes > 0 && origin === on.path)).toBe(true);
    const path = join(on.home, 'data', 'backups', listed[0]!.id);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('are compared with the file without the keys of others, and restored to the byte', async () => {
    const before = (await on.guard().backups()).find(({ kind }) => kind === 'change')!;
    const { diff, fingerprint, holdsEntry } = await on.guard().compare({ id: before.id });
    expect(diff).toContain('mcp-keyring');
    expect(diff).not.toContain(secret);
    expect(holdsEntry).toBe(false);
    await on.guard().restore({ id: before.id, fingerprint: fingerprint!, when: 'now' });
    expect(await on.read()).toBe(others);
    await on.look();
    expect(await on.read()).toBe(others);
    expect(await on.kinds()).toEqual(['written', 'restored']);
    expect((await on.guard().backups()).filter(({ kind }) => kind === 'change')).toHaveLength(2);
  });

  it('are restored when Claude ends, and never over a file that was not looked at', async () => {
    const before = (await on.guard().backups()).find(({ kind }) => kind === 'change')!;
    await on.runs(7);
    await on.guard().restore({ id: before.id, fingerprint: '', when: 'on-quit' });
    expect(await holdsUs()).toBe(true);
    await on.ends();
    expect(await on.read()).toBe(others);
    await expect(on.guard().restore({ id: before.id, fingerprint: 'old', when: 'now' })).rejects.toMatchObject({
      code: 'file-changed-meanwhile',
    });
    await expect(on.guard().restore({ id: '../settings.json', fingerprint: '', when: 'now' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  it('that cannot be read as JSON are not shown, because nothing in them could be masked', async () => {
    await on.write(`{"mcpServers": {"jira": {"env": {"T": "${secret}"`);
    await on.look();
    const [event] = await on.guard().history(1);
    expect(await on.guard().difference(event!.id)).toEqual({ why: 'not-parsable' });
  });
});
