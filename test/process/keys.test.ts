import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startSimulator, type Simulator } from '../../src/simulator/simulator.ts';
import { addDays, todayIn } from '../../src/keys/due.ts';
import { connectionTo } from '../unit/diagnosis/harness.ts';
import { builtHost, callTool, hello, initialized, startHost } from './built-host.ts';
import { startServe, type Serve } from './serve-client.ts';

let host = '';
let simulator: Simulator;
beforeAll(async () => {
  [host, simulator] = await Promise.all([builtHost(['mcp-session', 'serve']), startSimulator()]);
}, 60_000);
afterAll(() => simulator.close());

/** A place where it is about noon now: nobody is told anything at night. */
function noonZone(): string {
  const ahead = 12 - new Date().getUTCHours();
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${String(Math.abs(ahead))}`;
}
const zone = noonZone();
const patiently = { timeout: 20_000, interval: 20 };
const anEmptyHome = () => mkdtemp(join(tmpdir(), 'keyring-keys-'));

/** Its key is in a variable that ends in five days. */
async function homeWithDate(): Promise<string> {
  const home = await anEmptyHome();
  const expiresAt = addDays(todayIn(zone, new Date()), 5);
  const { credential, ...rest } = connectionTo(simulator.sites.jiraDataCenter);
  const dated = { ...credential, home: { kind: 'env', name: 'KEY' }, expiresAt, expiryFrom: 'user' };
  const content = { version: 1, connections: [{ ...rest, name: 'Dated', credential: dated }] };
  await writeFile(join(home, 'connections.json'), JSON.stringify(content));
  return home;
}

describe('a key that ends in five days', () => {
  it('is announced once, also after a restart, and stays on the list', async () => {
    const home = await homeWithDate();
    const env = { TZ: zone, HOME: home };
    const titled = expect.stringContaining('expires in 5 days') as string;
    const first = await startServe(host, home, env);
    await vi.waitFor(() => {
      expect(first.heard('reminders.notice')).toMatchObject([{ kind: 'due', title: titled }]);
    }, patiently);
    expect(await first.call('reminders.list', {})).toMatchObject([{ kind: 'due', title: titled }]);
    await first.close();

    const again = await startServe(host, home, env);
    // What a look makes of this comes after the look at the start.
    await again.call('preferences.set', { remindDaysBefore: [10, 7, 3] });
    const [open] = await again.call('reminders.list', {});
    expect(open).toMatchObject({ kind: 'due', title: titled });
    await again.call('reminders.snooze', { id: open!.id, until: new Date(Date.now() + 86_400_000).toISOString() });
    await vi.waitFor(() => {
      expect(again.heard('reminders.changed').length).toBeGreaterThan(0);
    }, patiently);
    expect(again.heard('reminders.notice')).toEqual([]);
    await again.close();
  }, 60_000);

  it('is what Claude reads in an mcp process', async () => {
    const home = await homeWithDate();
    const env = { TZ: zone, HOME: home, KEY: simulator.sites.jiraDataCenter.accounts[0]!.secret };
    const server = startHost([process.execPath, host, 'mcp', '--home', home], env);
    server.say(hello(), initialized, callTool(2, 'list_connections'));
    server.say(callTool(3, 'check_connection', { connection: 'Dated' }));
    await vi.waitFor(() => {
      expect(server.answers()).toHaveLength(3);
    }, patiently);
    for (const id of [2, 3]) {
      const answer = server.answers().find((each) => each.id === id);
      expect(JSON.stringify(answer)).toContain('expires in 5 days');
    }
    server.child.stdin.end();
    await server.exited;
  }, 60_000);
});

describe('two windows at once', () => {
  const passphrase = 'correct horse battery';
  let [one, other]: Serve[] = [];

  it('see one rotation, and the one that only watches does not disturb it', async () => {
    const site = simulator.sites.openproject;
    const [old, fresh] = [site.issueKey(), site.issueKey()];
    const home = await anEmptyHome();
    one = await startServe(host, home, { HOME: home });
    await one.call('secrets.createVault', { passphrase });
    other = await startServe(host, home, { HOME: home });
    await other.call('secrets.unlockVault', { passphrase });
    const { id } = await one.call('connections.add', {
      ...{ provider: 'openproject', name: 'Shared', address: site.url, method: 'api-key', secret: old },
    });
    site.switch('slow', { delayMs: 600 });
    const replacing = one.call('rotation.replace', { id, secret: fresh });
    await vi.waitFor(async () => {
      const [key] = await other!.call('keys.list', {});
      expect(key?.rotation).toMatchObject({ interrupted: false });
    }, patiently);
    const [watched] = await other.call('keys.list', {});
    expect(watched?.rotation?.step).not.toBe('proved');
    await expect(other.call('rotation.replace', { id, secret: site.issueKey() })).rejects.toMatchObject({
      code: 'rotation-under-way',
    });
    await expect(other.call('rotation.resume', { rotationId: watched!.rotation!.id })).rejects.toMatchObject({
      code: 'busy',
    });
    site.switch('none');
    const done = await replacing;
    expect(done).toMatchObject({ step: 'proved', interrupted: false });
    expect(await other.call('keys.list', {})).toMatchObject([{ rotation: { id: done.id, step: 'proved' } }]);
    site.revokeKey(old);
    expect(await other.call('connections.test', { id })).toMatchObject({ outcome: { ok: true } });
    await Promise.all([one.close(), other.close()]);
  }, 60_000);
});
