import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { FakeEvent, type MenuItem } from '../../fakes/electron.ts';
import { askHost, exited, remembered, shells } from './run-shell.ts';

const start = shells();
const item = (menu: readonly MenuItem[], label: string): MenuItem | undefined =>
  menu.flatMap((entry) => [entry, ...(entry.submenu ?? [])]).find((entry) => entry.label === label);

describe('the window', () => {
  it('starts with nothing: sandboxed, isolated, without Node, without developer tools when packaged', async () => {
    const { windows, asked, state } = await start();
    expect(asked.slice(0, 5)).toEqual(['sandbox', 'id org.mcp-keyring.desktop', 'scheme', 'lock', 'ready']);
    expect(state.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ]);
    expect(windows[0]!.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      devTools: true,
    });
  });

  it('loads our page from our own protocol and shows it when it can be seen', async () => {
    const { windows, folder } = await start();
    expect(windows[0]!.webContents.url).toBe('app://keyring/index.html');
    expect(windows[0]!.options['show']).toBe(false);
    expect(windows[0]!.visible).toBe(true);
    expect(windows[0]!.options.webPreferences['preload']).toBe(join(folder, 'out', 'electron', 'preload.cjs'));
  });

  it('is there once: a second start brings the first one to the front and ends itself', async () => {
    const second = await start({ alone: false });
    expect(second.windows).toEqual([]);
    expect(second.asked).toContain('quit');
    const first = await start();
    first.app.emit('second-instance');
    expect(first.windows).toHaveLength(1);
    expect(first.asked).toContain('focus');
  });

  it('remembers where it stood, unless that place is off every screen', async () => {
    const bounds = { x: 40, y: 50, width: 900, height: 700 };
    const shell = await start({ remembered: { bounds, maximized: true } });
    expect(shell.windows[0]).toMatchObject({ options: bounds, maximized: true });
    shell.windows[0]!.bounds = { ...bounds, x: 77 };
    shell.windows[0]!.close();
    expect(await remembered(shell.folder)).toMatchObject({ bounds: { ...bounds, x: 77 }, maximized: true });

    const lost = await start({ remembered: { bounds: { ...bounds, x: 5000 }, keepInTray: 'yes' } });
    expect(lost.windows[0]!.options).toMatchObject({ width: 1120, height: 760 });
    expect(lost.windows[0]!.options).not.toHaveProperty('x');
  });

  it('comes back once when its page crashes, and not in a circle', async () => {
    const { windows } = await start();
    const { webContents } = windows[0]!;
    webContents.emit('render-process-gone', new FakeEvent(), { reason: 'crashed' });
    webContents.emit('render-process-gone', new FakeEvent(), { reason: 'crashed' });
    expect(webContents.reloads).toBe(1);
  });

  it('keeps the browser’s files away from the connections, and a demo away from both', async () => {
    const shell = await start();
    expect(shell.app.getPath('userData')).toBe(join(shell.folder, 'mcp-keyring-window'));
    const demo = await start({ argv: ['--demo'] });
    expect(demo.app.getPath('userData')).toBe(join(demo.folder, 'mcp-keyring-window-demo'));
    expect((await askHost(demo)).output.argv).toEqual(['serve', '--demo']);
  });
});

describe('closing the window', () => {
  it('ends the app where that is the custom', async () => {
    const shell = await start({ platform: 'linux' });
    shell.windows[0]!.close();
    await exited(shell);
  });

  it('does not on macOS, where a click in the dock opens it again', async () => {
    const shell = await start({ platform: 'darwin' });
    shell.windows[0]!.close();
    expect(shell.asked).not.toContain('quit');
    shell.app.emit('activate');
    expect(shell.windows).toHaveLength(1);
    expect((await askHost(shell)).ok).toBe(true);
  });

  it('only hides it once the user keeps the app in the tray, and quitting still quits', async () => {
    const shell = await start({ platform: 'win32' });
    expect(shell.trays).toEqual([]);
    const keep = item(shell.state.menu, 'Keep Running in the Tray');
    expect(keep).toMatchObject({ type: 'checkbox', checked: false });
    keep!.click!({ checked: true });
    expect(await remembered(shell.folder)).toMatchObject({ keepInTray: true });
    const [tray] = shell.trays;
    const [window] = shell.windows;
    window!.close();
    expect(window!.visible).toBe(false);
    expect(shell.app.exited).toBe(false);
    item(tray!.menu, 'Open MCP Keyring')!.click!({ checked: false });
    expect(window!.visible).toBe(true);
    item(tray!.menu, 'Quit')!.click!({ checked: false });
    await exited(shell);
  });

  it('goes back to ending the app when the tray is no longer wanted', async () => {
    const shell = await start({ remembered: { keepInTray: true } });
    expect(shell.trays).toHaveLength(1);
    expect(item(shell.state.menu, 'Keep Running in the Tray')).toMatchObject({ checked: true });
    item(shell.state.menu, 'Keep Running in the Tray')!.click!({ checked: false });
    expect(shell.trays[0]!.gone).toBe(true);
    shell.windows[0]!.close();
    await exited(shell);
  });
});

describe('the tray', () => {
  it('says in one line how things are, also when the host dies', async () => {
    const shell = await start({ remembered: { keepInTray: true } });
    const [tray] = shell.trays;
    await vi.waitFor(() => {
      expect(tray!.toolTip).toBe('MCP Keyring: the MCP server is running');
    });
    expect(tray!.menu[0]).toMatchObject({ label: 'the MCP server is running', enabled: false });
    await shell.call('die');
    expect(tray!.toolTip).toBe('MCP Keyring: restarting');
  });

  it('has a template picture on macOS', async () => {
    const mac = await start({ remembered: { keepInTray: true }, platform: 'darwin' });
    expect(mac.trays[0]!.image).toBe(join(mac.folder, 'build', 'tray', 'trayTemplate.png'));
    const linux = await start({ remembered: { keepInTray: true } });
    expect(linux.trays[0]!.image).toBe(join(linux.folder, 'build', 'tray', 'tray.png'));
  });
});
