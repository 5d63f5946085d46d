import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { FakeWebContents } from '../../fakes/electron.ts';
import { askHost, exited, packagedHost, shells } from './run-shell.ts';

const start = shells();
const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('calls', () => {
  it('go to the host and back', async () => {
    const shell = await start();
    expect(await shell.call('connections.list', { a: 1 })).toMatchObject({
      ok: true,
      output: { name: 'connections.list', input: { a: 1 }, argv: ['serve'] },
    });
  });

  it('are refused from another frame, another page, another window, and when they are none', async () => {
    const { handlers, windows } = await start();
    const call = handlers['keyring:call'] as (event: object, raw: unknown) => unknown;
    const sender = windows[0]!.webContents;
    const page = { url: 'app://keyring/index.html', parent: null };
    const request = { name: 'connections.list', input: {} };
    for (const event of [
      { sender, senderFrame: null },
      { sender, senderFrame: { ...page, parent: page } },
      { sender, senderFrame: { ...page, url: 'https://example.org/' } },
      { sender, senderFrame: { ...page, url: 'app://keyring.example.org/' } },
      { sender: new FakeWebContents(), senderFrame: page },
    ])
      expect(() => call(event, request)).toThrow('This page may not call MCP Keyring.');
    expect(() => call({ sender, senderFrame: page }, 'connections.list')).toThrow();
  });

  it('hear events of the host', async () => {
    const { windows } = await start();
    await vi.waitFor(() => {
      expect(windows[0]!.webContents.sent).toEqual([
        ['keyring:event', { event: 'server.changed', payload: { state: 'running' } }],
      ]);
    });
  });

  it('send no events to another page, should one ever get into the window', async () => {
    const shell = await start();
    await askHost(shell);
    const contents = shell.windows[0]!.webContents;
    const before = contents.sent.length;
    contents.url = 'https://example.org/';
    expect(
      await (shell.handlers['keyring:call'] as (event: object, raw: unknown) => Promise<unknown>)(
        { sender: contents, senderFrame: { url: 'app://keyring/index.html', parent: null } },
        { name: 'die', input: {} },
      ),
    ).toMatchObject({ ok: false });
    contents.url = 'app://keyring/index.html';
    await vi.waitFor(async () => {
      expect(await askHost(shell)).toMatchObject({ ok: true });
    });
    expect(contents.sent.length).toBeGreaterThan(before);
  });
});

describe('the host', () => {
  it('is started again when it dies; who waited gets an answer, and the window fetches anew', async () => {
    const shell = await start();
    const first = (await askHost(shell)).output.pid;
    const waiting = shell.call('hang');
    expect(await shell.call('die')).toMatchObject({ ok: false, error: { code: 'not-running' } });
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'not-running' } });
    await vi.waitFor(async () => {
      expect(await askHost(shell)).toMatchObject({ ok: true });
    });
    expect((await askHost(shell)).output.pid).not.toBe(first);
    const events = shell.windows[0]!.webContents.sent.map(([, message]) => (message as { event: string }).event);
    expect(events).toEqual(expect.arrayContaining(['connections.changed', 'secrets.changed', 'activity.added']));
  });

  it('that talks nonsense is not believed', async () => {
    const shell = await start();
    expect(await shell.call('nonsense')).toMatchObject({ ok: true, output: { name: 'nonsense' } });
  });

  it('ends with the app, which waits for it', async () => {
    const shell = await start();
    const { pid } = (await askHost(shell)).output;
    shell.app.quit();
    expect(shell.app.exited).toBe(false);
    await exited(shell);
    expect(alive(pid)).toBe(false);
    expect(existsSync(join(shell.folder, 'out', `ended-${pid}`))).toBe(true);
  });

  it('that cannot be started leaves a window that says so', async () => {
    const shell = await start({ env: { MCP_KEYRING_NODE: '/nowhere/node' } });
    expect(await shell.call('app.info')).toMatchObject({ ok: false, error: { code: 'not-running' } });
  });

  it.skipIf(process.platform === 'win32')('is a program beside the app when packaged', async () => {
    const shell = await start({ packaged: true, resourcesPath: await packagedHost() });
    expect(shell.windows[0]!.options.webPreferences['devTools']).toBe(false);
    expect((await askHost(shell)).output.argv).toEqual(['serve']);
  });

  it.skipIf(process.platform === 'win32')(
    'is copied out of an AppImage, whose files vanish with it, and again after an update',
    async () => {
      const resourcesPath = await packagedHost();
      const image = join(resourcesPath, 'MCP-Keyring.AppImage');
      await writeFile(image, 'first');
      const shell = await start({ packaged: true, resourcesPath, env: { APPIMAGE: image } });
      const copy = join(shell.folder, 'mcp-keyring-window', 'program');
      expect((await askHost(shell)).ok).toBe(true);
      expect(existsSync(join(copy, 'host', 'keyring-host'))).toBe(true);
      // Where `keyring-host web` looks for the window's files (src/host/surroundings.ts).
      expect(existsSync(join(copy, 'renderer', 'index.html'))).toBe(true);
      expect(await readFile(join(copy, 'copied-from'), 'utf8')).toMatch(/^5 /);

      await writeFile(image, 'second');
      await writeFile(join(copy, 'left-over'), '');
      const updated = await start({
        packaged: true,
        resourcesPath,
        env: { APPIMAGE: image, MCP_KEYRING_HOME: shell.folder },
      });
      expect((await askHost(updated)).ok).toBe(true);
      expect(await readFile(join(copy, 'copied-from'), 'utf8')).toMatch(/^6 /);
      expect(await readdir(join(copy, '..'))).toContain('program');
      expect(await readdir(copy)).not.toContain('left-over');
    },
  );
});
