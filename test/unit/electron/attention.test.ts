import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { MenuItem } from '../../fakes/electron.ts';
import { shells, type Shell } from './run-shell.ts';

const start = shells();
const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const notice = { reminderId: 'due:1', kind: 'due', connectionId: id, title: 'Expires in 3 days', text: 'Rotate it.' };
const soon = { id: 'due:1', urgency: 'soon' };

const say = (shell: Shell, event: string, payload: object = {}) => shell.call('say', { event, payload });
const remind = async (shell: Shell, reminders: readonly object[]): Promise<void> => {
  await shell.call('know', { 'reminders.list': reminders });
  await say(shell, 'reminders.changed');
};

describe('a reminder', () => {
  it('is announced, and a click opens the rotation of that key', async () => {
    const shell = await start();
    await say(shell, 'reminders.notice', notice);
    await vi.waitFor(() => {
      expect(shell.notifications[0]?.options).toEqual({ title: 'Expires in 3 days', body: 'Rotate it.' });
    });
    shell.notifications[0]!.emit('click');
    expect(shell.windows[0]!.webContents.url).toBe(`app://keyring/index.html#/keys/${id}/rotate`);
    expect(shell.asked).toContain('focus');
  });

  it('of a key that fails leads to its diagnosis', async () => {
    const shell = await start();
    await say(shell, 'reminders.notice', { ...notice, kind: 'failing' });
    await vi.waitFor(() => {
      expect(shell.notifications).toHaveLength(1);
    });
    shell.notifications[0]!.emit('click');
    expect(shell.windows[0]!.webContents.url).toBe(`app://keyring/index.html#/keys/${id}/diagnose`);
  });

  it('of several things at once leads to the list of them all', async () => {
    const shell = await start();
    await say(shell, 'reminders.notice', { ...notice, title: '4 things to do', bundles: 4 });
    await vi.waitFor(() => {
      expect(shell.notifications).toHaveLength(1);
    });
    shell.notifications[0]!.emit('click');
    expect(shell.windows[0]!.webContents.url).toBe('app://keyring/index.html#/keys');
  });

  it('of the guard leads to Claude Desktop', async () => {
    const shell = await start();
    const title = 'MCP Keyring is back in Claude Desktop';
    await say(shell, 'reminders.notice', { reminderId: 'r1', kind: 'claude-desktop', title, text: 'It was put back.' });
    await vi.waitFor(() => {
      expect(shell.notifications).toHaveLength(1);
    });
    shell.notifications[0]!.emit('click');
    expect(shell.windows[0]!.webContents.url).toBe('app://keyring/index.html#/claude-desktop');
  });

  it('of an unknown shape is passed over: nothing of it becomes an address', async () => {
    const shell = await start();
    await say(shell, 'reminders.notice', { ...notice, connectionId: '../../evil' });
    await remind(shell, [soon]);
    await vi.waitFor(() => {
      expect(shell.app.badge).toBe(1);
    });
    expect(shell.notifications).toEqual([]);
  });

  it('opens a window where none is', async () => {
    const shell = await start({ platform: 'darwin' });
    await say(shell, 'reminders.notice', notice);
    await vi.waitFor(() => {
      expect(shell.notifications).toHaveLength(1);
    });
    shell.windows[0]!.close();
    expect(shell.windows).toEqual([]);
    shell.notifications[0]!.emit('click');
    expect(shell.windows[0]!.webContents.url).toBe(`app://keyring/index.html#/keys/${id}/rotate`);
  });
});

describe('the count of keys that need their owner', () => {
  it('stands on the dock and beside the tray, without those put off or far away', async () => {
    const shell = await start({ platform: 'darwin', remembered: { keepInTray: true } });
    await remind(shell, [soon, { ...soon, snoozedUntil: '2027-01-01T00:00:00Z' }, { ...soon, urgency: 'later' }, soon]);
    await vi.waitFor(() => {
      expect(shell.app.badge).toBe(2);
    });
    const [tray] = shell.trays;
    expect(tray).toMatchObject({ title: '2', toolTip: 'MCP Keyring: 2 keys need you' });
    entry(tray!.menu, '2 keys need you')!.click!({ checked: false });
    expect(shell.windows[0]!.webContents.url).toBe('app://keyring/index.html#/keys');

    await remind(shell, []);
    await vi.waitFor(() => {
      expect(shell.app.badge).toBe(0);
    });
    expect(tray!.title).toBe('');
    expect(entry(tray!.menu, '2 keys need you')).toBeUndefined();
  });

  it('is a mark on the taskbar and in the tray on Windows', async () => {
    const shell = await start({ platform: 'win32', remembered: { keepInTray: true } });
    await remind(shell, [soon]);
    await vi.waitFor(() => {
      expect(shell.windows[0]!.overlay).toBe(join(shell.folder, 'build', 'tray', 'attention.png'));
    });
    expect(shell.trays[0]!.image).toBe(join(shell.folder, 'build', 'tray', 'tray-attention.png'));
    await remind(shell, []);
    await vi.waitFor(() => {
      expect(shell.windows[0]!.overlay).toBeNull();
    });
  });
});

describe('starting at login', () => {
  const wish = async (shell: Shell, startAtLogin: boolean): Promise<void> => {
    await shell.call('know', { 'preferences.get': { startAtLogin } });
    await say(shell, 'preferences.changed');
  };

  it('is never asked of the system by a development copy', async () => {
    const shell = await start({ platform: 'win32' });
    await wish(shell, true);
    await remind(shell, [soon]);
    await vi.waitFor(() => {
      expect(shell.windows[0]!.overlay).not.toBeNull();
    });
    expect(shell.asked.filter((line) => line.startsWith('start at login'))).toEqual([]);
  });

  it('comes without a window, in the tray, from where the window is opened', async () => {
    const windows = await start({ platform: 'win32', argv: ['--hidden'], hidden: true });
    await vi.waitFor(() => {
      expect(windows.trays).toHaveLength(1);
    });
    expect(windows.windows).toEqual([]);
    entry(windows.trays[0]!.menu, 'Open MCP Keyring')!.click!({ checked: false });
    expect(windows.windows).toHaveLength(1);

    const mac = await start({ platform: 'darwin', openedAtLogin: true, hidden: true });
    await vi.waitFor(() => {
      expect(mac.trays).toHaveLength(1);
    });
    expect(mac.windows).toEqual([]);
  });
});

describe('after sleep', () => {
  it('the host is told, so that nothing that became due meanwhile is lost', async () => {
    const shell = await start();
    shell.powerMonitor.emit('resume');
    shell.powerMonitor.emit('unlock-screen');
    const { output } = (await shell.call('asked')) as { output: string[] };
    expect(output.filter((name) => name === 'health.wake')).toHaveLength(2);
  });
});

function entry(menu: readonly MenuItem[], label: string): MenuItem | undefined {
  return menu.find((item) => item.label === label);
}
