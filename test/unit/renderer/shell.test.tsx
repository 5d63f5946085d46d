import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { openWindow } from './open-window.tsx';

describe('the window', () => {
  it('moves the focus to the heading of the screen it goes to, and says where it is', async () => {
    const { user } = openWindow();
    await user.click(await screen.findByRole('link', { name: 'Settings' }));
    const heading = await screen.findByRole('heading', { level: 1, name: 'Settings' });
    await waitFor(() => {
      expect(document.activeElement).toBe(heading);
    });
    expect(screen.getByRole('link', { name: 'Settings' }).getAttribute('aria-current')).toBe('page');
    expect(document.title).toBe('Settings – MCP Keyring');
  });

  it('shows the list for an address that was cut off in the middle of a character', async () => {
    openWindow({ at: '#/connections/%E0%A4%A' });
    expect(await screen.findByRole('link', { name: 'Team wiki' })).toBeTruthy();
  });

  it('says calmly that the host is gone, and reads everything anew when it is back', async () => {
    const { host, link } = openWindow();
    await screen.findByRole('link', { name: 'Team wiki' });
    act(() => {
      link.set('down');
    });
    expect(await screen.findByText(/MCP Keyring is not running – reconnecting/)).toBeTruthy();
    host.connections = [];
    act(() => {
      link.set('up');
    });
    expect(await screen.findByRole('heading', { name: 'Connect your first system' })).toBeTruthy();
  });

  it('explains what to open when the host does not know this window', async () => {
    const { link } = openWindow();
    act(() => {
      link.set('signed-out');
    });
    expect(await screen.findByRole('heading', { name: /Open the address printed in the terminal again/ })).toBeTruthy();
    expect(screen.queryByRole('navigation')).toBeNull();
  });

  it('tells the host that there is a network again, or that somebody looks after a long time', async () => {
    const { host, queries } = openWindow();
    await waitFor(() => {
      expect(queries.getQueryData(['app.info', {}])).toBeDefined();
    });
    await screen.findByRole('link', { name: 'Team wiki' });
    const wakes = () => host.inputsOf('health.wake').length;
    window.dispatchEvent(new Event('online'));
    await waitFor(() => {
      expect(wakes()).toBe(1);
    });
    const lookAfter = (minutes: number) => {
      const start = Date.now();
      const hidden = vi.spyOn(document, 'hidden', 'get');
      const now = vi.spyOn(Date, 'now');
      hidden.mockReturnValue(true);
      document.dispatchEvent(new Event('visibilitychange'));
      now.mockReturnValue(start + minutes * 60_000);
      hidden.mockReturnValue(false);
      document.dispatchEvent(new Event('visibilitychange'));
      now.mockRestore();
      hidden.mockRestore();
    };
    lookAfter(1);
    expect(wakes()).toBe(1);
    lookAfter(30);
    await waitFor(() => {
      expect(wakes()).toBe(2);
    });
  });
});
