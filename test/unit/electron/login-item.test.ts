import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { setStartAtLogin, startedAtLogin } from '../../../src/electron/login-item.ts';

function app(isPackaged = true) {
  const login = { openAtLogin: false, wasOpenedAtLogin: false };
  const calls: unknown[] = [];
  const parts = {
    isPackaged,
    getLoginItemSettings: () => login as never,
    setLoginItemSettings: (settings: { openAtLogin?: boolean }) => {
      calls.push(settings);
      login.openAtLogin = settings.openAtLogin === true;
    },
  };
  return { parts, calls, login };
}

const at = async (platform: NodeJS.Platform, env = {}) => {
  const home = await mkdtemp(join(tmpdir(), 'login-'));
  return { platform, env, home, execPath: '/opt/MCP Keyring/mcp-keyring', demo: false };
};
const autostart = (home: string): string => join(home, '.config', 'autostart', 'mcp-keyring.desktop');

describe('starting at login', () => {
  it('is asked of Windows with the argument that keeps the window away, and once only', async () => {
    const { parts, calls } = app();
    const here = await at('win32');
    await setStartAtLogin(true, { app: parts, ...here });
    await setStartAtLogin(true, { app: parts, ...here });
    expect(calls).toEqual([{ openAtLogin: true, args: ['--hidden'] }]);
    await setStartAtLogin(false, { app: parts, ...here });
    expect(calls).toHaveLength(2);
  });

  it('is asked of macOS, which says itself when it opened the app', async () => {
    const { parts, calls, login } = app();
    await setStartAtLogin(true, { app: parts, ...(await at('darwin')) });
    expect(calls).toEqual([{ openAtLogin: true, args: [] }]);
    expect(startedAtLogin(parts, ['app'], 'darwin')).toBe(false);
    login.wasOpenedAtLogin = true;
    expect(startedAtLogin(parts, ['app'], 'darwin')).toBe(true);
  });

  it('is an autostart file on Linux, gone when it is no longer wanted', async () => {
    const { parts } = app();
    const here = await at('linux');
    await setStartAtLogin(true, { app: parts, ...here });
    expect(await readFile(autostart(here.home), 'utf8')).toContain('\nExec="/opt/MCP Keyring/mcp-keyring" --hidden\n');
    await setStartAtLogin(false, { app: parts, ...here });
    await expect(stat(autostart(here.home))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('stays as the user wants it while the demo runs, whose settings say otherwise', async () => {
    const { parts, calls } = app();
    const here = await at('linux');
    await setStartAtLogin(true, { app: parts, ...here });
    await setStartAtLogin(false, { app: parts, ...here, demo: true });
    expect(await readFile(autostart(here.home), 'utf8')).toContain('mcp-keyring');
    await setStartAtLogin(true, { app: parts, ...here, platform: 'win32', demo: true });
    expect(calls).toEqual([]);
  });

  it('keeps to the usual place where XDG_CONFIG_HOME is empty', async () => {
    const { parts } = app();
    const here = await at('linux', { XDG_CONFIG_HOME: '' });
    await setStartAtLogin(true, { app: parts, ...here });
    expect((await stat(autostart(here.home))).isFile()).toBe(true);
  });

  it('starts an AppImage by its file, with every character of the path as the format wants it', async () => {
    const { parts } = app();
    const here = await at('linux', { APPIMAGE: '/home/mia/100% "apps"/$k.AppImage' });
    await setStartAtLogin(true, { app: parts, ...here });
    const text = await readFile(autostart(here.home), 'utf8');
    expect(text).toContain(String.raw`Exec="/home/mia/100%% \\"apps\\"/\\$k.AppImage" --hidden`);
  });

  it('is left alone by a copy that is not installed', async () => {
    const { parts, calls } = app(false);
    const here = await at('linux');
    await setStartAtLogin(true, { app: parts, ...here });
    await setStartAtLogin(true, { app: parts, ...here, platform: 'win32' });
    expect(calls).toEqual([]);
    await expect(stat(autostart(here.home))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
